import { AwsError } from "../aws-error.ts";
import { instanceFor, launchForGroup } from "../ec2/group-instances.ts";
import type { Moment } from "../state.ts";
import { beginActivity, fail, succeed } from "./activity.ts";
import { activeMembers, launchesFrom, nextPlace } from "./capacity.ts";
import { enrol } from "./membership.ts";
import type { GroupRecord } from "./records/group.ts";
import { resolveTemplate } from "./template-version.ts";

/**
 * Launches what the group lacks, spread over its zones. Answers false when a launch failed: EC2's refusal (an
 * interface still in use, a profile not yet usable) becomes a failed activity, and the group tries again
 * later.
 */
export function launchMissing(moment: Moment, group: GroupRecord, wanted: number): boolean {
  const failedZones = new Set<string>();
  while (activeMembers(group).length < wanted) {
    const place = nextPlace(moment, group, failedZones);
    if (place === undefined || failedZones.has(place.zone)) return false;
    if (!launchOne(moment, group, place)) failedZones.add(place.zone);
  }
  return failedZones.size === 0;
}

function launchOne(
  moment: Moment,
  group: GroupRecord,
  { zone, subnetId }: { zone: string; subnetId: string | undefined },
): boolean {
  const activity = beginActivity(moment, group, "Launching a new EC2 instance", zone, subnetId);
  try {
    const { template, version } = resolveTemplate(moment, launchesFrom(group));
    const instance = launchForGroup(moment, {
      groupName: group.name,
      template: { LaunchTemplateId: template.id, Version: String(version.number) },
      zone,
      ...(subnetId !== undefined && { subnetId }),
      tags: [...group.tags].filter(([key]) => group.propagated.has(key)).map(([Key, Value]) => ({ Key, Value })),
    });
    activity.Description = `Launching a new EC2 instance: ${instance.id}`;
    group.members.set(instance.id, {
      id: instance.id,
      zone: instance.zone,
      type: instance.type,
      launched: moment.now,
      templateId: template.id,
      templateName: template.name,
      templateVersion: version.number,
      lifecycle: "Pending",
      health: "Healthy",
      illness: "",
      inServiceSince: undefined,
      protectedFromScaleIn: group.protectNew,
      activity,
      actions: new Map(),
      listedUntil: 0,
    });
    return true;
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    fail(activity, error.message, moment.now);
    return false;
  }
}

/** Takes members into service whose instances have come to run. */
export function admitRunning(moment: Moment, group: GroupRecord): void {
  for (const member of group.members.values()) {
    if (member.lifecycle !== "Pending" || instanceFor(moment, member.id)?.state !== "running") continue;
    member.lifecycle = "InService";
    member.inServiceSince = moment.now;
    succeed(member.activity, moment.now);
    if (!group.suspended.has("AddToLoadBalancer")) enrol(moment, member, group.targetGroups);
  }
}
