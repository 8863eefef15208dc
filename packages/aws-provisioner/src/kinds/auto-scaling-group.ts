import {
  type AutoScalingGroup as AwsGroup,
  type InstanceMaintenancePolicy,
  paginateDescribeAutoScalingGroups,
} from "@aws-sdk/client-auto-scaling";
import { z } from "zod";
import { kind, type Step } from "../aws/cloud.ts";
import { items } from "../aws/pages.ts";
import { nameFrom, tagKeys } from "../aws/tags.ts";
import type { Status } from "../engine/kind.ts";
import { setChange } from "./set-change.ts";

const count = z.number().int().min(0);

const props = z.object({
  groupName: z.string(),
  templateId: z.string(),
  /** A number as text: what `$Latest` means would change behind a group's back. */
  templateVersion: z.string().regex(/^\d+$/),
  min: count,
  max: count,
  /** How many it begins with; from then on the group's own business. */
  desired: count,
  /** Either these or `zones`; zones where the template brings an interface, which lies in a subnet already. */
  subnetIds: z.array(z.string()).optional(),
  zones: z.array(z.string()).optional(),
  targetGroupArns: z.array(z.string()),
  healthCheck: z.enum(["EC2", "ELB"]),
  /** Seconds after a launch in which a failing health check means nothing. */
  grace: count,
  /** Percent of the desired capacity that stay healthy during replacements, and that may exist. */
  maintenance: z.object({ min: count, max: count }).optional(),
  /** Tags that its instances bear, with the blueprint's own among them. */
  instanceTags: z.record(z.string(), z.string()),
});
type Group = z.infer<typeof props>;
type Raw = Omit<AwsGroup, "CreatedTime" | "DefaultCooldown">;

/** An auto-scaling group. It is ready when as many instances as it desires are in service. */
export const AutoScalingGroup = kind("auto-scaling-group", {
  props,
  mutable: [
    "templateId",
    "templateVersion",
    "min",
    "max",
    "subnetIds",
    "zones",
    "targetGroupArns",
    "healthCheck",
    "grace",
    "maintenance",
    "instanceTags",
  ],
  unordered: ["subnetIds", "zones", "targetGroupArns"],
  unread: ["desired"],
  volatile: ["instanceIds"],
  deletion: "polled",
  seconds: { create: 20, delete: 210 },
  permissions: {
    find: ["autoscaling:DescribeAutoScalingGroups", "autoscaling:DescribeScalingActivities"],
    create: [
      "autoscaling:CreateAutoScalingGroup",
      "autoscaling:CreateOrUpdateTags",
      "ec2:RunInstances",
      "ec2:CreateTags",
      "iam:PassRole",
      "iam:CreateServiceLinkedRole",
    ],
    update: [
      "autoscaling:UpdateAutoScalingGroup",
      "autoscaling:CreateOrUpdateTags",
      "autoscaling:DeleteTags",
      "autoscaling:AttachLoadBalancerTargetGroups",
      "autoscaling:DetachLoadBalancerTargetGroups",
      "ec2:RunInstances",
      "iam:PassRole",
    ],
    delete: ["autoscaling:DeleteAutoScalingGroup"],
  },
  find: ({ autoScaling, cluster, http }) => {
    const Filters = [{ Name: `tag:${tagKeys.cluster}`, Values: [cluster] }];
    const pages = paginateDescribeAutoScalingGroups({ client: autoScaling, pageSize: 100 }, { Filters }, http);
    return items(pages, ({ AutoScalingGroups }) => AutoScalingGroups);
  },
  read: (group: Raw) => ({
    id: group.AutoScalingGroupName!,
    name: nameFrom(group.Tags, "auto-scaling-group"),
    props: {
      groupName: group.AutoScalingGroupName!,
      templateId: group.LaunchTemplate?.LaunchTemplateId ?? "",
      templateVersion: group.LaunchTemplate?.Version ?? "",
      min: group.MinSize!,
      max: group.MaxSize!,
      desired: group.DesiredCapacity!,
      subnetIds: (group.VPCZoneIdentifier ?? "").split(",").filter((id) => id !== ""),
      zones: group.AvailabilityZones ?? [],
      targetGroupArns: group.TargetGroupARNs ?? [],
      healthCheck: group.HealthCheckType === "ELB" ? ("ELB" as const) : ("EC2" as const),
      grace: group.HealthCheckGracePeriod ?? 0,
      maintenance: readMaintenance(group.InstanceMaintenancePolicy),
      instanceTags: Object.fromEntries(
        (group.Tags ?? []).flatMap(({ Key, Value, PropagateAtLaunch }) =>
          PropagateAtLaunch ? [[Key!, Value ?? ""]] : [],
        ),
      ),
    },
    outputs: { instanceIds: (group.Instances ?? []).flatMap(({ InstanceId }) => InstanceId ?? []) },
    status: statusOf(group),
    reason: `${inService(group)} of ${group.DesiredCapacity} instances in service`,
  }),
  async create(step, wanted) {
    const own = {
      AutoScalingGroupName: wanted.groupName,
      DesiredCapacity: wanted.desired,
      TargetGroupARNs: wanted.targetGroupArns,
    };
    const input = { ...own, ...settings(wanted), Tags: tagsOf(step, wanted) };
    await step.autoScaling.createAutoScalingGroup(input, step.http);
    const { LaunchTemplate, InstanceMaintenancePolicy, ...rest } = input;
    const { AvailabilityZones = wanted.zones ?? [] } = input;
    return { ...rest, LaunchTemplate, InstanceMaintenancePolicy, AvailabilityZones, Instances: [] };
  },
  async update(step, { id, props: current }, wanted, fields) {
    const { autoScaling, http } = step;
    const touches = (...names: (keyof Group)[]) => names.some((name) => fields.includes(name));
    const group = { AutoScalingGroupName: id };
    await Promise.all([
      touches(
        "templateId",
        "templateVersion",
        "min",
        "max",
        "subnetIds",
        "zones",
        "healthCheck",
        "grace",
        "maintenance",
      ) && autoScaling.updateAutoScalingGroup({ ...group, ...settings(wanted) }, http),
      touches("targetGroupArns") && changeTargetGroups(step, id, current.targetGroupArns, wanted.targetGroupArns),
      touches("instanceTags") && changeTags(step, id, current.instanceTags, wanted.instanceTags),
    ]);
  },
  delete: ({ autoScaling, http }, { id }) =>
    autoScaling.deleteAutoScalingGroup({ AutoScalingGroupName: id, ForceDelete: true }, http),
  async explain({ autoScaling, http }, { id }) {
    const { Activities = [] } = await autoScaling.describeScalingActivities(
      { AutoScalingGroupName: id, MaxRecords: 20 },
      http,
    );
    const failed = Activities.find(({ StatusCode }) => StatusCode === "Failed" || StatusCode === "Cancelled");
    return failed?.StatusMessage ?? failed?.Description;
  },
});

function settings(wanted: Group) {
  const places =
    wanted.subnetIds === undefined
      ? { AvailabilityZones: wanted.zones ?? [] }
      : { VPCZoneIdentifier: wanted.subnetIds.join(",") };
  const { maintenance } = wanted;
  return {
    LaunchTemplate: { LaunchTemplateId: wanted.templateId, Version: wanted.templateVersion },
    MinSize: wanted.min,
    MaxSize: wanted.max,
    ...places,
    HealthCheckType: wanted.healthCheck,
    HealthCheckGracePeriod: wanted.grace,
    InstanceMaintenancePolicy:
      maintenance === undefined
        ? undefined
        : { MinHealthyPercentage: maintenance.min, MaxHealthyPercentage: maintenance.max },
  };
}

function readMaintenance(policy: InstanceMaintenancePolicy | undefined): Group["maintenance"] {
  const { MinHealthyPercentage: min, MaxHealthyPercentage: max } = policy ?? {};
  return min === undefined || max === undefined ? undefined : { min, max };
}

function inService({ Instances = [] }: Raw): number {
  return Instances.filter(({ LifecycleState }) => LifecycleState === "InService").length;
}

function statusOf(group: Raw): Status {
  // It is set only while the group is being deleted.
  if (group.Status !== undefined && group.Status !== "") return "deleting";
  return inService(group) >= (group.DesiredCapacity ?? 0) ? "ready" : "pending";
}

function propagated(group: string, tags: Readonly<Record<string, string>>) {
  const of = { ResourceId: group, ResourceType: "auto-scaling-group" };
  return Object.entries(tags).map(([Key, Value]) => ({ ...of, Key, Value, PropagateAtLaunch: true }));
}

/** Tags of the group itself do not reach its instances, save those that are theirs too. */
function tagsOf({ tags }: Step, { groupName, instanceTags }: Group) {
  const of = { ResourceId: groupName, ResourceType: "auto-scaling-group" };
  const alone = tags
    .filter(({ Key }) => Key === undefined || !(Key in instanceTags))
    .map((tag) => ({ ...of, ...tag, PropagateAtLaunch: false }));
  return [...alone, ...propagated(groupName, instanceTags)];
}

type Tags = Readonly<Record<string, string>>;

async function changeTags({ autoScaling, http }: Step, id: string, before: Tags, after: Tags): Promise<void> {
  const gone = Object.keys(before).filter((key) => !(key in after));
  const of = { ResourceId: id, ResourceType: "auto-scaling-group" };
  if (gone.length > 0) await autoScaling.deleteTags({ Tags: gone.map((Key) => ({ ...of, Key })) }, http);
  await autoScaling.createOrUpdateTags({ Tags: propagated(id, after) }, http);
}

async function changeTargetGroups(
  step: Step,
  id: string,
  before: readonly string[],
  after: readonly string[],
): Promise<void> {
  const { autoScaling, http } = step;
  const { added, removed } = setChange(before, after);
  const group = { AutoScalingGroupName: id };
  if (added.length > 0) await autoScaling.attachLoadBalancerTargetGroups({ ...group, TargetGroupARNs: added }, http);
  if (removed.length > 0)
    await autoScaling.detachLoadBalancerTargetGroups({ ...group, TargetGroupARNs: removed }, http);
}
