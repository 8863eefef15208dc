import { paginateDescribeSecurityGroups, type SecurityGroup as AwsGroup } from "@aws-sdk/client-ec2";
import { z } from "zod";
import { kind, type Look } from "../aws/cloud.ts";
import { items } from "../aws/pages.ts";
import { nameFrom, ownTags } from "../aws/tags.ts";

/** A security group without its rules, so that groups may name each other in theirs. All traffic out is allowed, as AWS makes it. */
export const SecurityGroup = kind("security-group", {
  props: z.object({ vpcId: z.string(), groupName: z.string(), description: z.string() }),
  mutable: [],
  usable: "accepted",
  seconds: { create: 0.5, delete: 1 },
  permissions: {
    find: ["ec2:DescribeSecurityGroups"],
    create: ["ec2:CreateSecurityGroup", "ec2:CreateTags"],
    delete: ["ec2:DeleteSecurityGroup"],
  },
  find: securityGroups,
  read: (group: AwsGroup) => ({
    id: group.GroupId!,
    name: nameFrom(group.Tags, "security-group"),
    props: { vpcId: group.VpcId!, groupName: group.GroupName!, description: group.Description! },
    outputs: {},
    tags: ownTags(group.Tags),
    status: "ready",
  }),
  async create({ ec2, tags, tagged, http }, { vpcId, groupName, description }) {
    const own = { VpcId: vpcId, GroupName: groupName, Description: description };
    const { GroupId } = await ec2.createSecurityGroup({ ...own, TagSpecifications: tagged("security-group") }, http);
    return { ...own, GroupId, Tags: [...tags] };
  },
  delete: ({ ec2, http }, { id }) => ec2.deleteSecurityGroup({ GroupId: id }, http),
});

/** The cluster's security groups with their rules: one listing for both kinds. */
export function securityGroups({ ec2, owned, http, once }: Look): Promise<readonly AwsGroup[]> {
  const list = () =>
    items(
      paginateDescribeSecurityGroups({ client: ec2 }, { Filters: [...owned] }, http),
      ({ SecurityGroups }) => SecurityGroups,
    );
  return once("security-groups", list);
}
