import { targetGroups } from "../elastic-load-balancing/records/target-group.ts";
import { healthOf } from "../elastic-load-balancing/target-health.ts";
import type { Moment } from "../state.ts";
import type { GroupRecord } from "./records/group.ts";
import type { Member } from "./records/member.ts";

/**
 * Whether a new member is in service and passes the group's health checks: those of its balancers too where
 * the group asks for them. A target group that no listener uses has no opinion.
 */
export function isServing(moment: Moment, group: GroupRecord, member: Member): boolean {
  if (!isHealthy(member)) return false;
  if (!asksBalancers(group)) return true;
  return [...group.targetGroups].every((arn) => {
    const health = healthIn(moment, arn, member);
    return health === undefined || health === "healthy";
  });
}

/**
 * Whether a member counts as one that is in service: a balancer of which it is not sure has no say until it
 * calls the member unhealthy, which the group then does too.
 */
export function isHealthy({ lifecycle, health }: Member): boolean {
  return lifecycle === "InService" && health === "Healthy";
}

/** Whether a group takes the word of its balancers. */
export function asksBalancers({ healthCheckType }: GroupRecord): boolean {
  return healthCheckType.split(",").some((type) => type.trim() === "ELB");
}

/** The health of a member in a target group; undefined for one that is gone, or that no listener uses. */
export function healthIn(moment: Moment, arn: string, { id }: Member): string | undefined {
  const group = moment.account.of(targetGroups).get(arn);
  if (group?.inUseSince === undefined) return undefined;
  const entry = [...group.targets.values()].find((target) => target.id === id);
  return entry === undefined ? "unused" : healthOf(moment, group, entry).State;
}
