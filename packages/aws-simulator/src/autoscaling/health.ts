import { instanceFor } from "../ec2/group-instances.ts";
import type { Moment } from "../state.ts";
import { lifeOf } from "../machine-life.ts";
import type { GroupRecord } from "./records/group.ts";
import type { Member } from "./records/member.ts";
import { asksBalancers, healthIn } from "./serving.ts";

/**
 * Marks members whose instances have stopped running behind the group's back; the grace period does not
 * protect them.
 */
export function checkHealth(moment: Moment, group: GroupRecord): void {
  if (group.suspended.has("HealthCheck")) return;
  for (const member of group.members.values()) {
    if (member.lifecycle !== "InService" && member.lifecycle !== "Pending") continue;
    const illness = illnessOf(moment, group, member);
    if (illness === undefined || member.health === "Unhealthy") continue;
    Object.assign(member, { health: "Unhealthy", illness });
  }
}

function isPastGrace({ now }: Moment, { gracePeriod }: GroupRecord, { inServiceSince = Infinity }: Member): boolean {
  return now >= inServiceSince + gracePeriod * 1000;
}

/**
 * What calls a member unhealthy: that it does not run, EC2's status checks, or where the group asks its
 * balancers, these (Auto Scaling user guide, "Health checks for instances"; the words are those of causes of
 * activities in its "View scaling activities" and in public reports).
 */
function illnessOf(moment: Moment, group: GroupRecord, member: Member): string | undefined {
  const instance = instanceFor(moment, member.id);
  if (instance?.state !== "running" && instance?.state !== "pending")
    return "an EC2 health check indicating it has been terminated or stopped";
  if (!isPastGrace(moment, group, member)) return undefined;
  if (!lifeOf(moment.account.lives, instance).boots) return "an EC2 instance status checks failure";
  const isUnhealthy = (arn: string): boolean => healthIn(moment, arn, member) === "unhealthy";
  return asksBalancers(group) && [...group.targetGroups].some(isUnhealthy)
    ? "an ELB system health check failure"
    : undefined;
}

/**
 * Whether an unhealthy member is replaced before it leaves, as a maintenance policy of at least 100 percent
 * demands.
 */
export function launchesFirst({ maintenance }: GroupRecord): boolean {
  return (maintenance?.MinHealthyPercentage ?? -1) >= 100 && (maintenance?.MaxHealthyPercentage ?? 0) > 100;
}
