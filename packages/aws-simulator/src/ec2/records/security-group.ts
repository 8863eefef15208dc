import type { GroupIdentifier } from "@aws-sdk/client-ec2";
import { AwsError } from "../../aws-error.ts";
import type { Moment } from "../../state.ts";
import type { Ec2Record } from "../record.ts";
import { ec2Table, lookUp, newRecord } from "../table.ts";
import { addRule } from "./security-group-rule.ts";
import { vpcs } from "./vpc.ts";

/** A security group; its rules are a table of their own. */
export interface SecurityGroup extends Ec2Record {
  readonly vpcId: string;
  readonly name: string;
  readonly description: string;
}

/** The account's security groups; one keeps its VPC. */
export const securityGroups = ec2Table<SecurityGroup>({
  type: "security-group",
  prefix: "sg",
  noun: "security group",
  notFound: "InvalidGroup.NotFound",
  malformed: "InvalidGroupId.Malformed",
  holds: ({ vpcId }) => [vpcId],
});

/** The group of that id, or InvalidGroup.NotFound. */
export function securityGroupOf(moment: Moment, id: string): SecurityGroup {
  return lookUp(moment, securityGroups, id);
}

/** Checks the groups of an interface in a VPC; the VPC's default group when none is given. */
export function groupsIn(moment: Moment, vpcId: string, ids: readonly string[] | undefined): readonly string[] {
  const { account } = moment;
  if (ids === undefined) {
    const id = account.of(vpcs).get(vpcId)?.defaultGroupId;
    return id === undefined ? [] : [id];
  }
  for (const id of ids) {
    if (securityGroupOf(moment, id).vpcId !== vpcId) {
      throw new AwsError(
        "InvalidGroup.NotFound",
        `You have specified two resources that belong to different networks: ${id} is not in ${vpcId}.`,
      );
    }
  }
  if (ids.length > account.quotas.groupsPerInterface) {
    throw new AwsError(
      "SecurityGroupsPerInterfaceLimitExceeded",
      "The maximum number of security groups per interface has been reached.",
    );
  }
  return [...new Set(ids)];
}

/** Groups by id and name, as answers name them. */
export function groupIdentifiers({ account }: Moment, ids: readonly string[]): GroupIdentifier[] {
  return ids.map((GroupId) => ({ GroupId, GroupName: account.of(securityGroups).get(GroupId)?.name }));
}

/** Makes the group that comes with a VPC: everything from itself, everything out. */
export function createDefaultGroup(moment: Moment, vpcId: string): SecurityGroup {
  const group = addGroup(moment, { vpcId, name: "default", description: "default VPC security group" }, new Map());
  addRule(moment, group.id, {
    egress: false,
    protocol: "-1",
    fromPort: -1,
    toPort: -1,
    peer: { member: "groupId", value: group.id },
    description: undefined,
  });
  return group;
}

/** Puts a group into the account, with the rule that lets everything out. */
export function addGroup(
  moment: Moment,
  facts: Pick<SecurityGroup, "vpcId" | "name" | "description">,
  tags: Map<string, string>,
): SecurityGroup {
  const group: SecurityGroup = { ...newRecord(moment, securityGroups, tags), ...facts };
  moment.account.of(securityGroups).set(group.id, group);
  addRule(moment, group.id, {
    egress: true,
    protocol: "-1",
    fromPort: -1,
    toPort: -1,
    peer: { member: "cidrIpv4", value: "0.0.0.0/0" },
    description: undefined,
  });
  return group;
}
