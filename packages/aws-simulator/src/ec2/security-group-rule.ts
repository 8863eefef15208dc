import type { RevokedSecurityGroupRule, SecurityGroupRule as SecurityGroupRuleShape } from "@aws-sdk/client-ec2";
import type { Moment } from "../state.ts";
import { arnOf } from "../request/arn.ts";
import { listing } from "./listing.ts";
import { type SecurityGroupRule, securityGroupRules } from "./records/security-group-rule.ts";
import { stopIfDryRun } from "./refuse.ts";
import { resource } from "./resource.ts";
import { tagList } from "./tags.ts";

/** What EC2 says alike of a rule that stands and of one that was revoked. */
function said(rule: SecurityGroupRule): SecurityGroupRuleShape & RevokedSecurityGroupRule {
  return {
    SecurityGroupRuleId: rule.id,
    GroupId: rule.groupId,
    IsEgress: rule.egress,
    IpProtocol: rule.protocol,
    FromPort: rule.fromPort,
    ToPort: rule.toPort,
    ...(rule.peer.member === "cidrIpv4" && { CidrIpv4: rule.peer.value }),
    ...(rule.peer.member === "cidrIpv6" && { CidrIpv6: rule.peer.value }),
    ...(rule.peer.member === "prefixListId" && { PrefixListId: rule.peer.value }),
  };
}

/** A rule that was revoked, as EC2 answers with it. */
export function revokedRule(rule: SecurityGroupRule): RevokedSecurityGroupRule {
  return { ...said(rule), ...(rule.peer.member === "groupId" && { ReferencedGroupId: rule.peer.value }) };
}

/** A rule as EC2 answers with it. */
export function projectRule({ account }: Moment, rule: SecurityGroupRule): SecurityGroupRuleShape {
  return {
    ...said(rule),
    SecurityGroupRuleArn: arnOf(account, "ec2", `security-group-rule/${rule.id}`),
    GroupOwnerId: account.accountId,
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
