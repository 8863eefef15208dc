import type { KindCase } from "../../test/kind-case.ts";
import { HostedZone } from "./hosted-zone.ts";

export const cases: readonly KindCase[] = [
  {
    kind: HostedZone,
    answers: [
      ["HostedZoneAlreadyExists", "A hosted zone has already been created", "already-exists"],
      ["InvalidVPCId", "The VPC: vpc-1 in region us-west-2 is not valid", "not-yet-visible"],
    ],
    unsaid: {
      "create DescribeVpcs": "AWS checks it where a zone is private",
    },
    begin: async (ground) => ({ zoneName: "trial.internal", vpcIds: [await ground.vpc(), await ground.vpc("second")] }),
  },
];
