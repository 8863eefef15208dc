// Long because everything that is true of a kind stands in its file.
import type { AutoScalingGroup as AwsGroup } from "@aws-sdk/client-auto-scaling";
import * as z from "zod/mini";
import { complete } from "../aws/answer.ts";
import { codes } from "../aws/error-table.ts";
import { kind } from "../aws/kind.ts";
import { groupState } from "./group-status.ts";
import { changeGroupTags, changeMark, groupTags, isMarked, readInstanceTags, writeGroupTags } from "./group-tags.ts";
import { callOff, callOffOther, refreshing, rolloutSeconds, rollOut } from "./group-rollout.ts";
import { isRenewed, lookAtRollout, type Refreshing } from "./refresh-progress.ts";
import { rolloutField } from "./refresh-preferences.ts";
import { launchSeconds, longestRoll, rolledOf, rollEstimate, rollingFields } from "./roll-estimate.ts";
import { explainGroup } from "./explain-group.ts";
import { explainingMachines } from "./explain-machine.ts";
import { lackingInGroup } from "./group-health.ts";
import { groupSettings, launchesFrom, settingFields, templateFields } from "./group-settings.ts";
import { changedSizes, sizeFields, sizesAtFirst } from "./group-sizes.ts";
import { secondsToChecks } from "./instance-checks.ts";
import { InternetGateway } from "./internet-gateway.ts";
import { leftZones } from "./group-zones.ts";
import { secondsToHealth } from "./lacking-health.ts";
import { leavingSeconds } from "./leaving-mark.ts";
import { departingFrom, launchedFrom, terminatingFrom } from "./launched-from.ts";
import { LaunchTemplate } from "./launch-template.ts";
import { readMaintenance } from "./maintenance-policy.ts";
import { machinesIn, ownScalingGroups, scalingGroupsNamed } from "./own-scaling-groups.ts";
import { Secret } from "./secret.ts";
import { Parameter } from "./parameter.ts";
import { deletionProblems } from "./group-deletion.ts";
import { suspensionProblems } from "./needed-processes.ts";
import { endedWithin } from "./slow-ends.ts";
import { readSuspended } from "./suspended.ts";
import { type Withdrawn, withdrawnFrom } from "./withdrawn.ts";

const count = z.int().check(z.minimum(0));

const props = z.object({
  groupName: z.string(),
  templateId: z.string(),
  /** A number as text: what `$Latest` means would change behind a group's back. */
  templateVersion: z.string().check(z.regex(/^\d+$/)),
  /** Whether every machine that runs was launched from that; nothing is said of it where none is replaced. */
  renewed: z.optional(z.boolean().check(z.refine((all) => all, "cannot be turned off"))),
  rollout: rolloutField,
  ...sizeFields,
  /**
   * Either these or `zones`; zones where the template brings an interface, which lies in a subnet already.
   */
  subnetIds: z.optional(z.array(z.string())),
  zones: z.optional(z.array(z.string())),
  /** Whether policies or schedules of the cluster move its size: a tag of it tells so. */
  scaled: z.optional(z.boolean()),
  /**
   * Target groups in which its machines register from its creation on; `attachment`s tell of them from then
   * on.
   */
  registersIn: z.optional(z.array(z.string())),
  /**
   * Seconds for which its machines may run a unit before they go, as its `lifecycle-hook` has it tell: read,
   * and never written here.
   */
  leaving: z.optional(count),
  /**
   * Named by `attachment`s: a plan that was saved with them here would have its machines registered nowhere.
   */
  targetGroupArns: z.optional(z.never("are attachments by now: plan again")),
  healthCheck: z.enum(["EC2", "ELB"]),
  /** Seconds after a launch in which a failing health check means nothing. */
  grace: count,
  /** Percent of the desired capacity that stay healthy during replacements, and that may exist. */
  maintenance: z.optional(z.object({ min: count, max: count })),
  /** Tags that its instances bear, with the blueprint's own among them. */
  instanceTags: z.record(z.string(), z.string()),
});

/** Usual seconds until a group has no machine any more. */
const emptied = 210;

/** Seconds for which a machine may go on with what it was sent (ELB user guide, "Deregistration delay"). */
const longestDrain = 3600;

type Raw = Omit<AwsGroup, "CreatedTime" | "DefaultCooldown"> & Refreshing;

/**
 * An auto-scaling group. It is ready when as many instances as it desires are in service. A size that is not
 * written is not compared, and left as it is. Another version of its template comes with an instance refresh
 * where its machines are to be replaced, and the group has it when that has succeeded.
 */
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
    "not-found": [{ code: "ValidationError", message: /Group .* not found/i }],
  },
  serviceRole: "autoscaling.amazonaws.com",
  passesRole: true,
  props,
  mutable: [...templateFields, "renewed", ...settingFields, "scaled", "instanceTags"],
  unordered: ["subnetIds", "zones"],
  shared: { instanceTags: { entry: "tag of its instances" } },
  marking: (step, { id }, tags) => writeGroupTags(step, id, tags),
  unread: ["start", "rollout", "registersIn"],
  restless: ["renewed", "min", "max", "desired", "leaving"],
  volatile: ["instanceIds", "launchedFrom", "machineZones"],
  holdsThrough: "templateId",
  standsIn: true,
  departing: {
    told: ({ outputs: { departing } }) => (departing.length === 0 ? undefined : departing.join(", ")),
    seconds: ({ props: { leaving = 0 } }) => longestDrain + leaving + endedWithin,
  },
  deletion: "polled",
  goneWithin: endedWithin,
  // The gateway of a network cannot be detached while machines hold public addresses; a machine that still
  // runs may write parameters.
  deletedBefore: [InternetGateway.name, Parameter.name, Secret.name],
  serving: {
    means: "has machines that pass EC2's status checks, and are healthy in its target groups that are in use",
    seconds: ({ registersIn = [] }) =>
      launchSeconds + (registersIn.length > 0 ? secondsToHealth.network : secondsToChecks),
    lacks: (look, { id }: { readonly id: string }) => lackingInGroup(look, id),
  },
  stable: { means: "has as many machines in service as it desires, and none of them is being replaced" },
  seconds: { create: launchSeconds, delete: emptied },
  retirement: {
    seconds: ({ props: { leaving } }) => (leaving === undefined ? undefined : emptied + leaving),
    begin: ({ clients: { autoScaling }, request }, { id }) =>
      autoScaling.updateAutoScalingGroup(
        { AutoScalingGroupName: id, MinSize: 0, MaxSize: 0, DesiredCapacity: 0 },
        request,
      ),
    over: ({ outputs: { instanceIds } }) => instanceIds.length === 0,
  },
  updateSeconds: (before, wanted) => rolloutSeconds(before, wanted),
  usualUpdate: ({ outputs, props: { desired: before = 0, leaving } }, { rollout, desired }, fields) => {
    const running = rolled(outputs);
    if (rollout && running > 0 && rollingFields.some((field) => fields.includes(field)))
      return Math.max(launchSeconds, longestRoll(rollEstimate(rollout, rolledOf(running, before, desired), leaving)));
    return (desired ?? 0) > before ? launchSeconds : undefined;
  },
  // What runs before a machine goes is that of the older ones.
  patience: ({ rollout }, { props: { leaving = 0 } }) =>
    rollout && (rollout.wait ?? 900) + (rollout.pause ?? 0) + leaving,
  permissions: {
    find: [
      "autoscaling:DescribeAutoScalingGroups",
      "autoscaling:DescribeScalingActivities",
      "autoscaling:DescribeInstanceRefreshes",
      "autoscaling:DescribePolicies",
      "autoscaling:DescribeScheduledActions",
    ],
    create: [
      "autoscaling:CreateAutoScalingGroup",
      "autoscaling:CreateOrUpdateTags",
      "ec2:RunInstances",
      "ec2:CreateTags",
      "iam:PassRole",
      "iam:CreateServiceLinkedRole",
      ...explainingMachines,
    ],
    update: [
      "autoscaling:UpdateAutoScalingGroup",
      "autoscaling:DescribeAutoScalingGroups",
      ...refreshing,
      "autoscaling:CreateOrUpdateTags",
      "autoscaling:DeleteTags",
      "ec2:RunInstances",
      "ec2:CreateTags",
      "ec2:DeleteTags",
      "iam:PassRole",
      ...explainingMachines,
    ],
    delete: ["autoscaling:DeleteAutoScalingGroup", "autoscaling:UpdateAutoScalingGroup"],
  },
  interfacesOf: ({ outputs }) => z.array(z.string()).parse(outputs["instanceIds"]),
  hindered: async (_look, deeds, around) => [
    ...suspensionProblems(deeds, around),
    ...deletionProblems(deeds),
    ...deeds.flatMap((deed) => leftZones(deed, around)),
  ],
  find: (look): Promise<readonly Raw[]> => ownScalingGroups(look),
  seek: (look, sought) =>
    scalingGroupsNamed(
      look,
      sought.map(({ groupName }) => groupName),
    ),
  detail: async (look, group: Raw) => ({ ...group, ...(await lookAtRollout(look, group)) }),
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
      renewed: isRenewed(group),
      min: MinSize,
      max: MaxSize,
      desired: DesiredCapacity,
      subnetIds: (group.VPCZoneIdentifier ?? "").split(",").filter((id) => id !== ""),
      zones: group.AvailabilityZones ?? [],
      healthCheck: group.HealthCheckType === "ELB" ? ("ELB" as const) : ("EC2" as const),
      grace: group.HealthCheckGracePeriod ?? 0,
      maintenance: readMaintenance(group.InstanceMaintenancePolicy),
      scaled: isMarked(Tags),
      leaving: leavingSeconds(Tags),
      instanceTags: readInstanceTags(Tags),
    };
    return {
      id: AutoScalingGroupName,
      props,
      outputs: {
        instanceIds: Instances.flatMap(({ InstanceId }) => InstanceId ?? []),
        machineZones: [...new Set(Instances.flatMap(({ AvailabilityZone }) => AvailabilityZone ?? []))].toSorted(),
        launchedFrom: launchedFrom(group),
        departing: departingFrom(group),
        terminating: terminatingFrom(group),
        targetGroupArns: group.TargetGroupARNs ?? [],
        withdrawn: withdrawnFrom(group),
        suspended: readSuspended(group),
        protection: group.DeletionProtection ?? "none",
      },
      tags: Tags,
      ...groupState(group),
    };
  },
  async create(step, wanted) {
    const input = {
      AutoScalingGroupName: wanted.groupName,
      ...launchesFrom(wanted),
      ...groupSettings(wanted),
      ...sizesAtFirst(wanted),
      TargetGroupARNs: wanted.registersIn,
      Tags: groupTags(step, wanted.groupName, wanted.instanceTags, wanted.scaled),
    };
    await step.clients.autoScaling.createAutoScalingGroup(input, step.request);
    return { ...input, AvailabilityZones: wanted.zones ?? [], Instances: [] };
  },
  async update(step, { id, props: current, outputs, undertaking }, wanted, fields) {
    const { autoScaling } = step.clients;
    const { rollout } = wanted;
    // AWS refuses most of what follows while it replaces machines.
    const isOther = undertaking?.state === "under-way" && (await callOffOther(step, id, wanted));
    const launches = isOther || templateFields.some((field) => fields.includes(field));
    const mayRoll = launches || fields.includes("renewed");
    // What was seen of a group that was new may be minutes old.
    const instanceIds = mayRoll && outputs.instanceIds.length === 0 ? await machinesIn(step, id) : outputs.instanceIds;
    const machines = Math.max(instanceIds.length, wanted.desired ?? 0);
    // Without a machine there is nothing to replace, and nothing that a rollback would keep.
    const rolls = mayRoll && instanceIds.length > 0;
    // A version that is written before its refresh would be the one that a rollback goes back to.
    const template = launches && !(rolls && rollout !== undefined) ? launchesFrom(wanted) : undefined;
    const settings = { ...template, ...groupSettings(wanted), ...changedSizes(current, wanted, fields) };
    await Promise.all([
      (template !== undefined || settingFields.some((field) => fields.includes(field))) &&
        autoScaling.updateAutoScalingGroup({ AutoScalingGroupName: id, ...settings }, step.request),
      fields.includes("scaled") && changeMark(step, id, wanted.scaled),
      fields.includes("instanceTags") &&
        changeGroupTags(
          step,
          { groupName: id, templateId: current.templateId, instanceIds },
          current.instanceTags,
          wanted.instanceTags,
        ),
    ]);
    // The new machines are to have all of the above.
    if (rolls && rollout !== undefined) await rollOut(step, { id, props: current, machines }, { ...wanted, rollout });
  },
  callOff: (step, { id }) => callOff(step, id),
  // By force it would pass over the hooks of machines that came since it was emptied.
  delete: ({ clients: { autoScaling }, request }, { id, props: { leaving } }) =>
    autoScaling.deleteAutoScalingGroup({ AutoScalingGroupName: id, ForceDelete: leaving === undefined }, request),
  explain: (look, { id }, since) => explainGroup(look, id, since),
});

/** How many machines a rollout may replace. */
function rolled({
  launchedFrom: running,
  withdrawn,
}: {
  launchedFrom: readonly string[];
  withdrawn: readonly Withdrawn[];
}) {
  return running.length - withdrawn.filter(({ template }) => template !== undefined).length;
}
