import type { AutoScaling, ScheduledUpdateGroupAction } from "@aws-sdk/client-auto-scaling";
import { arnOf } from "../request/arn.ts";
import { validationError } from "../request/modelled-error.ts";
import { uuidFrom } from "../request/uuid.ts";
import { resource } from "../resource.ts";
import { alreadyExists } from "./errors.ts";
import { keyIn } from "./key-in.ts";
import { pageOf } from "./page.ts";
import { anyGroup, liveGroup } from "./records/group.ts";
import { scheduledActions, type ScheduledActionRecord } from "./records/scheduled-action.ts";

/**
 * Changes of a group's sizes at a time. They are kept and never come due: what one would do, a test does by
 * UpdateAutoScalingGroup.
 */
export const scheduledAction = resource<AutoScaling, ScheduledActionRecord>({
  type: "scheduled-action",
  table: scheduledActions,
  inventory: ({ group, recurrence, start, min, max, desired }) => ({
    attributes: { group, recurrence, start: start?.toISOString(), min, max, desired },
  }),
  operations: {
    /** PutScheduledUpdateGroupAction: makes it, or changes the group's action of that name. */
    PutScheduledUpdateGroupAction({ input, account, now }) {
      const group = liveGroup(account, input.AutoScalingGroupName);
      const { ScheduledActionName: name } = input;
      const key = keyIn(group.name, name);
      const all = account.of(scheduledActions);
      // API reference: what is left out when an action is updated remains unchanged.
      const present = all.get(key);
      const { StartTime: start = present?.start, EndTime: end = present?.end } = input;
      const { Recurrence: recurrence = present?.recurrence, TimeZone: zone = present?.zone } = input;
      const { MinSize: min = present?.min, MaxSize: max = present?.max } = input;
      const { DesiredCapacity: desired = present?.desired } = input;
      if (min === undefined && max === undefined && desired === undefined)
        throw validationError("At least one of MinSize, MaxSize or DesiredCapacity must be specified");
      if (start === undefined && recurrence === undefined)
        throw validationError("Either StartTime or Recurrence must be specified");
      if (recurrence === undefined && start !== undefined && start.getTime() <= now)
        throw validationError("Given start time is in the past");
      if (recurrence !== undefined && recurrence.trim().split(/\s+/).length !== 5)
        throw validationError(`Given recurrence string:${recurrence} is invalid`);
      const time = timeOf({ start, recurrence, zone });
      // Auto Scaling user guide, "Scheduled scaling": each has a time of its own.
      if ([...all].some(([other, action]) => other !== key && action.group === group.name && timeOf(action) === time))
        throw alreadyExists(`An action of AutoScalingGroup ${group.name} is already scheduled at ${time}`);
      const arn =
        present?.arn ??
        arnOf(
          account,
          "autoscaling",
          `scheduledUpdateGroupAction:${uuidFrom(account.random)}:autoScalingGroupName/${group.name}:scheduledActionName/${name}`,
        );
      all.set(key, { arn, group: group.name, name, start, end, recurrence, zone, min, max, desired });
      return {};
    },

    /** DescribeScheduledActions: of one group or of all, by name. */
    DescribeScheduledActions({ input, account }) {
      const { AutoScalingGroupName: group, ScheduledActionNames: names } = input;
      if (group !== undefined) anyGroup(account, group);
      const chosen = [...account.of(scheduledActions).values()].filter(
        (action) =>
          (group === undefined || action.group === group) && (names === undefined || names.includes(action.name)),
      );
      const { rows, rest } = pageOf(chosen, (action) => keyIn(action.group, action.name), 50, input);
      return { ScheduledUpdateGroupActions: rows.map(shown), ...rest };
    },

    /** DeleteScheduledAction by name. */
    DeleteScheduledAction({ input, account }) {
      const { AutoScalingGroupName: group, ScheduledActionName: name } = input;
      if (!account.of(scheduledActions).delete(keyIn(group, name)))
        throw validationError(`Scheduled action name not found - no such action ${name} of AutoScalingGroup ${group}`);
      return {};
    },
  },
});

function shown(action: ScheduledActionRecord): ScheduledUpdateGroupAction {
  const { arn, group, name, start, end, recurrence, zone, min, max, desired } = action;
  return {
    AutoScalingGroupName: group,
    ScheduledActionName: name,
    ScheduledActionARN: arn,
    ...(start !== undefined && { StartTime: start, Time: start }),
    ...(end !== undefined && { EndTime: end }),
    ...(recurrence !== undefined && { Recurrence: recurrence }),
    ...(zone !== undefined && { TimeZone: zone }),
    ...(min !== undefined && { MinSize: min }),
    ...(max !== undefined && { MaxSize: max }),
    ...(desired !== undefined && { DesiredCapacity: desired }),
  };
}

function timeOf({ start, recurrence, zone = "UTC" }: Pick<ScheduledActionRecord, "start" | "recurrence" | "zone">) {
  return recurrence === undefined ? `${start?.toISOString()}` : `${recurrence} ${zone}`;
}
