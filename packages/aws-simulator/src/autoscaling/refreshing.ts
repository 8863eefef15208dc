import type { Moment } from "../state.ts";
import { activeMembers, openRefresh } from "./capacity.ts";
import { beginLeave } from "./leaving.ts";
import type { GroupRecord } from "./records/group.ts";
import type { Member } from "./records/member.ts";
import type { RefreshRecord } from "./records/refresh.ts";
import { resolveTemplate } from "./template-version.ts";

/** A refresh that replaces nothing for this long fails (Auto Scaling user guide, instance refresh). */
const patience = 3_600_000;

/** Takes the open refresh one step further: replace, wait, finish, or give up. */
export function continueRefresh(moment: Moment, group: GroupRecord): void {
  const refresh = openRefresh(group);
  if (refresh === undefined) return;
  const { now } = moment;
  if (refresh.status === "Pending") refresh.status = "InProgress";
  const before = refresh.waiting.size;
  for (const id of refresh.waiting) {
    const member = group.members.get(id);
    if (member === undefined || member.lifecycle.startsWith("Terminating")) refresh.waiting.delete(id);
  }
  const active = activeMembers(group);
  const settled = active.length >= group.desired && active.every((member) => isWarm(group, refresh, member, now));
  if (settled && refresh.waiting.size === 0) return finish(moment, group, refresh);
  if (settled) replaceSome(moment, group, refresh, active);
  if (refresh.waiting.size < before) refresh.progressed = now;
  if (now - refresh.progressed > patience) giveUp(moment, group, refresh);
}

function isWarm(group: GroupRecord, { preferences }: RefreshRecord, member: Member, now: number): boolean {
  const warmup = (preferences.InstanceWarmup ?? group.warmup ?? group.gracePeriod) * 1000;
  const isNew = member.launched >= (openRefresh(group)?.started ?? 0);
  return member.lifecycle === "InService" && (!isNew || now >= (member.inServiceSince ?? now) + warmup);
}

function replaceSome(moment: Moment, group: GroupRecord, refresh: RefreshRecord, active: readonly Member[]): void {
  const { desired } = group;
  const least = Math.ceil(
    (desired * (refresh.preferences.MinHealthyPercentage ?? group.maintenance?.MinHealthyPercentage ?? 90)) / 100,
  );
  const mostPercent = refresh.preferences.MaxHealthyPercentage ?? group.maintenance?.MaxHealthyPercentage;
  const most = Math.floor((desired * (mostPercent ?? 100)) / 100);
  const spare = Math.min(active.length - least, refresh.waiting.size);
  if (spare > 0) {
    const leaving = [...refresh.waiting].slice(0, spare).flatMap((id) => group.members.get(id) ?? []);
    for (const member of leaving) {
      group.reason = "an instance was taken out of service in response to an instance refresh";
      beginLeave(moment, group, member);
      refresh.waiting.delete(member.id);
    }
    refresh.surplus = 0;
    refresh.progressed = moment.now;
    refresh.statusReason = undefined;
    return;
  }
  // Neither bound can hold. An upper bound given as 100 means it; one left out lets the new instance come
  // first.
  if (most > desired) refresh.surplus = most - desired;
  else if (mostPercent === undefined) refresh.surplus = 1;
  else refresh.statusReason = "Waiting for the minimum healthy percentage: replacing an instance would violate it";
}

function finish({ now }: Moment, group: GroupRecord, refresh: RefreshRecord): void {
  refresh.ended = now;
  refresh.surplus = 0;
  refresh.statusReason = undefined;
  if (refresh.status === "RollbackInProgress") {
    refresh.status = "RollbackSuccessful";
    return;
  }
  refresh.status = "Successful";
  // Only now: until then a rollback finds the version that worked in the group itself (provider-aws#34189).
  if (refresh.desired !== undefined) group.template = refresh.desired;
}

function giveUp(moment: Moment, group: GroupRecord, refresh: RefreshRecord): void {
  refresh.statusReason =
    "The refresh made no progress for one hour: replacement instances could not be taken into service.";
  refresh.ended = moment.now;
  refresh.surplus = 0;
  if (refresh.preferences.AutoRollback !== true || refresh.status === "RollbackInProgress") {
    refresh.status = refresh.status === "RollbackInProgress" ? "RollbackFailed" : "Failed";
    return;
  }
  refresh.status = "RollbackInProgress";
  const back: RefreshRecord = {
    ...refresh,
    desired: undefined,
    waiting: new Set(membersOffTemplate(moment, group, group.template).map(({ id }) => id)),
    ended: undefined,
    progressed: moment.now,
  };
  group.refreshes.splice(group.refreshes.indexOf(refresh), 1, back);
}

/** Active members that were launched from another template version than this one. */
export function membersOffTemplate(
  moment: Moment,
  group: GroupRecord,
  specification: GroupRecord["template"],
): Member[] {
  const { template, version } = resolveTemplate(moment, specification);
  return activeMembers(group).filter(
    ({ templateId, templateVersion }) => templateId !== template.id || templateVersion !== version.number,
  );
}
