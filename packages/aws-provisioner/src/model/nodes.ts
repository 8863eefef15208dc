import { createHash } from "node:crypto";
import type {
  GroupDesign,
  MachinesDesign,
  MemberDesign,
  MembersDesign,
  RoleDesign,
  TagValue,
} from "@drydock/core/design";
import { tagKeys } from "../aws/tags.ts";
import type { Ref } from "../engine/ref.ts";
import { AutoScalingGroup } from "../kinds/auto-scaling-group.ts";
import { Instance } from "../kinds/instance.ts";
import { LaunchTemplate, templateName } from "../kinds/launch-template.ts";
import { NetworkInterface } from "../kinds/network-interface.ts";
import { Volume } from "../kinds/volume.ts";
import type { Chapter } from "./chapter.ts";
import type { RoleKeys } from "./keys.ts";
import type { BuiltNetwork } from "./network.ts";
import type { KeptValues } from "./secrets.ts";
import type { RoleGroups } from "./security.ts";
import { named } from "./named.ts";

export interface NodeSurroundings {
  readonly network: BuiltNetwork;
  readonly groups: RoleGroups;
  readonly profileOf: (identity: string) => Ref<string>;
  readonly values: KeptValues;
  readonly keys: RoleKeys;
  /** Target groups that send to a role. */
  readonly targetsOf: (role: string) => readonly Ref<string>[];
  /** Ids of machines by role, for target groups that list them. */
  readonly machineIds: Map<string, Ref<string>[]>;
}

type Surroundings = Chapter & NodeSurroundings & { readonly role: RoleDesign };

interface Awaited {
  readonly after: readonly { readonly address: string }[];
}

/** Machines of a fixed set: made before the target groups that list them. */
export function buildMachines(chapter: Chapter, surroundings: Omit<NodeSurroundings, "targetsOf">): void {
  for (const role of chapter.design.roles) {
    if (role.nodes.kind === "machines")
      buildRoleMachines({ ...chapter, ...surroundings, targetsOf: () => [], role }, role.nodes);
  }
}

/** Members with fixed addresses and groups that scale: made after the target groups that they join. */
export function buildGroups(chapter: Chapter, surroundings: NodeSurroundings): void {
  for (const role of chapter.design.roles) {
    if (role.nodes.kind === "members") buildMembers({ ...chapter, ...surroundings, role }, role.nodes);
    if (role.nodes.kind === "group") buildGroup({ ...chapter, ...surroundings, role }, role.nodes);
  }
}

/**
 * Per member: an interface that holds its address, a volume that holds its data, and a group of one that
 * keeps a machine on both.
 */
function buildMembers(at: Surroundings, { members }: MembersDesign): void {
  for (const member of members) {
    const { design, graph, network, groups, role } = at;
    const home = network.subnet(member.subnet);
    const networkInterface = graph.add(NetworkInterface, member.name, {
      subnetId: home.id,
      address: member.address,
      securityGroupIds: [groups.ofRole(role.name)],
      description: `${design.name} ${member.name}`,
    });
    const volumes = buildVolumes(at, member, home.zone);
    const template = graph.add(LaunchTemplate, member.name, {
      ...templateProps(at, member.name, member.userData.text),
      securityGroupIds: [],
      networkInterfaceId: networkInterface.id,
    });
    graph.add(
      AutoScalingGroup,
      member.name,
      {
        groupName: `${design.name}-${member.name}`,
        templateId: template.id,
        templateVersion: template.version,
        min: 1,
        desired: 1,
        max: 1,
        // A group over an existing interface takes zones, never subnets; and it must end the old machine
        // before it starts the new one.
        zones: [home.zone],
        targetGroupArns: [...at.targetsOf(role.name)],
        healthCheck: "EC2",
        grace: 300,
        maintenance: { min: 0, max: 100 },
        instanceTags: { Name: `${design.name} ${member.name}`, ...instanceTags(at, member.tags, volumes) },
      },
      awaited(at, [member.subnet]),
    );
  }
}

function buildGroup(at: Surroundings, { subnets, size, userData, tags }: GroupDesign): void {
  const { design, graph, network, groups, role } = at;
  const template = graph.add(LaunchTemplate, role.name, {
    ...templateProps(at, role.name, userData.text),
    securityGroupIds: [groups.ofRole(role.name)],
    publicAddress: role.publicAddress,
  });
  const behindBalancer = at.targetsOf(role.name).length > 0;
  graph.add(
    AutoScalingGroup,
    role.name,
    {
      groupName: `${design.name}-${role.name}`,
      templateId: template.id,
      templateVersion: template.version,
      ...size,
      subnetIds: subnets.map((name) => network.subnet(name).id),
      targetGroupArns: [...at.targetsOf(role.name)],
      healthCheck: behindBalancer ? "ELB" : "EC2",
      grace: 300,
      instanceTags: { Name: `${design.name} ${role.name}`, ...instanceTags(at, tags, new Map()) },
    },
    awaited(at, subnets),
  );
}

function buildRoleMachines(at: Surroundings, { machines }: MachinesDesign): void {
  const { facts, graph, network, groups, role } = at;
  const ids = machines.map((machine) => {
    const home = network.subnet(machine.subnet);
    const volumes = buildVolumes(at, machine, home.zone);
    const userData = Buffer.from(machine.userData.text).toString("base64");
    const { id: imageId, rootDevice } = facts.imageOf(role.image);
    const { id } = graph.add(
      Instance,
      machine.name,
      {
        imageId,
        instanceType: role.instanceType,
        subnetId: home.id,
        securityGroupIds: [groups.ofRole(role.name)],
        address: machine.address,
        profileName: at.profileOf(role.identity),
        userData,
        userDataHash: createHash("sha256").update(userData).digest("hex"),
        keyName: at.keys.nameOf(at.role),
        rootDevice,
        rootVolume: role.rootVolume,
        metadataHops: role.metadataHops,
        publicAddress: role.publicAddress,
        instanceTags: instanceTags(at, machine.tags, volumes),
      },
      awaited(at, [machine.subnet]),
    );
    return id;
  });
  at.machineIds.set(role.name, ids);
}

function templateProps(at: Surroundings, name: string, userData: string) {
  const { design, facts, role } = at;
  const { id: imageId, rootDevice } = facts.imageOf(role.image);
  return {
    templateName: templateName(design.name, name),
    imageId,
    instanceType: role.instanceType,
    userData: Buffer.from(userData).toString("base64"),
    profileName: at.profileOf(role.identity),
    rootDevice,
    rootVolume: role.rootVolume,
    metadataHops: role.metadataHops,
    keyName: at.keys.nameOf(at.role),
    instanceTags: {},
  };
}

function buildVolumes(
  { graph }: Surroundings,
  { volume }: Pick<MemberDesign, "volume">,
  zone: string,
): Map<string, Ref<string>> {
  if (volume === undefined) return new Map();
  const { id } = graph.add(Volume, volume.name, { zone, size: volume.size, type: "gp3", encrypted: true });
  return new Map([[volume.name, id]]);
}

function instanceTags(
  { design, role, values }: Surroundings,
  tags: Readonly<Record<string, TagValue>>,
  volumes: ReadonlyMap<string, Ref<string>>,
): Record<string, string | Ref<string>> {
  const own = Object.entries(tags).map(([key, value]) => {
    if (typeof value === "string") return [key, value] as const;
    return [key, "parameter" in value ? values.parameterValue(value.parameter) : named(volumes, value.volume)] as const;
  });
  return {
    ...design.tags,
    ...role.metadata,
    [tagKeys.node]: `${design.name}/${role.name}`,
    ...Object.fromEntries(own),
  };
}

/**
 * A machine starts when it has a way out, when the rules around it stand, and when the secrets that it will
 * read exist.
 */
function awaited({ network, groups, values, keys, role }: Surroundings, subnets: readonly string[]): Awaited {
  const secrets = role.permissions.flatMap((permission) =>
    permission.kind === "read-secret" ? (values.secret(permission.secret) ?? []) : [],
  );
  const waysOut = subnets.flatMap((name) => network.wayOut(name));
  return { after: [...waysOut, ...groups.rulesOf(role.identity), ...secrets, ...keys.madeFor(role)] };
}
