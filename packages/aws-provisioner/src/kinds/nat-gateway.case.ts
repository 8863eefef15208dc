import type { KindCase } from "../../test/kind-case.ts";
import { NatGateway } from "./nat-gateway.ts";

export const cases: readonly KindCase[] = [
  {
    kind: NatGateway,
    unsaid: {
      "create CreateTags": "AWS checks it where a create brings tags",
    },
    begin: async (ground) => ({
      subnetId: await ground.openSubnet(),
      allocationId: await ground.id("elastic-ip", "ground", () => ({})),
    }),
  },
];
