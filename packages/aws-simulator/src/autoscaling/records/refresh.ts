import type {
  InstanceRefreshStatus,
  LaunchTemplateSpecification,
  RefreshPreferences,
} from "@aws-sdk/client-auto-scaling";

/** One instance refresh, with the way back from it. */
export interface RefreshRecord {
  readonly id: string;
  readonly started: number;
  readonly preferences: RefreshPreferences;
  readonly desired: LaunchTemplateSpecification | undefined;
  readonly total: number;
  /** Members still to be replaced; on the way back, those to be replaced again. */
  waiting: Set<string>;
  /** How many members are replaced, their replacements warm. */
  updated: number;
  status: InstanceRefreshStatus;
  statusReason: string | undefined;
  ended: number | undefined;
  /** When it last replaced something. */
  progressed: number;
  /** Members that may be in the group beyond its desired capacity. */
  surplus: number;
  rollback: Rollback | undefined;
  /** How many of its checkpoints it has reached, and until when it rests at the last of them. */
  passed: number;
  restsUntil: number;
}

/** Where a refresh stood when its way back began. */
interface Rollback {
  readonly reason: string;
  readonly started: number;
  readonly updated: number;
  /** How many members have to be replaced again. */
  readonly total: number;
}
