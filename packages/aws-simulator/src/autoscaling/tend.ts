import type { Moment } from "../state.ts";
import { activeMembers, firstToLeave, openRefresh } from "./capacity.ts";
import { checkHealth, launchesFirst } from "./health.ts";
import { admitRunning, launchMissing } from "./launching.ts";
import { beginLeave, continueLeaving } from "./leaving.ts";
import { formerActivities } from "./records/former-activities.ts";
import { type GroupRecord, groups } from "./records/group.ts";
import { extraToRebalance, leaveFormerZones, strandedMembers } from "./rebalancing.ts";
import { scalingPolicies } from "./records/scaling-policy.ts";
import { scheduledActions } from "./records/scheduled-action.ts";
import { continueRefresh } from "./refreshing.ts";

/** Lets a group act `delay` milliseconds from now, unless it acts sooner anyway. */
export function wakeIn({ account, now }: Moment, group: GroupRecord, delay: number): void {
  const at = now + delay;
  if (group.wakeAt > now && group.wakeAt <= at) return;
  group.wakeAt = at;
  account.schedule(at, (instant) => {
    const alive = account.of(groups).get(group.name) === group;
    if (alive && group.wakeAt === at) tend({ account, now: instant }, group);
  });
}

/** Lets a group act in its usual time after a change. */
export function wakeSoon(moment: Moment, group: GroupRecord): void {
  return wakeIn(moment, group, pace(moment, group, "groupActs"));
}

// Without latency everything happens at one instant; the bound keeps a launch that can never succeed from
// turning for ever.
function pace({ account, now }: Moment, group: GroupRecord, transition: "groupActs" | "groupRetriesLaunch"): number {
  if (account.latency.mode !== "none") return account.latency.transition(transition);
  if (group.wakesNow.at !== now) group.wakesNow = { at: now, count: 0 };
  group.wakesNow.count += 1;
  return group.wakesNow.count <= 12 ? 0 : 1000;
}

/** One round of a group: notice, replace, launch, let go, and say when to look again. */
function tend(moment: Moment, group: GroupRecord): void {
  admitRunning(moment, group);
  checkHealth(moment, group);
  continueLeaving(moment, group);
  if (group.deleting) return endDeletion(moment, group);
  replaceUnhealthy(moment, group);
  continueRefresh(moment, group);
  if (!group.suspended.has("Terminate")) leaveFormerZones(moment, group);
  const wanted = group.desired + extraWanted(group);
  const launched = group.suspended.has("Launch") || launchMissing(moment, group, wanted);
  if (!group.suspended.has("Terminate")) letSurplusGo(moment, group, wanted);
  wakeIn(moment, group, nextDelay(moment, group, launched));
}

function extraWanted(group: GroupRecord): number {
  const sick = launchesFirst(group) ? activeMembers(group).filter(({ health }) => health === "Unhealthy").length : 0;
  return sick + Math.max(openRefresh(group)?.surplus ?? 0, extraToRebalance(group));
}

function replaceUnhealthy(moment: Moment, group: GroupRecord): void {
  if (group.suspended.has("ReplaceUnhealthy") || group.suspended.has("Terminate")) return;
  const sick = activeMembers(group).filter(({ health }) => health === "Unhealthy");
  const sound = activeMembers(group).filter(
    ({ health, lifecycle }) => health === "Healthy" && lifecycle === "InService",
  );
  for (const member of sick) {
    if (launchesFirst(group) && sound.length < group.desired) return;
    group.reason = `an instance was taken out of service in response to ${member.illness}`;
    beginLeave(moment, group, member, { hurry: true });
  }
}

function letSurplusGo(moment: Moment, group: GroupRecord, wanted: number): void {
  for (let surplus = activeMembers(group).length - wanted; surplus > 0; surplus -= 1) {
    const member = firstToLeave(group);
    if (member === undefined) return;
    beginLeave(moment, group, member, { shrink: true });
  }
}

function nextDelay(moment: Moment, group: GroupRecord, launched: boolean): number {
  const { latency } = moment.account;
  if (!launched) return pace(moment, group, "groupRetriesLaunch");
  const busy =
    openRefresh(group) !== undefined ||
    strandedMembers(group).length > 0 ||
    [...group.members.values()].some(
      ({ lifecycle, health }) => !["InService", "Standby"].includes(lifecycle) || health !== "Healthy",
    );
  return busy ? pace(moment, group, "groupActs") : Math.max(latency.transition("groupNoticesLoss"), 1000);
}

function endDeletion(moment: Moment, group: GroupRecord): void {
  if (group.members.size > 0) return wakeIn(moment, group, pace(moment, group, "groupActs"));
  moment.account.of(formerActivities).push(...group.activities);
  moment.account.of(groups).delete(group.name);
  forgetWhatScales(moment.account.of(scalingPolicies), group);
  forgetWhatScales(moment.account.of(scheduledActions), group);
}

/** What was to scale a group goes with it. */
function forgetWhatScales(all: Map<string, { readonly group: string }>, { name }: GroupRecord): void {
  for (const [key, one] of all) if (one.group === name) all.delete(key);
}
