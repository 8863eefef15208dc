import type { KindCase } from "../../test/kind-case.ts";
import { Role } from "./role.ts";

function policy(action: string) {
  return { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: [action], Resource: "*" }] };
}

export const cases: readonly KindCase[] = [
  {
    kind: Role,
    unsaid: {
      "create TagRole": "AWS checks it where a create brings tags",
    },
    begin: async (ground) => ({
      roleName: ground.named("role"),
      path: ground.path(),
      policies: { node: policy("ec2:DescribeVolumes"), constructor: policy("ec2:DescribeTags") },
      managed: ["arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore"],
    }),
    others: {
      policies: {
        async add(ground, { id: RoleName }) {
          const PolicyDocument = JSON.stringify(policy("cloudwatch:PutMetricData"));
          await ground.trial.account.clients.iam.putRolePolicy({ RoleName, PolicyName: "audit", PolicyDocument });
          return "audit";
        },
        drops: async () => ({ policies: { node: policy("ec2:AttachVolume") } }),
      },
      managed: {
        async add(ground, { id: RoleName }) {
          const PolicyArn = "arn:aws:iam::aws:policy/ReadOnlyAccess";
          await ground.trial.account.clients.iam.attachRolePolicy({ RoleName, PolicyArn });
          return PolicyArn;
        },
        drops: async () => ({ managed: [] }),
      },
    },
    changes: async () => [
      { policies: { node: policy("ec2:AttachVolume"), more: policy("ssm:GetParameter") } },
      { policies: { more: policy("ssm:GetParameter") }, managed: [] },
      { managed: ["arn:aws:iam::aws:policy/ReadOnlyAccess"] },
    ],
  },
];
