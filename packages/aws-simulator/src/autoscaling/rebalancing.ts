import type { Moment } from "../state.ts";
import { activeMembers } from "./capacity.ts";
import { beginLeave } from "./leaving.ts";
import type { GroupRecord } from "./records/group.ts";
import type { Member } from "./records/member.ts";

/**
 * Lets members go that stand in a zone which the group no longer has, as soon as others do their work.
 * Source: Auto Scaling user guide, "Amazon EC2 Auto Scaling benefits", rebalancing activities: launch first,
 * then terminate. Of another subnet in a zone that stays nothing is said there, and nothing moves here.
 */
export function leaveFormerZones(moment: Moment, group: GroupRecord): void {
  const serving = activeMembers(group).filter(({ lifecycle }) => lifecycle === "InService");
  for (const member of strandedMembers(group).slice(0, Math.max(0, serving.length - group.desired))) {
    group.reason = "an instance was taken out of service as part of rebalancing the Availability Zones";
    beginLeave(moment, group, member);
  }
}

/**
 * How many more than desired a group may have while it leaves zones: a tenth of its maximum, one at least.
 */
export function extraToRebalance(group: GroupRecord): number {
  return Math.min(strandedMembers(group).length, Math.max(1, Math.floor(group.max / 10)));
}

/** Members in service in zones that the group no longer has. */
export function strandedMembers(group: GroupRecord): Member[] {
  if (group.suspended.has("AZRebalance")) return [];
  return activeMembers(group).filter(({ lifecycle, zone }) => lifecycle === "InService" && !group.zones.includes(zone));
}
