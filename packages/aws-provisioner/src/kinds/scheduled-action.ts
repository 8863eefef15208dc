import type { ScheduledUpdateGroupAction } from "@aws-sdk/client-auto-scaling";
import * as z from "zod/mini";
import { complete } from "../aws/answer.ts";
import { kind } from "../aws/kind.ts";
import { AutoScalingGroup } from "./auto-scaling-group.ts";
import { nameWithin, whatScales } from "./name-within.ts";
import { scheduledActions } from "./what-scales.ts";

const count = z.int().check(z.minimum(0));

const props = z.object({
  groupName: z.string(),
  actionName: z.string(),
  /**
   * Once, at an instant, or again and again, by a cron expression in a time zone that is UTC where none is
   * named.
   */
  time: z.union([z.object({ at: z.string() }), z.object({ cron: z.string(), zone: z.optional(z.string()) })]),
  sizes: z.object({ min: z.optional(count), max: z.optional(count), desired: z.optional(count) }),
});
type Action = z.infer<typeof props>;

/**
 * Sizes that a group takes at a time. AWS keeps what a second call of the same name leaves out
 * (PutScheduledUpdateGroupAction), so that one which is to say less is made anew, old first: two at one time
 * it refuses. One that is over, AWS deletes. Its name within the cluster stands in its own.
 */
export const ScheduledAction = kind("scheduled-action", {
  service: "autoScaling",
  discovery: { seenWith: AutoScalingGroup.name, where: ({ scaled }) => scaled === true },
  usedBy: (design) =>
    design.roles.some(({ nodes }) => nodes.kind === "group" && (nodes.scaling?.schedules.length ?? 0) > 0),
  errors: {
    // Auto Scaling API reference: the call changes what has the name, and refuses only the time of another.
    "still-in-use": [{ code: "AlreadyExists", message: /schedul/i }],
    "not-found": [{ code: "ValidationError", message: /not found/i }],
  },
  props,
  naming: { field: "actionName", of: (cluster) => new RegExp(`^${whatScales(cluster, "")}`) },
  mutable: ["time", "sizes"],
  replacedFor: {
    time: (before, after) => Object.keys(known(before)).some((key) => !(key in known(after))),
    sizes: (before, after) => Object.keys(known(before)).some((key) => !(key in known(after))),
  },
  diesWith: { kind: AutoScalingGroup.name, field: "groupName" },
  stable: { means: "is set" },
  seconds: { create: 1, delete: 1 },
  permissions: {
    find: ["autoscaling:DescribeScheduledActions"],
    create: ["autoscaling:PutScheduledUpdateGroupAction"],
    update: ["autoscaling:PutScheduledUpdateGroupAction"],
    delete: ["autoscaling:DeleteScheduledAction"],
  },
  find: scheduledActions,
  read(action: ScheduledUpdateGroupAction, { cluster }) {
    const name = nameWithin(cluster, action.ScheduledActionName);
    if (name === undefined) return undefined;
    const { AutoScalingGroupName, ScheduledActionName } = complete(
      action,
      "AutoScalingGroupName",
      "ScheduledActionName",
    );
    const { MinSize: min, MaxSize: max, DesiredCapacity: desired } = action;
    const props = {
      groupName: AutoScalingGroupName,
      actionName: ScheduledActionName,
      time: timeOf(action),
      sizes: { min, max, desired },
    };
    return { id: ScheduledActionName, name, props, outputs: {}, status: "ready" };
  },
  async create({ clients: { autoScaling }, request }, wanted) {
    const input = settings(wanted);
    await autoScaling.putScheduledUpdateGroupAction(input, request);
    return input;
  },
  update: ({ clients: { autoScaling }, request }, _, wanted) =>
    autoScaling.putScheduledUpdateGroupAction(settings(wanted), request),
  delete: ({ clients: { autoScaling }, request }, { id, props }) =>
    autoScaling.deleteScheduledAction({ AutoScalingGroupName: props.groupName, ScheduledActionName: id }, request),
});

function settings({ groupName, actionName, time, sizes }: Action) {
  return {
    AutoScalingGroupName: groupName,
    ScheduledActionName: actionName,
    ...("at" in time ? { StartTime: new Date(time.at) } : { Recurrence: time.cron, TimeZone: time.zone }),
    MinSize: sizes.min,
    MaxSize: sizes.max,
    DesiredCapacity: sizes.desired,
  };
}

/** What is said of it, without fields that are there and say nothing. */
function known(said: object): object {
  return Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined));
}

/** Of one that comes again and again, AWS also tells when it comes next. */
function timeOf({ Recurrence, TimeZone, StartTime }: ScheduledUpdateGroupAction): Action["time"] {
  if (Recurrence === undefined) return { at: StartTime?.toISOString() ?? "" };
  return { cron: Recurrence, zone: TimeZone === "UTC" || TimeZone === "Etc/UTC" ? undefined : TimeZone };
}
