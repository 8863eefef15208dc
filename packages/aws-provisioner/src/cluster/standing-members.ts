import type { ClusterDesign, MemberDesign } from "@drydock/core/design";
import type { ObservedResource } from "../engine/observed.ts";
import { AutoScalingGroup } from "../kinds/auto-scaling-group.ts";
import { nodesOfKind } from "../kinds/in-design.ts";
import { NetworkInterface } from "../kinds/network-interface.ts";

/** A member of etcd whose group stands, so that a machine of it may run. */
export interface StandingMember {
  /** `etcd-1`. */
  readonly name: string;
  readonly group: ObservedResource;
  /** The interface that holds its address. */
  readonly card: ObservedResource;
  /** What a design has under its name, with its 0-based place; undefined where it goes. */
  readonly wanted: { readonly member: MemberDesign; readonly place: number } | undefined;
}

/** The members of etcd that stand, in order of their numbers. */
export function standingMembers(
  design: Pick<ClusterDesign, "roles">,
  observed: readonly ObservedResource[],
): StandingMember[] {
  const members = nodesOfKind(design, "members").flatMap((nodes) => nodes.members);
  const alive = observed.filter(({ status }) => status !== "deleting");
  const groups = new Map(alive.flatMap((one) => (one.kind === AutoScalingGroup.name ? [[one.name, one]] : [])));
  const cards = alive.filter(({ kind, name }) => kind === NetworkInterface.name && /^etcd-\d+$/.test(name ?? ""));
  const standing = cards.flatMap((card): StandingMember[] => {
    const { name = "" } = card;
    const group = groups.get(name);
    const place = members.findIndex((member) => member.name === name);
    const member = members[place];
    return group === undefined ? [] : [{ name, group, card, wanted: member && { member, place } }];
  });
  return standing.toSorted((a, b) => numberOf(a) - numberOf(b));
}

function numberOf({ name }: StandingMember): number {
  return Number(/\d+$/.exec(name)?.[0] ?? 0);
}
