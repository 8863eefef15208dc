import type { KindCase } from "../../test/kind-case.ts";
import { HostedZone } from "./hosted-zone.ts";

export const cases: readonly KindCase[] = [
  {
    kind: HostedZone,
    unsaid: {
      "create DescribeVpcs": "AWS checks it where a zone is private",
    },
    begin: async (ground) => ({ zoneName: "trial.internal", vpcIds: [await ground.vpc(), await ground.vpc("second")] }),
  },
];
