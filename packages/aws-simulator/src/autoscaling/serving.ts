import { targetGroups } from "../elastic-load-balancing/records/target-group.ts";
import { healthOf } from "../elastic-load-balancing/target-health.ts";
import type { Moment } from "../state.ts";
import type { GroupRecord } from "./records/group.ts";
import type { Member } from "./records/member.ts";

/**
 * Whether a member is in service and passes the group's health checks: those of its balancers too where the
 * group asks for them. A target group that no listener uses has no opinion.
 */
export function isServing(moment: Moment, group: GroupRecord, member: Member): boolean {
  if (member.lifecycle !== "InService" || member.health !== "Healthy") return false;
  if (!group.healthCheckType.split(",").some((type) => type.trim() === "ELB")) return true;
  return [...group.targetGroups].every((arn) => isHealthyIn(moment, arn, member));
}

function isHealthyIn(moment: Moment, arn: string, { id }: Member): boolean {
  const target = moment.account.of(targetGroups).get(arn);
  if (target?.inUseSince === undefined) return true;
  return [...target.targets.values()].some(
    (entry) => entry.id === id && healthOf(moment, target, entry).State === "healthy",
  );
}
