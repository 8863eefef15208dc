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
      "create GetChange": "whether a change is everywhere is asked where a run waits for that",
      "update DescribeVpcs": "the same",
    },
    begin: async (ground) => ({ zoneName: "trial.internal", vpcIds: [await ground.vpc(), await ground.vpc("second")] }),
    others: {
      vpcIds: {
        async add(ground, { id }) {
          const { ec2, route53 } = ground.trial.account.clients;
          const { Vpc } = await ec2.createVpc({ CidrBlock: "10.77.0.0/16" });
          const vpc = { VPCId: Vpc?.VpcId ?? "", VPCRegion: "us-west-2" as const };
          await route53.associateVPCWithHostedZone({ HostedZoneId: id, VPC: vpc });
          return vpc.VPCId;
        },
        drops: async (ground) => ({ vpcIds: [await ground.vpc()] }),
      },
    },
    changes: async (ground) => [{ vpcIds: [await ground.vpc(), await ground.vpc("third")] }],
  },
];
