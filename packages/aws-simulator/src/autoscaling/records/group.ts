import type {
  Activity,
  DeletionProtection,
  InstanceMaintenancePolicy,
  LaunchTemplateSpecification,
} from "@aws-sdk/client-auto-scaling";
import { validationError } from "../../request/modelled-error.ts";
import { table } from "../../resource.ts";
import type { Account } from "../../state.ts";
import type { HookRecord } from "./lifecycle-hook.ts";
import type { Member } from "./member.ts";
import type { RefreshRecord } from "./refresh.ts";

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
  deletionProtection: DeletionProtection | undefined;
  serviceRole: string;
  /** The processes that are suspended, with why. */
  readonly suspended: Map<string, string>;
  readonly tags: Map<string, string>;
  /** The keys of those tags that instances get too when they are launched. */
  readonly propagated: Set<string>;
  readonly members: Map<string, Member>;
  /** By name. */
  readonly hooks: Map<string, HookRecord>;
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

/** The account's groups by name. */
export const groups = table<GroupRecord>("autoscaling/groups", "AutoScaling");

/** Finds a group by name, one that is being deleted too. */
export function anyGroup(account: Account, name: string): GroupRecord {
  const group = account.of(groups).get(name);
  if (group === undefined)
    throw validationError(`AutoScalingGroup name not found - AutoScalingGroup '${name}' not found`);
  return group;
}

/** Finds a group that is not being deleted. */
export function liveGroup(account: Account, name: string): GroupRecord {
  const group = anyGroup(account, name);
  if (group.deleting) throw validationError(`AutoScalingGroup '${name}' is pending delete`);
  return group;
}

/** Finds the group that has an instance. */
export function groupOfInstance(account: Account, id: string): { group: GroupRecord; member: Member } {
  for (const group of account.of(groups).values()) {
    const member = group.members.get(id);
    if (member !== undefined) return { group, member };
  }
  throw validationError(`Instance Id not found - No managed instance found for instance ID: ${id}`);
}
