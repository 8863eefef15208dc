import type { Moment } from "../../state.ts";
import type { Ec2Record } from "../record.ts";
import { ec2Table, newRecord } from "../table.ts";

/** Who is on the other side of a rule. */
export interface Peer {
  readonly member: "cidrIpv4" | "cidrIpv6" | "prefixListId" | "groupId";
  readonly value: string;
}

/** What a rule says; two rules of a group that agree in all but the description are duplicates. */
export interface RuleFacts {
  readonly egress: boolean;
  /** `tcp`, `udp`, `icmp`, `icmpv6`, a number, or `-1` for all. */
  readonly protocol: string;
  /** -1 for all. */
  readonly fromPort: number;
  readonly toPort: number;
  readonly peer: Peer;
  readonly description: string | undefined;
}

/** A rule of a security group. */
export interface SecurityGroupRule extends Ec2Record, Omit<RuleFacts, "description"> {
  readonly groupId: string;
  description: string | undefined;
}

/** The account's rules; one keeps the other group that it names. */
export const securityGroupRules = ec2Table<SecurityGroupRule>({
  type: "security-group-rule",
  prefix: "sgr",
  noun: "security group rule ID",
  notFound: "InvalidSecurityGroupRuleId.NotFound",
  malformed: "InvalidSecurityGroupRuleId.Malformed",
  holds: ({ groupId, peer }) => (peer.value === groupId ? [] : [peer.value]),
});

/** Every rule of a group. */
export function rulesOf({ account }: Moment, groupId: string): SecurityGroupRule[] {
  return [...account.of(securityGroupRules).values()].filter((rule) => rule.groupId === groupId);
}

/** Whether two rules are the same but for their descriptions. */
export function sameRule(a: Omit<RuleFacts, "description">, b: Omit<RuleFacts, "description">): boolean {
  return (
    a.egress === b.egress &&
    a.protocol === b.protocol &&
    a.fromPort === b.fromPort &&
    a.toPort === b.toPort &&
    a.peer.member === b.peer.member &&
    a.peer.value === b.peer.value
  );
}

/** Puts a rule into the account; that its group and peer are there is for the caller to check. */
export function addRule(
  moment: Moment,
  groupId: string,
  facts: RuleFacts,
  tags = new Map<string, string>(),
): SecurityGroupRule {
  const rule: SecurityGroupRule = { ...newRecord(moment, securityGroupRules, tags), groupId, ...facts };
  moment.account.of(securityGroupRules).set(rule.id, rule);
  return rule;
}
