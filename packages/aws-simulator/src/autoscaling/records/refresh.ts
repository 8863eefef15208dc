import type {
  InstanceRefreshStatus,
  LaunchTemplateSpecification,
  RefreshPreferences,
} from "@aws-sdk/client-auto-scaling";

/** One instance refresh, or the way back from it. */
export interface RefreshRecord {
  readonly id: string;
  readonly started: number;
  readonly preferences: RefreshPreferences;
  readonly desired: LaunchTemplateSpecification | undefined;
  readonly total: number;
  /** Members still to be replaced. */
  readonly waiting: Set<string>;
  status: InstanceRefreshStatus;
  statusReason: string | undefined;
  ended: number | undefined;
  /** When it last replaced something. */
  progressed: number;
  /** Members that may be in the group beyond its desired capacity. */
  surplus: number;
}
