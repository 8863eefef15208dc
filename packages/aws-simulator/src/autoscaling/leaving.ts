import { instanceFor, terminateForGroup } from "../ec2/group-instances.ts";
import type { Moment } from "../state.ts";
import { beginActivity, succeed } from "./activity.ts";
import { isDraining, withdraw } from "./membership.ts";
import type { GroupRecord } from "./records/group.ts";
import type { Member } from "./records/member.ts";
import { beginWait, isWaiting } from "./waiting.ts";

/** How a member leaves. */
export interface Leave {
  /** Whether to terminate without waiting for its connections to drain. */
  readonly hurry?: boolean;
  /** Whether to wait for nothing at all, the hooks of the group neither. */
  readonly force?: boolean;
  /** Whether capacity shrinks for good: such a member stays listed until the group counts as drained. */
  readonly shrink?: boolean;
}

/**
 * Begins a member's end: out of its target groups, then, once drained and when no hook has it wait any more,
 * its instance is terminated.
 */
export function beginLeave(
  moment: Moment,
  group: GroupRecord,
  member: Member,
  { hurry = false, force = false, shrink = false }: Leave = {},
): void {
  const { account, now } = moment;
  if (member.lifecycle.startsWith("Terminating")) {
    if (force && isHeldBack(member)) terminate(moment, member);
    return;
  }
  if (member.lifecycle === "Pending") cancelLaunch(moment, member);
  member.activity = beginActivity(moment, group, `Terminating EC2 instance: ${member.id}`, member.zone);
  member.listedUntil = shrink ? now + account.latency.transition("groupDrained") : 0;
  withdraw(moment, member, group.targetGroups);
  member.lifecycle = "Terminating:Draining";
  if (force) return terminate(moment, member);
  if (hurry) return endDraining(moment, group, member);
  if (isDraining(moment, group, member)) member.activity.StatusCode = "WaitingForELBConnectionDraining";
  continueLeaving(moment, group);
}

/**
 * Ends the launch of a member that never came into service; of one that EC2 ended, in the words that groups
 * have for it in public reports.
 */
function cancelLaunch(moment: Moment, member: Member): void {
  const { message } = instanceFor(moment, member.id)?.stateReason ?? {};
  const told = "Instance became unhealthy while waiting for instance to be in InService state. Termination Reason: ";
  Object.assign(member.activity, {
    StatusCode: "Cancelled",
    EndTime: new Date(moment.now),
    Progress: 100,
    ...(message !== undefined && { StatusMessage: `${told}${message}` }),
  });
}

function isHeldBack({ lifecycle }: Member): boolean {
  return lifecycle === "Terminating:Draining" || lifecycle === "Terminating:Wait";
}

function endDraining(moment: Moment, group: GroupRecord, member: Member): void {
  beginWait(moment, group, member);
  if (member.lifecycle !== "Terminating:Wait") terminate(moment, member);
}

function terminate(moment: Moment, member: Member): void {
  member.lifecycle = member.lifecycle === "Terminating:Wait" ? "Terminating:Proceed" : "Terminating";
  member.actions.clear();
  member.activity.StatusCode = "InProgress";
  terminateForGroup(moment, [member.id]);
}

/**
 * Terminates members that have drained and wait for nothing, and forgets those whose instances are gone. One
 * whose instance has ended behind the group's back has nothing to wait for.
 */
export function continueLeaving(moment: Moment, group: GroupRecord): void {
  for (const member of group.members.values()) {
    const state = instanceFor(moment, member.id)?.state;
    const ended = state === undefined || state === "terminated" || state === "shutting-down";
    if (isHeldBack(member) && ended) terminate(moment, member);
    if (member.lifecycle === "Terminating:Draining" && !isDraining(moment, group, member))
      endDraining(moment, group, member);
    if (member.lifecycle === "Terminating:Wait" && !isWaiting(moment, group, member)) terminate(moment, member);
    if (member.lifecycle !== "Terminating" && member.lifecycle !== "Terminating:Proceed") continue;
    if ((state === undefined || state === "terminated") && moment.now >= member.listedUntil) {
      succeed(member.activity, moment.now);
      group.members.delete(member.id);
    }
  }
}
