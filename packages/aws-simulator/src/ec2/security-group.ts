import type { SecurityGroup as SecurityGroupShape } from "@aws-sdk/client-ec2";
import { AwsError } from "../aws-error.ts";
import type { Moment } from "../state.ts";
import { arnOf } from "../request/arn.ts";
import type { FilterTable } from "./filters.ts";
import { permissionsOf } from "./ip-permission-shape.ts";
import { listing } from "./listing.ts";
import { isSeen } from "./record.ts";
import { rulesOf, type SecurityGroupRule, securityGroupRules } from "./records/security-group-rule.ts";
import { addGroup, type SecurityGroup, securityGroupOf, securityGroups } from "./records/security-group.ts";
import { vpcOf } from "./records/vpc.ts";
import { badValue, dependency, missing, stopIfDryRun } from "./refuse.ts";
import { resource } from "./resource.ts";
import { isHeld } from "./table.ts";
import { tagList, tagsFor } from "./tags.ts";

const nameCharacters = /^[a-zA-Z0-9 ._\-:/()#,@[\]+=&;{}!$*]{1,255}$/;

function groupFilters(moment: Moment): FilterTable<SecurityGroup> {
  const rules = (group: SecurityGroup, egress: boolean): SecurityGroupRule[] =>
    rulesOf(moment, group.id).filter((rule) => rule.egress === egress && isSeen(rule, moment));
  const of = (prefix: string, egress: boolean): FilterTable<SecurityGroup> => ({
    [`${prefix}.cidr`]: (group) =>
      rules(group, egress).map(({ peer }) => (peer.member === "cidrIpv4" ? peer.value : undefined)),
    [`${prefix}.ipv6-cidr`]: (group) =>
      rules(group, egress).map(({ peer }) => (peer.member === "cidrIpv6" ? peer.value : undefined)),
    [`${prefix}.group-id`]: (group) =>
      rules(group, egress).map(({ peer }) => (peer.member === "groupId" ? peer.value : undefined)),
    [`${prefix}.from-port`]: (group) => rules(group, egress).map(({ fromPort }) => String(fromPort)),
    [`${prefix}.to-port`]: (group) => rules(group, egress).map(({ toPort }) => String(toPort)),
    [`${prefix}.protocol`]: (group) => rules(group, egress).map(({ protocol }) => protocol),
  });
  return {
    "group-id": ({ id }) => id,
    "group-name": ({ name }) => name,
    description: ({ description }) => description,
    "owner-id": () => moment.account.accountId,
    "vpc-id": ({ vpcId }) => vpcId,
    ...of("ip-permission", false),
    ...of("egress.ip-permission", true),
  };
}

function groupArn({ account }: Moment, { id }: SecurityGroup): string {
  return arnOf(account, "ec2", `security-group/${id}`);
}

function project(moment: Moment, group: SecurityGroup): SecurityGroupShape {
  const rules = rulesOf(moment, group.id);
  return {
    GroupId: group.id,
    GroupName: group.name,
    Description: group.description,
    OwnerId: moment.account.accountId,
    SecurityGroupArn: groupArn(moment, group),
    VpcId: group.vpcId,
    IpPermissions: permissionsOf(
      moment,
      rules.filter(({ egress }) => !egress),
    ),
    IpPermissionsEgress: permissionsOf(
      moment,
      rules.filter(({ egress }) => egress),
    ),
    Tags: tagList(group.tags),
  };
}

/** Security groups. */
export const securityGroup = resource({
  table: securityGroups,
  isLive: () => true,
  inventory: ({ vpcId, name }) => ({ attributes: { vpcId, name } }),
  operations: {
    /** CreateSecurityGroup: a name of its own in the VPC; a rule that lets everything out comes with it. */
    CreateSecurityGroup(call) {
      const { input, account } = call;
      const name = input.GroupName;
      const description = input.Description;
      if (!nameCharacters.test(name))
        throw badValue(
          name,
          "groupName",
          "Up to 255 characters of a-z, A-Z, 0-9, spaces, and ._-:/()#,@[]+=&;{}!$* are allowed.",
        );
      if (!nameCharacters.test(description))
        throw badValue(description, "groupDescription", "Character sets beyond ASCII are not supported.");
      if (name.startsWith("sg-")) throw badValue(name, "groupName", "Group names may not be in the format sg-*.");
      if (name === "default") throw new AwsError("InvalidGroup.Reserved", "The security group 'default' is reserved");
      if (input.VpcId === undefined) throw new AwsError("VPCIdNotSpecified", "No default VPC for this user");
      const vpc = vpcOf(call, input.VpcId);
      for (const group of account.of(securityGroups).values()) {
        if (group.vpcId === vpc.id && group.name === name) {
          throw new AwsError(
            "InvalidGroup.Duplicate",
            `The security group '${name}' already exists for VPC '${vpc.id}'`,
          );
        }
      }
      const tags = tagsFor("security-group", input.TagSpecifications);
      stopIfDryRun(input);
      const group = addGroup(call, { vpcId: vpc.id, name, description }, tags);
      return { GroupId: group.id, SecurityGroupArn: groupArn(call, group), Tags: tagList(group.tags) };
    },

    /** DescribeSecurityGroups: by id or filter; names need a default VPC, which there is none of. */
    DescribeSecurityGroups(call) {
      const { input } = call;
      stopIfDryRun(input);
      const named = input.GroupNames;
      if (named !== undefined && named.length > 0) {
        throw new AwsError(
          "InvalidParameterValue",
          "Group names work in a default VPC only; use GroupIds, or the group-name filter.",
        );
      }
      const { rows, NextToken } = listing(call, securityGroups, {
        ids: input.GroupIds,
        filters: groupFilters(call),
      });
      return { SecurityGroups: rows.map((group) => project(call, group)), NextToken };
    },

    /** DeleteSecurityGroup: DependencyViolation while an interface or another group's rule refers to it. */
    DeleteSecurityGroup(call) {
      const { input, account } = call;
      if (input.GroupId === undefined && input.GroupName !== undefined) {
        throw new AwsError(
          "InvalidParameterValue",
          `The group name '${input.GroupName}' works in a default VPC only; use GroupId.`,
        );
      }
      if (input.GroupId === undefined) throw missing("GroupId");
      const group = securityGroupOf(call, input.GroupId);
      if (group.name === "default") {
        throw new AwsError(
          "CannotDelete",
          `the specified group: "${group.id}" name: "default" cannot be deleted by a user`,
        );
      }
      if (isHeld(account, group.id)) throw dependency(`resource ${group.id} has a dependent object`);
      stopIfDryRun(input);
      for (const { id } of rulesOf(call, group.id)) account.of(securityGroupRules).delete(id);
      account.of(securityGroups).delete(group.id);
      return { Return: true, GroupId: group.id };
    },
  },
});
