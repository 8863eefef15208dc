import type { SubnetDesign } from "../network/subnet-plan.ts";
import type { UserDataDesign } from "../node/user-data-design.ts";
import type { DataVolume } from "./data-volume.ts";
import { drainDesign, type DrainDesign } from "./drain.ts";
import type { Member } from "./formation.ts";
import { subnetOf, type NamedRole } from "./named-role.ts";
import { tokenParameter } from "./parameters.ts";
import { machinesRolloutDesign, type MachinesRolloutDesign, rolloutDesign, type RolloutDesign } from "./rollout.ts";
import { checkSeconds } from "./check-seconds.ts";
import { scalingDesign, type ScalingDesign } from "./scaling.ts";
import type { Service } from "./service.ts";

/** An instance tag whose value exists only once something else does. */
export type TagValue = string | { readonly parameter: string } | { readonly volume: string };

/** Nodes with an identity each: a fixed address, a volume of its own, replaced one by one in place. */
export interface MembersDesign {
  readonly kind: "members";
  readonly members: readonly MemberDesign[];
}

/** A member of etcd. */
export interface MemberDesign {
  readonly name: string;
  readonly address: string;
  readonly subnet: string;
  readonly userData: UserDataDesign;
  readonly volume: VolumeDesign | undefined;
  readonly tags: Readonly<Record<string, TagValue>>;
}

/** A data volume of one machine. */
export interface VolumeDesign {
  readonly name: string;
  /** GiB. */
  readonly size: number;
  readonly label: string;
}

/** Interchangeable nodes behind an auto-scaling group. */
export interface GroupDesign {
  readonly kind: "group";
  readonly subnets: readonly string[];
  readonly size: { readonly min: number; readonly desired: number; readonly max: number };
  /**
   * What moves the number of nodes, of which `size` says only where they start; undefined where nothing does.
   */
  readonly scaling: ScalingDesign | undefined;
  /** How an apply replaces machines that run; undefined where none does. */
  readonly rollout: RolloutDesign | undefined;
  /** What runs on a machine before the group terminates it; undefined where nothing does. */
  readonly drain: DrainDesign | undefined;
  readonly userData: UserDataDesign;
  readonly tags: Readonly<Record<string, TagValue>>;
}

/** A fixed number of machines, each made by name and never scaled. */
export interface MachinesDesign {
  readonly kind: "machines";
  /** How an apply replaces them. */
  readonly rollout: MachinesRolloutDesign;
  readonly machines: readonly (Omit<MemberDesign, "address"> & { readonly address: string | undefined })[];
}

/** One machine of a role that has names: its place, and what is its own. */
export interface Machine {
  readonly name: string;
  /** 0-based among the role's machines. */
  readonly index: number;
  readonly address: string | undefined;
  readonly subnet: string;
}

/**
 * What renders the user data of a node; `machine` is undefined for the nodes of a group, which all share one.
 */
export type RenderNode = (role: NamedRole, machine: Machine | undefined) => UserDataDesign;

/** Instance tag by which a member learns the cluster token. */
const tokenTag = "drydock:etcd-token";
/** Instance tag by which a node learns the id of its own volume. */
const volumeTag = "drydock:volume";

/** The nodes of a role: members, a group, or machines. */
export function nodesDesign(
  role: NamedRole,
  own: readonly SubnetDesign[],
  members: readonly Member[],
  render: RenderNode,
  { subnets: all, services }: { readonly subnets: readonly SubnetDesign[]; readonly services: readonly Service[] },
): MembersDesign | GroupDesign | MachinesDesign {
  const { spec } = role;
  if (spec.kind === "workers") {
    const names = own.map(({ name }) => name);
    const scaling = scalingDesign(role, services);
    const rollout = rolloutDesign(spec.rollout, checkSeconds(role, services));
    const userData = render(role, undefined);
    const drain = drainDesign(spec.drain);
    return { kind: "group", subnets: names, size: spec.size, scaling, rollout, drain, userData, tags: {} };
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
    rollout: machinesRolloutDesign(spec.rollout, checkSeconds(role, services)),
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

function volumeDesign(name: string, { size, label }: DataVolume): VolumeDesign {
  return { name, size, label };
}
