import type { KindCase } from "../../test/kind-case.ts";
import { HostedZone } from "./hosted-zone.ts";

export const cases: readonly KindCase[] = [
  {
    kind: HostedZone,
    begin: async (ground) => ({ zoneName: "trial.internal", vpcIds: [await ground.vpc()] }),
  },
];
