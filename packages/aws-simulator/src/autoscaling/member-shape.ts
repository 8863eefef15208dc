import type { AutoScalingInstanceDetails, Instance, LifecycleState } from "@aws-sdk/client-auto-scaling";
import type { GroupRecord } from "./records/group.ts";
import type { Member } from "./records/member.ts";

// A member that drains is shown as AWS shows it: on its way out.
function lifecycleOf({ lifecycle }: Member): LifecycleState {
  return lifecycle === "Terminating:Draining" ? "Terminating" : lifecycle;
}

function templateOf({ templateId, templateName, templateVersion }: Member): NonNullable<Instance["LaunchTemplate"]> {
  return {
    LaunchTemplateId: templateId,
    LaunchTemplateName: templateName,
    Version: String(templateVersion),
  };
}

/** A member as DescribeAutoScalingGroups shows it. */
export function shownMember(member: Member): Instance {
  return {
    InstanceId: member.id,
    InstanceType: member.type,
    AvailabilityZone: member.zone,
    LifecycleState: lifecycleOf(member),
    HealthStatus: member.health,
    LaunchTemplate: templateOf(member),
    ProtectedFromScaleIn: member.protectedFromScaleIn,
  };
}

/** A member as DescribeAutoScalingInstances shows it. */
export function shownInstance(group: GroupRecord, member: Member): AutoScalingInstanceDetails {
  return {
    InstanceId: member.id,
    InstanceType: member.type,
    AutoScalingGroupName: group.name,
    AvailabilityZone: member.zone,
    LifecycleState: lifecycleOf(member),
    HealthStatus: member.health.toUpperCase(),
    LaunchTemplate: templateOf(member),
    ProtectedFromScaleIn: member.protectedFromScaleIn,
  };
}
