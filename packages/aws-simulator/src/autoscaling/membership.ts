import { type TargetGroupRecord, targetGroups } from "../elastic-load-balancing/records/target-group.ts";
import { deregister, register } from "../elastic-load-balancing/registration.ts";
import type { Moment } from "../state.ts";
import type { GroupRecord } from "./records/group.ts";
import type { Member } from "./records/member.ts";

function targetGroupsOf({ account }: Moment, arns: Iterable<string>): TargetGroupRecord[] {
  return [...arns].flatMap((arn) => account.of(targetGroups).get(arn) ?? []);
}

/** Registers a member in target groups of its group; those that are gone are passed over. */
export function enrol(moment: Moment, member: Member, arns: Iterable<string>): void {
  for (const target of targetGroupsOf(moment, arns)) {
    register(moment, target, { id: member.id, port: target.port, zone: member.zone });
  }
}

/** Deregisters a member from target groups; where they are in use, it drains first. */
export function withdraw(moment: Moment, member: Member, arns: Iterable<string>): void {
  for (const target of targetGroupsOf(moment, arns)) deregister(moment, target, { id: member.id });
}

/** Whether a member still drains in some target group of its group. */
export function isDraining(moment: Moment, group: GroupRecord, member: Member): boolean {
  return targetGroupsOf(moment, group.targetGroups).some(({ targets }) =>
    [...targets.values()].some(
      ({ id, drainedAt }) => id === member.id && drainedAt !== undefined && drainedAt > moment.now,
    ),
  );
}
