import { instanceFor, terminateForGroup } from "../ec2/group-instances.ts";
import type { Moment } from "../state.ts";
import { beginActivity, succeed } from "./activity.ts";
import { isDraining, withdraw } from "./membership.ts";
import type { GroupRecord } from "./records/group.ts";
import type { Member } from "./records/member.ts";

/** How a member leaves. */
export interface Leave {
  /** Whether to terminate without waiting for its connections to drain. */
  readonly hurry?: boolean;
  /** Whether capacity shrinks for good: such a member stays listed until the group counts as drained. */
  readonly shrink?: boolean;
}

/** Begins a member's end: out of its target groups, then, once drained, its instance is terminated. */
export function beginLeave(
  moment: Moment,
  group: GroupRecord,
  member: Member,
  { hurry = false, shrink = false }: Leave = {},
): void {
  const { account, now } = moment;
  if (member.lifecycle.startsWith("Terminating")) return;
  if (member.lifecycle === "Pending")
    Object.assign(member.activity, { StatusCode: "Cancelled", EndTime: new Date(now), Progress: 100 });
  member.activity = beginActivity(moment, group, `Terminating EC2 instance: ${member.id}`, member.zone);
  member.listedUntil = shrink ? now + account.latency.transition("groupDrained") : 0;
  withdraw(moment, member, group.targetGroups);
  member.lifecycle = "Terminating:Wait";
  if (isDraining(moment, group, member)) member.activity.StatusCode = "WaitingForELBConnectionDraining";
  if (hurry) terminate(moment, member);
  else continueLeaving(moment, group);
}

function terminate(moment: Moment, member: Member): void {
  member.lifecycle = "Terminating";
  member.activity.StatusCode = "InProgress";
  terminateForGroup(moment, [member.id]);
}

/** Terminates members that have drained, and forgets those whose instances are gone. */
export function continueLeaving(moment: Moment, group: GroupRecord): void {
  for (const member of group.members.values()) {
    const state = instanceFor(moment, member.id)?.state;
    const ended = state === undefined || state === "terminated" || state === "shutting-down";
    if (member.lifecycle === "Terminating:Wait" && (ended || !isDraining(moment, group, member)))
      terminate(moment, member);
    if (member.lifecycle !== "Terminating") continue;
    if ((state === undefined || state === "terminated") && moment.now >= member.listedUntil) {
      succeed(member.activity, moment.now);
      group.members.delete(member.id);
    }
  }
}
