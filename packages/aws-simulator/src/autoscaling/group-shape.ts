import type { AutoScalingGroup } from "@aws-sdk/client-auto-scaling";
import { shownTags } from "./group-tags.ts";
import { shownMember } from "./member-shape.ts";
import type { GroupRecord } from "./records/group.ts";

/** A group as DescribeAutoScalingGroups answers with it. */
export function shownGroup(group: GroupRecord, withInstances: boolean): AutoScalingGroup {
  return {
    AutoScalingGroupName: group.name,
    AutoScalingGroupARN: group.arn,
    LaunchTemplate: group.template,
    MinSize: group.min,
    MaxSize: group.max,
    DesiredCapacity: group.desired,
    DefaultCooldown: group.cooldown,
    AvailabilityZones: group.zones,
    LoadBalancerNames: [],
    TargetGroupARNs: [...group.targetGroups],
    HealthCheckType: group.healthCheckType,
    HealthCheckGracePeriod: group.gracePeriod,
    Instances: withInstances ? [...group.members.values()].map(shownMember) : [],
    CreatedTime: new Date(group.created),
    SuspendedProcesses: [...group.suspended].map(([ProcessName, SuspensionReason]) => ({
      ProcessName,
      SuspensionReason,
    })),
    VPCZoneIdentifier: group.subnets.join(","),
    EnabledMetrics: [],
    ...(group.deleting && { Status: "Delete in progress" }),
    Tags: shownTags(group),
    TerminationPolicies: group.terminationPolicies,
    NewInstancesProtectedFromScaleIn: group.protectNew,
    DeletionProtection: group.deletionProtection ?? "none",
    ServiceLinkedRoleARN: group.serviceRole,
    CapacityRebalance: group.capacityRebalance,
    TrafficSources: [...group.targetGroups].map((Identifier) => ({ Identifier, Type: "elbv2" })),
    ...(group.warmup !== undefined && { DefaultInstanceWarmup: group.warmup }),
    ...(group.maxLifetime !== undefined && { MaxInstanceLifetime: group.maxLifetime }),
    ...(group.maintenance !== undefined && { InstanceMaintenancePolicy: group.maintenance }),
  };
}
