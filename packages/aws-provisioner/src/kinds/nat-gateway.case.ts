import type { KindCase } from "../../test/kind-case.ts";
import { NatGateway } from "./nat-gateway.ts";

export const cases: readonly KindCase[] = [
  {
    kind: NatGateway,
    begin: async (ground) => ({
      subnetId: await ground.openSubnet(),
      allocationId: await ground.id("elastic-ip", "ground", () => ({})),
    }),
  },
];
