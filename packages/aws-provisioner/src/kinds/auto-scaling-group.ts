import type { AutoScalingGroup as AwsGroup, InstanceMaintenancePolicy } from "@aws-sdk/client-auto-scaling";
import { z } from "zod";
import { complete } from "../aws/answer.ts";
import type { Step } from "../aws/cloud.ts";
import { codes } from "../aws/error-table.ts";
import { kind } from "../aws/kind.ts";
import { items } from "../aws/pages.ts";
import { tagKeys } from "../aws/tags.ts";
import type { Status } from "../engine/kind.ts";
import { setChange } from "./set-change.ts";
import { InternetGateway } from "./internet-gateway.ts";
import { LaunchTemplate } from "./launch-template.ts";
import { Parameter } from "./parameter.ts";

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
  /**
   * Either these or `zones`; zones where the template brings an interface, which lies in a subnet already.
   */
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
  service: "autoScaling",
  discovery: { seenWith: LaunchTemplate.name },
  usedBy: (design) => design.roles.some(({ nodes }) => nodes.kind !== "machines"),
  errors: {
    // Auto Scaling API reference, errors of each call.
    "still-in-use": [
      ...codes("ScalingActivityInProgress", "InstanceRefreshInProgress"),
      // The name of a group that is on its way out.
      { code: "AlreadyExists", message: /pending delete/i },
    ],
    "not-found": [{ code: "ValidationError", message: /AutoScalingGroup name not found|Group .* not found/i }],
  },
  serviceRole: "autoscaling.amazonaws.com",
  passesRole: true,
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
  // The gateway of a network cannot be detached while machines hold public addresses; a machine that still
  // runs may write parameters.
  deletedBefore: [InternetGateway.name, Parameter.name],
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
  find: ({ clients: { autoScaling }, cluster, request }) => {
    const Filters = [{ Name: `tag:${tagKeys.cluster}`, Values: [cluster] }];
    return items(
      (NextToken) => autoScaling.describeAutoScalingGroups({ Filters, MaxRecords: 100, NextToken }, request),
      ({ AutoScalingGroups }) => AutoScalingGroups,
    );
  },
  read(group: Raw) {
    const {
      AutoScalingGroupName,
      MinSize,
      MaxSize,
      DesiredCapacity,
      Instances = [],
      Tags = [],
    } = complete(group, "AutoScalingGroupName", "MinSize", "MaxSize", "DesiredCapacity");
    const props = {
      groupName: AutoScalingGroupName,
      templateId: group.LaunchTemplate?.LaunchTemplateId ?? "",
      templateVersion: group.LaunchTemplate?.Version ?? "",
      min: MinSize,
      max: MaxSize,
      desired: DesiredCapacity,
      subnetIds: (group.VPCZoneIdentifier ?? "").split(",").filter((id) => id !== ""),
      zones: group.AvailabilityZones ?? [],
      targetGroupArns: group.TargetGroupARNs ?? [],
      healthCheck: group.HealthCheckType === "ELB" ? ("ELB" as const) : ("EC2" as const),
      grace: group.HealthCheckGracePeriod ?? 0,
      maintenance: readMaintenance(group.InstanceMaintenancePolicy),
      instanceTags: Object.fromEntries(
        Tags.flatMap(({ Key = "", Value = "", PropagateAtLaunch }) => (PropagateAtLaunch ? [[Key, Value]] : [])),
      ),
    };
    return {
      id: AutoScalingGroupName,
      props,
      outputs: { instanceIds: Instances.flatMap(({ InstanceId }) => InstanceId ?? []) },
      tags: Tags,
      status: statusOf(group),
      reason: `${inService(group)} of ${DesiredCapacity} instances in service`,
    };
  },
  async create(step, wanted) {
    const own = {
      AutoScalingGroupName: wanted.groupName,
      DesiredCapacity: wanted.desired,
      TargetGroupARNs: wanted.targetGroupArns,
    };
    const input = { ...own, ...settings(wanted), Tags: tagsOf(step, wanted) };
    await step.clients.autoScaling.createAutoScalingGroup(input, step.request);
    const { LaunchTemplate, InstanceMaintenancePolicy, ...rest } = input;
    const { AvailabilityZones = wanted.zones ?? [] } = input;
    return { ...rest, LaunchTemplate, InstanceMaintenancePolicy, AvailabilityZones, Instances: [] };
  },
  async update(step, { id, props: current }, wanted, fields) {
    const {
      clients: { autoScaling },
      request,
    } = step;
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
      ) && autoScaling.updateAutoScalingGroup({ ...group, ...settings(wanted) }, request),
      touches("targetGroupArns") && changeTargetGroups(step, id, current.targetGroupArns, wanted.targetGroupArns),
      touches("instanceTags") && changeTags(step, id, current.instanceTags, wanted.instanceTags),
    ]);
  },
  delete: ({ clients: { autoScaling }, request }, { id }) =>
    autoScaling.deleteAutoScalingGroup({ AutoScalingGroupName: id, ForceDelete: true }, request),
  async explain({ clients: { autoScaling }, request }, { id }) {
    const { Activities = [] } = await autoScaling.describeScalingActivities(
      { AutoScalingGroupName: id, MaxRecords: 20 },
      request,
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

async function changeTags(
  { clients: { autoScaling }, request }: Step,
  id: string,
  before: Tags,
  after: Tags,
): Promise<void> {
  const gone = Object.keys(before).filter((key) => !(key in after));
  const of = { ResourceId: id, ResourceType: "auto-scaling-group" };
  if (gone.length > 0) await autoScaling.deleteTags({ Tags: gone.map((Key) => ({ ...of, Key })) }, request);
  await autoScaling.createOrUpdateTags({ Tags: propagated(id, after) }, request);
}

async function changeTargetGroups(
  step: Step,
  id: string,
  before: readonly string[],
  after: readonly string[],
): Promise<void> {
  const {
    clients: { autoScaling },
    request,
  } = step;
  const { added, removed } = setChange(before, after);
  const group = { AutoScalingGroupName: id };
  if (added.length > 0) await autoScaling.attachLoadBalancerTargetGroups({ ...group, TargetGroupARNs: added }, request);
  if (removed.length > 0)
    await autoScaling.detachLoadBalancerTargetGroups({ ...group, TargetGroupARNs: removed }, request);
}
