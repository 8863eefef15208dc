import type { InstanceRefresh, RollbackDetails } from "@aws-sdk/client-auto-scaling";
import type { GroupRecord } from "./records/group.ts";
import type { RefreshRecord } from "./records/refresh.ts";

/** A refresh as DescribeInstanceRefreshes answers with it. */
export function shownRefresh(group: GroupRecord, refresh: RefreshRecord): InstanceRefresh {
  const { total, updated, rollback } = refresh;
  return {
    InstanceRefreshId: refresh.id,
    AutoScalingGroupName: group.name,
    Status: refresh.status,
    ...(refresh.statusReason !== undefined && { StatusReason: refresh.statusReason }),
    StartTime: new Date(refresh.started),
    ...(refresh.ended !== undefined && { EndTime: new Date(refresh.ended) }),
    PercentageComplete: rollback === undefined ? percent(updated, total) : wayBack(refresh, rollback),
    InstancesToUpdate: total - (rollback?.updated ?? updated),
    Preferences: refresh.preferences,
    ...(refresh.desired !== undefined && { DesiredConfiguration: { LaunchTemplate: refresh.desired } }),
    ...(rollback !== undefined && { RollbackDetails: shownRollback(total, rollback) }),
    Strategy: "Rolling",
  };
}

function percent(part: number, whole: number): number {
  return whole === 0 ? 100 : Math.floor((part / whole) * 100);
}

type Rollback = NonNullable<RefreshRecord["rollback"]>;

// It goes back down to zero during a rollback (Auto Scaling API reference, InstanceRefresh).
function wayBack({ total, waiting }: RefreshRecord, rollback: Rollback): number {
  if (rollback.total === 0) return 0;
  return Math.floor((percent(rollback.updated, total) * waiting.size) / rollback.total);
}

function shownRollback(total: number, { reason, started, updated }: Rollback): RollbackDetails {
  return {
    RollbackReason: reason,
    RollbackStartTime: new Date(started),
    PercentageCompleteOnRollback: percent(updated, total),
    InstancesToUpdateOnRollback: total - updated,
  };
}
