import type {
  Activity,
  InstanceMaintenancePolicy,
  InstanceRefreshStatus,
  LaunchTemplateSpecification,
  RefreshPreferences,
} from "@aws-sdk/client-auto-scaling";
import type { Account, Slice } from "../state.ts";

/** An instance as its group sees it. */
export interface Member {
  readonly id: string;
  readonly zone: string;
  readonly type: string;
  readonly launched: number;
  readonly templateId: string;
  readonly templateName: string;
  readonly templateVersion: number;
  lifecycle: "Pending" | "InService" | "Terminating:Wait" | "Terminating";
  health: "Healthy" | "Unhealthy";
  inServiceSince: number | undefined;
  protectedFromScaleIn: boolean;
  /** The activity that its launch or end is. */
  activity: Activity;
  /** A leaving member stays listed until then even when its instance is gone. */
  listedUntil: number;
}

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

/** A tag of a group. */
export interface GroupTag {
  readonly value: string;
  readonly propagate: boolean;
}

/** An Auto Scaling group. */
export interface GroupRecord {
  readonly name: string;
  readonly arn: string;
  readonly created: number;
  template: LaunchTemplateSpecification;
  min: number;
  max: number;
  desired: number;
  cooldown: number;
  warmup: number | undefined;
  zones: string[];
  subnets: string[];
  readonly targetGroups: Set<string>;
  healthCheckType: string;
  gracePeriod: number;
  maintenance: InstanceMaintenancePolicy | undefined;
  terminationPolicies: string[];
  protectNew: boolean;
  capacityRebalance: boolean;
  maxLifetime: number | undefined;
  deletionProtection: string | undefined;
  serviceRole: string;
  readonly suspended: Set<string>;
  readonly tags: Map<string, GroupTag>;
  readonly members: Map<string, Member>;
  /** Oldest first. */
  readonly activities: Activity[];
  /** Oldest first; only the last can be under way. */
  readonly refreshes: RefreshRecord[];
  deleting: boolean;
  /** When the group acts next; an event for any other instant is stale. */
  wakeAt: number;
  /** How often it has acted at the present instant: a bound for accounts without latency. */
  wakesNow: { at: number; count: number };
  /** Why capacity was last changed, for the cause of activities. */
  reason: string;
}

/** The account's groups by name, and activities of deleted groups. */
export interface AutoScalingState {
  readonly groups: Map<string, GroupRecord>;
  readonly formerActivities: Activity[];
}

const slice: Slice<AutoScalingState> = {
  name: "autoscaling",
  initial: () => ({ groups: new Map(), formerActivities: [] }),
};

/** The account's Auto Scaling. */
export function autoScalingOf(account: Account): AutoScalingState {
  return account.of(slice);
}
