import type { SecurityGroup as AwsGroup } from "@aws-sdk/client-ec2";
import * as z from "zod/mini";
import { complete } from "../aws/answer.ts";
import type { Look } from "../aws/cloud.ts";
import { codes } from "../aws/error-table.ts";
import { groupName, groupsAround, interfacesBy, namesGroup } from "../aws/holding.ts";
import { kind } from "../aws/kind.ts";
import { items } from "../aws/pages.ts";
import { tagKeys, tagValue } from "../aws/tags.ts";
import { ec2Tagging } from "../aws/tagging.ts";
import { interfaceServices, newNetwork } from "./in-design.ts";
import { inNetwork } from "../aws/whereabouts.ts";

/**
 * A security group without its rules, so that groups may name each other in theirs. All traffic out is
 * allowed, as AWS makes it.
 */
export const SecurityGroup = kind("security-group", {
  service: "ec2",
  discovery: { idPrefix: "sg" },
  whereabouts: inNetwork,
  usedBy: (design) =>
    design.roles.length > 0 || design.balancers.length > 0 || interfaceServices(newNetwork(design)).length > 0,
  // EC2 API reference, "Error codes".
  errors: { "already-exists": codes("InvalidGroup.Duplicate") },
  tagging: ec2Tagging,
  props: z.object({ vpcId: z.string(), groupName: z.string(), description: z.string() }),
  mutable: [],
  usable: "accepted",
  stable: { means: "is made" },
  seconds: { create: 0.5, delete: 1 },
  permissions: {
    find: ["ec2:DescribeSecurityGroups"],
    create: ["ec2:CreateSecurityGroup", "ec2:CreateTags"],
    delete: ["ec2:DeleteSecurityGroup"],
  },
  heldBy: ({ Groups = [] }) => Groups.map(({ GroupId }) => GroupId),
  async holders(look, { id, props }) {
    const [interfaces, groups] = await Promise.all([
      interfacesBy(look, "group-id", id),
      groupsAround(look, [String(props["vpcId"])]),
    ]);
    const naming = groups.filter((group) => group.GroupId !== id && namesGroup(group, id));
    const others = naming.map((group) => {
      const { GroupId = "" } = group;
      return {
        name: `a rule of security group ${groupName(group)}`,
        ids: [GroupId, `${GroupId}/ingress`],
        leaving: false,
      };
    });
    return { interfaces, others };
  },
  find: securityGroups,
  read(group: AwsGroup) {
    const { GroupId, VpcId, GroupName, Description, Tags } = complete(
      group,
      "GroupId",
      "VpcId",
      "GroupName",
      "Description",
    );
    const props = { vpcId: VpcId, groupName: GroupName, description: Description };
    return { id: GroupId, props, outputs: {}, tags: Tags, status: "ready" };
  },
  async create({ clients: { ec2 }, tagsWithOperation, tagged, request }, { vpcId, groupName, description }) {
    const more = [rulesTag];
    const own = { VpcId: vpcId, GroupName: groupName, Description: description };
    const input = { ...own, TagSpecifications: tagged("security-group", { more }) };
    const { GroupId } = await ec2.createSecurityGroup(input, request);
    return { ...own, GroupId, Tags: [...tagsWithOperation, ...more] };
  },
  delete: ({ clients: { ec2 }, request }, { id }) => ec2.deleteSecurityGroup({ GroupId: id }, request),
});

/**
 * On groups whose rules all tell whether Drydock wrote them: what tells nothing is somebody else's. On a
 * group of an older release a rule that tells nothing may be Drydock's.
 */
export const rulesTag = { Key: tagKeys.rules, Value: "told" } as const;

/** The cluster's security groups with their rules: one listing for both kinds. */
export async function securityGroups(look: Look): Promise<readonly AwsGroup[]> {
  const {
    clients: { ec2 },
    owned,
    request,
    once,
    cluster,
  } = look;
  const list = () =>
    items(
      (NextToken) => ec2.describeSecurityGroups({ Filters: [...owned], NextToken }, request),
      ({ SecurityGroups }) => SecurityGroups,
    );
  const groups = await once(key, list);
  return groups.filter(({ Tags }) => tagValue(Tags, tagKeys.cluster) === cluster);
}

/** Has a look list the cluster's groups with all others in those networks, in the same call. */
export function securityGroupsAmong(look: Look, vpcIds: readonly string[]): Promise<readonly AwsGroup[]> {
  return look.once(key, () => groupsAround(look, vpcIds));
}

/** Under which a look keeps its listing of groups. */
const key = "security-groups";
