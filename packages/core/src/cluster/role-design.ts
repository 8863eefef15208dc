import type { Blueprint } from "../blueprint.ts";
import type {
  ImageDesign,
  MemberDesign,
  RoleDesign,
  SubnetDesign,
  TagValue,
  UserDataDesign,
  VolumeDesign,
} from "../design.ts";
import { declaredDeliveries } from "./cluster-secrets.ts";
import type { DataVolume } from "./data-volume.ts";
import type { Member } from "./formation.ts";
import { subnetOf, subnetsFor, type NamedRole } from "./named-role.ts";
import { permissionsOf } from "./permissions.ts";

/** Name of the parameter that holds the cluster token of etcd. */
export const tokenParameter = "etcd/token";
/** Instance tag by which a member learns the cluster token. */
const tokenTag = "drydock:etcd-token";
/** Instance tag by which a node learns the id of its own volume. */
const volumeTag = "drydock:volume";

/** One machine of a role that has names: its place, and what is its own. */
export interface Machine {
  readonly name: string;
  /** 0-based among the role's machines. */
  readonly index: number;
  readonly address: string | undefined;
  readonly subnet: string;
}

/** What renders the user data of a node; `machine` is undefined for the nodes of a group, which all share one. */
export type RenderNode = (role: NamedRole, machine: Machine | undefined) => UserDataDesign;

export interface RoleContext {
  readonly blueprint: Blueprint;
  readonly subnets: readonly SubnetDesign[];
  readonly members: readonly Member[];
  readonly rules: RoleDesign["rules"];
  readonly render: RenderNode;
}

/** A role with everything computed. */
export function roleDesign(role: NamedRole, { blueprint, subnets, members, rules, render }: RoleContext): RoleDesign {
  const { spec, name } = role;
  const own = subnetsFor(role, subnets);
  return {
    name,
    identity: spec.kind === "workers" ? (spec.identity ?? name) : name,
    image: imageDesign(spec.image),
    instanceType: spec.instanceType,
    rootVolume: spec.rootVolume,
    publicAddress: own.some((subnet) => subnet.public),
    metadataHops: spec.bridgedCredentials ? 2 : 1,
    metadata: spec.metadata,
    permissions: permissionsOf(
      role,
      declaredDeliveries(role, blueprint.secrets),
      members,
      blueprint.etcd?.tls === "mutual",
    ),
    rules,
    key: spec.publicKey === undefined ? undefined : { name, publicKey: spec.publicKey },
    nodes: nodesOf(role, own, members, render, subnets),
  };
}

function nodesOf(
  role: NamedRole,
  own: readonly SubnetDesign[],
  members: readonly Member[],
  render: RenderNode,
  all: readonly SubnetDesign[],
): RoleDesign["nodes"] {
  const { spec } = role;
  if (spec.kind === "workers") {
    const names = own.map(({ name }) => name);
    return { kind: "group", subnets: names, size: spec.size, userData: render(role, undefined), tags: {} };
  }
  const machine = (place: Machine): Omit<MemberDesign, "address"> => {
    const volume = spec.volume === "none" ? undefined : volumeDesign(place.name, spec.volume);
    const tags: Record<string, TagValue> = {};
    if (spec.kind === "etcd") tags[tokenTag] = { parameter: tokenParameter };
    if (volume !== undefined) tags[volumeTag] = { volume: volume.name };
    return { name: place.name, subnet: place.subnet, userData: render(role, place), volume, tags };
  };
  if (spec.kind === "etcd") {
    const places = members.map(({ name, address, subnet }, index) => ({ name, index, address, subnet }));
    return { kind: "members", members: places.map((place) => ({ ...machine(place), address: place.address })) };
  }
  return {
    kind: "machines",
    machines: placesOf(role, own, all).map((place) => ({ ...machine(place), address: place.address })),
  };
}

/** The places of a role's machines: by fixed address, or dealt over its subnets in turn. */
export function placesOf(
  { name, spec }: NamedRole,
  own: readonly SubnetDesign[],
  all: readonly SubnetDesign[],
): Machine[] {
  if (spec.kind !== "machines") return [];
  const place = (index: number, address: string | undefined, subnet: SubnetDesign | undefined): Machine[] =>
    subnet === undefined ? [] : [{ name: `${name}-${index + 1}`, index, address, subnet: subnet.name }];
  if (spec.addresses !== undefined)
    return spec.addresses.flatMap((address, index) => place(index, address, subnetOf(address, all)));
  return Array.from({ length: spec.count ?? 0 }).flatMap((_, index) =>
    place(index, undefined, own[index % own.length]),
  );
}

function imageDesign({ os, channel, architecture, pin }: NamedRole["spec"]["image"]): ImageDesign {
  return { os, channel, architecture, pin };
}

function volumeDesign(name: string, { size, label }: DataVolume): VolumeDesign {
  return { name, size, label };
}
