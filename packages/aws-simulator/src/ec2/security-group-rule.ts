import type { SecurityGroupRule as SecurityGroupRuleShape } from "@aws-sdk/client-ec2";
import type { Moment } from "../state.ts";
import { listing } from "./listing.ts";
import type { Ec2Record } from "./record.ts";
import { stopIfDryRun } from "./refuse.ts";
import { resource } from "./resource.ts";
import { ec2Table, newRecord } from "./table.ts";
import { tagList } from "./tags.ts";

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

/** A rule as EC2 answers with it. */
export function projectRule({ account }: Moment, rule: SecurityGroupRule): SecurityGroupRuleShape {
  return {
    SecurityGroupRuleId: rule.id,
    SecurityGroupRuleArn: `arn:aws:ec2:${account.region}:${account.accountId}:security-group-rule/${rule.id}`,
    GroupId: rule.groupId,
    GroupOwnerId: account.accountId,
    IsEgress: rule.egress,
    IpProtocol: rule.protocol,
    FromPort: rule.fromPort,
    ToPort: rule.toPort,
    ...(rule.peer.member === "cidrIpv4" && { CidrIpv4: rule.peer.value }),
    ...(rule.peer.member === "cidrIpv6" && { CidrIpv6: rule.peer.value }),
    ...(rule.peer.member === "prefixListId" && { PrefixListId: rule.peer.value }),
    ...(rule.peer.member === "groupId" && {
      ReferencedGroupInfo: { GroupId: rule.peer.value, UserId: account.accountId },
    }),
    ...(rule.description !== undefined && { Description: rule.description }),
    Tags: tagList(rule.tags),
  };
}

/** The rules of security groups, each with an id and tags of its own. */
export const securityGroupRule = resource({
  table: securityGroupRules,
  inventory: ({ groupId, egress, protocol, fromPort, toPort, peer }) => ({
    attributes: { groupId, egress, protocol, fromPort, toPort, peer: peer.value },
  }),
  operations: {
    /** DescribeSecurityGroupRules: each rule on its own, with its id. */
    DescribeSecurityGroupRules(call) {
      const { input } = call;
      stopIfDryRun(input);
      const { rows, NextToken } = listing(call, securityGroupRules, {
        ids: input.SecurityGroupRuleIds,
        filters: { "group-id": ({ groupId }) => groupId, "security-group-rule-id": ({ id }) => id },
      });
      return { SecurityGroupRules: rows.map((rule) => projectRule(call, rule)), NextToken };
    },
  },
});
