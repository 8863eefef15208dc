import type { KindCase } from "../../test/kind-case.ts";
import { SecurityGroupRules } from "./security-group-rules.ts";

function rule(port: number, from: object) {
  return { protocol: "tcp", fromPort: port, toPort: port, description: `port ${port}`, ...from };
}

export const cases: readonly KindCase[] = [
  {
    kind: SecurityGroupRules,
    answers: [["InvalidPermission.Duplicate", "the specified rule already exists", "already-exists"]],
    begin: async (ground) => {
      const groupId = await ground.group("trial");
      const other = await ground.group("other");
      return {
        groupId,
        ingress: [rule(22, { cidr: "10.20.0.0/16" }), rule(80, { groupId: other }), rule(80, { groupId })],
      };
    },
    others: {
      ingress: {
        async add(ground, { props }) {
          const IpPermissions = [
            { IpProtocol: "tcp", FromPort: 9100, ToPort: 9100, IpRanges: [{ CidrIp: "192.0.2.0/24" }] },
          ];
          const GroupId = String(props["groupId"]);
          await ground.trial.account.clients.ec2.authorizeSecurityGroupIngress({ GroupId, IpPermissions });
          return "tcp 9100 from 192.0.2.0/24";
        },
        drops: async (ground) => ({ ingress: [rule(80, { groupId: await ground.group("other") })] }),
      },
    },
    changes: async (ground) => [
      {
        ingress: [
          rule(80, { groupId: await ground.group("other") }),
          rule(443, { cidr: "0.0.0.0/0" }),
          rule(443, { cidr: "192.0.2.0/24" }),
        ],
      },
      { ingress: [{ ...rule(443, { cidr: "0.0.0.0/0" }), description: "in other words" }] },
      {
        ingress: [
          { protocol: "-1", fromPort: -1, toPort: -1, groupId: await ground.group("other"), description: "all" },
        ],
      },
      {
        ingress: [
          { ...rule(-1, { cidr: "10.20.0.0/16" }), protocol: "icmp" },
          { ...rule(8472, { cidr: "10.20.0.0/16" }), protocol: "udp" },
        ],
      },
    ],
  },
];
