import type { IpPermission } from "@aws-sdk/client-ec2";
import type { Moment } from "../state.ts";
import type { Peer, SecurityGroupRule } from "./records/security-group-rule.ts";

/**
 * Groups single rules into permissions as DescribeSecurityGroups answers with them: one for each protocol and
 * ports.
 */
export function permissionsOf({ account }: Moment, rules: readonly SecurityGroupRule[]): IpPermission[] {
  const byPorts = new Map<string, SecurityGroupRule[]>();
  for (const rule of rules) {
    const ports = `${rule.protocol} ${rule.fromPort} ${rule.toPort}`;
    byPorts.set(ports, [...(byPorts.get(ports) ?? []), rule]);
  }
  return [...byPorts.values()].map((group): IpPermission => {
    const of = (member: Peer["member"]): SecurityGroupRule[] => group.filter(({ peer }) => peer.member === member);
    const described = ({ description }: SecurityGroupRule): { Description?: string } =>
      description === undefined ? {} : { Description: description };
    const { protocol = "-1", fromPort = -1, toPort = -1 } = group[0] ?? {};
    return {
      IpProtocol: protocol,
      ...(protocol !== "-1" && { FromPort: fromPort, ToPort: toPort }),
      IpRanges: of("cidrIpv4").map((rule) => ({ CidrIp: rule.peer.value, ...described(rule) })),
      Ipv6Ranges: of("cidrIpv6").map((rule) => ({ CidrIpv6: rule.peer.value, ...described(rule) })),
      PrefixListIds: of("prefixListId").map((rule) => ({ PrefixListId: rule.peer.value, ...described(rule) })),
      UserIdGroupPairs: of("groupId").map((rule) => ({
        GroupId: rule.peer.value,
        UserId: account.accountId,
        ...described(rule),
      })),
    };
  });
}
