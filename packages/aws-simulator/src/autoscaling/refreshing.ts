import type { Moment } from "../state.ts";
import { activeMembers, openRefresh, standingMembers } from "./capacity.ts";
import { beginLeave } from "./leaving.ts";
import type { GroupRecord } from "./records/group.ts";
import type { Member } from "./records/member.ts";
import type { RefreshRecord } from "./records/refresh.ts";
import { rests, untilCheckpoint } from "./checkpoints.ts";
import { healthyBounds } from "./refresh-bounds.ts";
import { replaceable, treatmentOf, withdrawnMembers } from "./refresh-treatment.ts";
import { isHealthy, isServing } from "./serving.ts";
import { resolveTemplate } from "./template-version.ts";

/** A refresh that replaces nothing for this long fails (Auto Scaling user guide, instance refresh). */
const patience = 3_600_000;

/** Takes the open refresh one step further: replace, wait, finish, or give up. */
export function continueRefresh(moment: Moment, group: GroupRecord): void {
  const refresh = openRefresh(group);
  if (refresh === undefined) return;
  if (refresh.status === "Cancelling") return endIfStill(moment, group, refresh);
  // A pause is no failure: the hour begins anew after it.
  if (["InstanceRefresh", "Launch", "Terminate"].some((name) => group.suspended.has(name)))
    return void (refresh.progressed = moment.now);
  if (refresh.status === "Pending") refresh.status = "InProgress";
  forgetThoseThatLeft(moment, group, refresh);
  passOver(group, refresh);
  const active = activeMembers(group);
  const unsettled = active.find(({ id }) => !refresh.waiting.has(id) && !isWarm(moment, group, refresh, id));
  if (active.length >= group.desired && unsettled === undefined) {
    refresh.updated = refresh.total - refresh.waiting.size;
    if (refresh.waiting.size === 0) return finish(moment, group, refresh);
    // A rest is no failure either.
    if (rests(moment, refresh)) refresh.progressed = moment.now;
    else replaceSome(moment, group, refresh, active);
  } else refresh.statusReason = waitingFor(moment, group, unsettled);
  if (moment.now - refresh.progressed > patience) giveUp(moment, group, refresh);
}

/** Forgets the members that somebody has withdrawn since, where the refresh is to leave these alone. */
function passOver(group: GroupRecord, refresh: RefreshRecord): void {
  for (const id of refresh.waiting) {
    const member = group.members.get(id);
    if (member !== undefined && treatmentOf(refresh, member) === "passed-over") refresh.waiting.delete(id);
  }
}

function forgetThoseThatLeft({ now }: Moment, group: GroupRecord, refresh: RefreshRecord): void {
  for (const id of refresh.waiting) {
    const member = group.members.get(id);
    if (member !== undefined && !member.lifecycle.startsWith("Terminating")) continue;
    refresh.waiting.delete(id);
    refresh.progressed = now;
  }
}

function isWarm(moment: Moment, group: GroupRecord, refresh: RefreshRecord, id: string): boolean {
  const member = group.members.get(id);
  if (member === undefined || !isServing(moment, group, member)) return false;
  const warmup = (refresh.preferences.InstanceWarmup ?? group.warmup ?? group.gracePeriod) * 1000;
  const isNew = member.launched >= refresh.started;
  return !isNew || moment.now >= (member.inServiceSince ?? moment.now) + warmup;
}

function waitingFor(moment: Moment, group: GroupRecord, member: Member | undefined): string {
  if (member !== undefined && isServing(moment, group, member))
    return `Waiting for instances to warm up before continuing. For example: ${member.id} is warming up.`;
  const example = member === undefined ? "" : ` For example: ${member.id}`;
  return `Waiting for remaining instances to be available.${example}`;
}

function replaceSome(moment: Moment, group: GroupRecord, refresh: RefreshRecord, active: readonly Member[]): void {
  const awaited = withdrawnMembers(group, refresh);
  const waiting = replaceable(group, refresh);
  if (waiting.length === 0) {
    refresh.surplus = 0;
    refresh.statusReason = `Waiting for instances that are protected from scale in or in Standby. For example: ${awaited[0]?.id}`;
    return;
  }
  // Who does not serve is no loss, and leaves beside those whom the lower bound lets go.
  const idle = waiting.filter((member) => !isHealthy(member));
  const { least, surplus, together } = healthyBounds(group, refresh, waiting.length);
  const spare = Math.max(0, active.filter((member) => !idle.includes(member)).length - least);
  const serving = waiting.filter((member) => !idle.includes(member));
  const most = untilCheckpoint(refresh);
  const leaving = [...idle, ...serving.slice(0, spare)].slice(0, most);
  if (leaving.length === 0) {
    if (together) leaving.push(...serving.slice(0, 1));
    else refresh.surplus = Math.min(surplus, most);
  }
  for (const member of leaving) {
    group.reason = "an instance was taken out of service in response to an instance refresh";
    beginLeave(moment, group, member);
    refresh.waiting.delete(member.id);
    refresh.surplus = 0;
    refresh.progressed = moment.now;
  }
  refresh.statusReason = waitingFor(moment, group, undefined);
}

function finish({ now }: Moment, group: GroupRecord, refresh: RefreshRecord): void {
  refresh.ended = now;
  refresh.surplus = 0;
  if (refresh.status === "RollbackInProgress") {
    refresh.status = "RollbackSuccessful";
    refresh.statusReason = refresh.rollback?.reason;
    return;
  }
  refresh.status = "Successful";
  refresh.statusReason = undefined;
  // Only now: until then a rollback finds the version that worked in the group itself (provider-aws#34189).
  if (refresh.desired !== undefined) group.template = refresh.desired;
}

function giveUp(moment: Moment, group: GroupRecord, refresh: RefreshRecord): void {
  const reason = "The refresh made no progress for one hour: replacement instances could not be taken into service.";
  if (refresh.preferences.AutoRollback === true && refresh.rollback === undefined)
    return goBack(moment, group, refresh, reason);
  refresh.statusReason = reason;
  refresh.status = refresh.rollback === undefined ? "Failed" : "RollbackFailed";
  refresh.ended = moment.now;
  refresh.surplus = 0;
  letIdleGo(moment, group);
}

/** Turns a refresh back to the template that the group still has. */
export function goBack(moment: Moment, group: GroupRecord, refresh: RefreshRecord, reason: string): void {
  const again = membersOffTemplate(moment, group, group.template)
    .filter((member) => treatmentOf(refresh, member) !== "passed-over")
    .map(({ id }) => id);
  refresh.rollback = { reason, started: moment.now, updated: refresh.updated, total: again.length };
  refresh.waiting = new Set(again);
  refresh.surplus = 0;
  Object.assign(refresh, { status: "RollbackInProgress", statusReason: reason, progressed: moment.now });
  letIdleGo(moment, group, refresh.waiting);
}

/** Ends a refresh that is being cancelled, as soon as nobody is on the way in or out. */
export function endIfStill({ now }: Moment, group: GroupRecord, refresh: RefreshRecord): void {
  const still = ["InService", "Standby"];
  if ([...group.members.values()].some(({ lifecycle }) => !still.includes(lifecycle))) return;
  Object.assign(refresh, { status: "Cancelled", ended: now });
}

/**
 * Where there are more members than desired, those that do not serve leave before those that do, and then
 * those that would be replaced anyway.
 */
export function letIdleGo(moment: Moment, group: GroupRecord, replaced: ReadonlySet<string> = new Set()): void {
  const active = activeMembers(group);
  const idle = active.filter((member) => !isServing(moment, group, member));
  const others = active.filter((member) => !idle.includes(member) && replaced.has(member.id));
  for (const member of [...idle, ...others].slice(0, Math.max(0, active.length - group.desired)))
    beginLeave(moment, group, member);
}

/** Members, those in Standby among them, that were launched from another template version than this one. */
export function membersOffTemplate(
  moment: Moment,
  group: GroupRecord,
  specification: GroupRecord["template"],
): Member[] {
  const { template, version } = resolveTemplate(moment, specification);
  return standingMembers(group).filter(
    ({ templateId, templateVersion }) => templateId !== template.id || templateVersion !== version.number,
  );
}
