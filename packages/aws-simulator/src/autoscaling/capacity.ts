import { subnets } from "../ec2/records/subnet.ts";
import type { Moment } from "../state.ts";
import type { GroupRecord } from "./records/group.ts";
import type { Member } from "./records/member.ts";
import type { RefreshRecord } from "./records/refresh.ts";

/** Members that count towards the group's capacity: launching or in service. */
export function activeMembers({ members }: GroupRecord): Member[] {
  return [...members.values()].filter(({ lifecycle }) => lifecycle === "Pending" || lifecycle === "InService");
}

/** Members that are not on their way out: the active ones and those in Standby. */
export function standingMembers({ members }: GroupRecord): Member[] {
  return [...members.values()].filter(({ lifecycle }) => !lifecycle.startsWith("Terminating"));
}

/** The refresh that is under way, if any. */
export function openRefresh({ refreshes }: GroupRecord): RefreshRecord | undefined {
  const last = refreshes.at(-1);
  return last !== undefined && last.ended === undefined ? last : undefined;
}

/**
 * What the group launches from: its own template, or that of a refresh on its way. A refresh that goes back
 * or is being cancelled has no more say.
 */
export function launchesFrom(group: GroupRecord): GroupRecord["template"] {
  const refresh = openRefresh(group);
  const onItsWay = refresh?.status === "Pending" || refresh?.status === "InProgress";
  return (onItsWay ? refresh.desired : undefined) ?? group.template;
}

/**
 * Where the next instance goes: the zone with the fewest, and in it the subnet named first; `avoid` is tried
 * last.
 */
export function nextPlace(
  { account }: Moment,
  group: GroupRecord,
  avoid: ReadonlySet<string>,
): { zone: string; subnetId: string | undefined } | undefined {
  const counts = new Map(group.zones.map((zone) => [zone, 0]));
  for (const { zone } of activeMembers(group)) counts.set(zone, (counts.get(zone) ?? 0) + 1);
  const [zone] = [...counts.keys()].toSorted(
    (a, b) =>
      Number(avoid.has(a)) - Number(avoid.has(b)) ||
      (counts.get(a) ?? 0) - (counts.get(b) ?? 0) ||
      group.zones.indexOf(a) - group.zones.indexOf(b),
  );
  if (zone === undefined) return undefined;
  return { zone, subnetId: group.subnets.find((id) => account.of(subnets).get(id)?.zone === zone) };
}

/**
 * Who leaves first when there are too many: the fullest zone, then the oldest template, then the oldest
 * instance.
 */
export function firstToLeave(group: GroupRecord): Member | undefined {
  const active = activeMembers(group);
  const crowd = (zone: string): number => active.filter((member) => member.zone === zone).length;
  const newest = group.terminationPolicies.includes("NewestInstance");
  return active
    .filter(({ protectedFromScaleIn }) => !protectedFromScaleIn)
    .toSorted(
      (a, b) =>
        crowd(b.zone) - crowd(a.zone) ||
        (newest ? b.launched - a.launched : a.templateVersion - b.templateVersion || a.launched - b.launched) ||
        (a.id < b.id ? -1 : 1),
    )[0];
}
