import type { IpPermission, SecurityGroup as AwsGroup } from "@aws-sdk/client-ec2";
import * as z from "zod/mini";
import { complete } from "../aws/answer.ts";
import type { Step } from "../aws/cloud.ts";
import { codes } from "../aws/error-table.ts";
import { kind } from "../aws/kind.ts";
import { nameFrom, tagKeys, tagValue } from "../aws/tags.ts";
import { markOf } from "../engine/shared.ts";
import { byDrydock, isByDrydock, withoutMark } from "./rule-marks.ts";
import { rulesTag, SecurityGroup, securityGroups } from "./security-group.ts";
import { interfaceServices, newNetwork } from "./in-design.ts";
import { inNetwork } from "../aws/whereabouts.ts";

const rule = z.object({
  protocol: z.enum(["tcp", "udp", "icmp", "-1"]),
  /** -1 with protocol "-1", which means every protocol and port. */
  fromPort: z.int(),
  toPort: z.int(),
  cidr: z.optional(z.cidrv4()),
  groupId: z.optional(z.string()),
  /** An IPv6 range or a prefix list, from which only others' rules let in. */
  elsewhere: z.optional(z.string()),
  description: z.string(),
});
type Rule = z.infer<typeof rule>;

/**
 * Everything that one security group lets in. It exists while the group has a rule, and bears the group's
 * name. Rules tell by their descriptions that Drydock wrote them.
 */
export const SecurityGroupRules = kind("security-group-rules", {
  service: "ec2",
  discovery: { seenWith: SecurityGroup.name },
  whereabouts: inNetwork,
  usedBy: (design) =>
    [...design.roles, ...design.balancers].some(({ rules }) => rules.length > 0) ||
    interfaceServices(newNetwork(design)).length > 0,
  // EC2 API reference, "Error codes".
  errors: { "already-exists": codes("InvalidPermission.Duplicate") },
  props: z.object({ groupId: z.string(), ingress: z.array(rule) }),
  mutable: ["ingress"],
  unordered: ["ingress"],
  shared: { ingress: { entry: "rule", keyOf, tellsItself: true } },
  standsBy: "ingress",
  widens: { ingress: keyOf },
  diesWith: { kind: SecurityGroup.name, field: "groupId" },
  stable: { means: "are written" },
  seconds: { create: 0.5, delete: 0.5 },
  permissions: {
    find: ["ec2:DescribeSecurityGroups"],
    create: ["ec2:AuthorizeSecurityGroupIngress"],
    update: [
      "ec2:AuthorizeSecurityGroupIngress",
      "ec2:UpdateSecurityGroupRuleDescriptionsIngress",
      "ec2:RevokeSecurityGroupIngress",
    ],
    delete: ["ec2:RevokeSecurityGroupIngress"],
  },
  find: securityGroups,
  read(group: AwsGroup) {
    const rules = (group.IpPermissions ?? []).flatMap(readPermission);
    if (rules.length === 0) return undefined;
    const { GroupId } = complete(group, "GroupId");
    const own = rules.filter(({ description }) => isByDrydock(description)).map((one) => markOf(keyOf(one)));
    const tells = own.length > 0 || tagValue(group.Tags, rulesTag.Key) !== undefined;
    return {
      id: `${GroupId}/ingress`,
      name: nameFrom(group.Tags, SecurityGroup.name),
      props: {
        groupId: GroupId,
        ingress: rules.map((one) => ({ ...one, description: withoutMark(one.description) })),
      },
      outputs: {},
      ...(tells && { wrote: { ingress: own.toSorted() } }),
      status: "ready",
    };
  },
  async create(step, { groupId, ingress }) {
    await authorize(step, groupId, ingress);
    const Value = `${SecurityGroup.name}/${step.name}`;
    return { GroupId: groupId, IpPermissions: ingress.map(permission), Tags: [{ Key: tagKeys.address, Value }] };
  },
  async update(step, { props, wrote }, { groupId, ingress }) {
    const standing = new Map(props.ingress.map((one) => [keyOf(one), one]));
    const wanted = new Set(ingress.map(keyOf));
    const own = new Set(step.wrote["ingress"]);
    await authorize(
      step,
      groupId,
      ingress.filter((one) => !standing.has(keyOf(one))),
    );
    const told = new Set(wrote?.["ingress"]);
    await redescribe(
      step,
      groupId,
      ingress.filter((one) => {
        const before = standing.get(keyOf(one));
        const mark = markOf(keyOf(one));
        return before !== undefined && own.has(mark) && (before.description !== one.description || !told.has(mark));
      }),
    );
    await revoke(
      step,
      groupId,
      props.ingress.filter((one) => !wanted.has(keyOf(one))),
    );
  },
  delete: (step, { props }) => revoke(step, props.groupId, props.ingress),
});

async function authorize({ clients: { ec2 }, request }: Step, groupId: string, rules: readonly Rule[]): Promise<void> {
  if (rules.length === 0) return;
  await ec2.authorizeSecurityGroupIngress({ GroupId: groupId, IpPermissions: rules.map(permission) }, request);
}

/**
 * EC2 matches a rule by all but its description here, and so changes that without a moment in which it is
 * gone.
 */
async function redescribe({ clients: { ec2 }, request }: Step, groupId: string, rules: readonly Rule[]): Promise<void> {
  if (rules.length === 0) return;
  const input = { GroupId: groupId, IpPermissions: rules.map(permission) };
  await ec2.updateSecurityGroupRuleDescriptionsIngress(input, request);
}

async function revoke({ clients: { ec2 }, request }: Step, groupId: string, rules: readonly Rule[]): Promise<void> {
  if (rules.length === 0) return;
  await ec2.revokeSecurityGroupIngress({ GroupId: groupId, IpPermissions: rules.map(permission) }, request);
}

function permission({ protocol, fromPort, toPort, cidr, groupId, elsewhere, ...rest }: Rule): IpPermission {
  const description = byDrydock(rest.description);
  return {
    IpProtocol: protocol,
    ...(protocol === "-1" ? {} : { FromPort: fromPort, ToPort: toPort }),
    ...(elsewhere?.startsWith("pl-") ? { PrefixListIds: [{ PrefixListId: elsewhere }] } : {}),
    ...(elsewhere?.includes(":") ? { Ipv6Ranges: [{ CidrIpv6: elsewhere }] } : {}),
    ...(cidr === undefined ? {} : { IpRanges: [{ CidrIp: cidr, Description: description }] }),
    ...(groupId === undefined ? {} : { UserIdGroupPairs: [{ GroupId: groupId, Description: description }] }),
  };
}

/** AWS folds rules with equal ports into one permission; a rule of the blueprint has one source. */
function readPermission({
  IpProtocol: protocol = "-1",
  FromPort,
  ToPort,
  IpRanges = [],
  Ipv6Ranges = [],
  PrefixListIds = [],
  UserIdGroupPairs = [],
}: IpPermission): Rule[] {
  // Of others' rules it may be the number of a protocol that no blueprint has.
  const ports = { protocol: protocol as Rule["protocol"], fromPort: FromPort ?? -1, toPort: ToPort ?? -1 };
  return [
    ...IpRanges.map(({ CidrIp, Description = "" }) => ({ ...ports, cidr: CidrIp, description: Description })),
    ...UserIdGroupPairs.map(({ GroupId, Description = "" }) => ({
      ...ports,
      groupId: GroupId,
      description: Description,
    })),
    ...Ipv6Ranges.map(({ CidrIpv6, Description = "" }) => ({
      ...ports,
      elsewhere: CidrIpv6,
      description: Description,
    })),
    ...PrefixListIds.map(({ PrefixListId, Description = "" }) => ({
      ...ports,
      elsewhere: PrefixListId,
      description: Description,
    })),
  ];
}

/** What makes it the same rule to AWS: everything but its description. */
function keyOf({ protocol, fromPort, toPort, cidr, groupId, elsewhere }: Rule): string {
  const ports = fromPort === toPort ? String(fromPort) : `${fromPort}-${toPort}`;
  const source = cidr ?? elsewhere ?? (typeof groupId === "string" ? groupId : JSON.stringify(groupId));
  return `${protocol === "-1" ? "all" : `${protocol} ${ports}`} from ${source}`;
}
