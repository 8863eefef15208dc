import { instanceFor } from "../ec2/group-instances.ts";
import type { Moment } from "../state.ts";
import type { GroupRecord } from "./records/group.ts";

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
  }
}

/**
 * Whether an unhealthy member is replaced before it leaves, as a maintenance policy of at least 100 percent
 * demands.
 */
export function launchesFirst({ maintenance }: GroupRecord): boolean {
  return (maintenance?.MinHealthyPercentage ?? -1) >= 100 && (maintenance?.MaxHealthyPercentage ?? 0) > 100;
}
