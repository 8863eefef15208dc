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
    const state = instanceFor(moment, member.id)?.state;
    if (state !== "running" && state !== "pending") member.health = "Unhealthy";
    else if (isPastGrace(moment, group, member) && isIll(moment, group, member)) member.health = "Unhealthy";
  }
}

function isPastGrace({ now }: Moment, { gracePeriod }: GroupRecord, { inServiceSince = Infinity }: Member): boolean {
  return now >= inServiceSince + gracePeriod * 1000;
}

/**
 * Whether EC2's status checks fail, or where the group asks its balancers, they call the member unhealthy
 * (Auto Scaling user guide, "Health checks for instances").
 */
function isIll(moment: Moment, group: GroupRecord, member: Member): boolean {
  const instance = instanceFor(moment, member.id);
  if (instance !== undefined && !lifeOf(moment.account.lives, instance).boots) return true;
  return asksBalancers(group) && [...group.targetGroups].some((arn) => healthIn(moment, arn, member) === "unhealthy");
}

/**
 * Whether an unhealthy member is replaced before it leaves, as a maintenance policy of at least 100 percent
 * demands.
 */
export function launchesFirst({ maintenance }: GroupRecord): boolean {
  return (maintenance?.MinHealthyPercentage ?? -1) >= 100 && (maintenance?.MaxHealthyPercentage ?? 0) > 100;
}
