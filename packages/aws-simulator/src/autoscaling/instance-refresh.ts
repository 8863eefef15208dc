import type { AutoScaling, InstanceRefresh } from "@aws-sdk/client-auto-scaling";
import { modelledError, validationError } from "../request/modelled-error.ts";
import { uuidFrom } from "../request/uuid.ts";
import type { Resource } from "../resource.ts";
import { activeMembers, openRefresh } from "./capacity.ts";
import { checkTemplate } from "./group-settings.ts";
import { pageOf } from "./page.ts";
import { anyGroup, type GroupRecord, liveGroup } from "./records/group.ts";
import type { RefreshRecord } from "./records/refresh.ts";
import { membersOffTemplate } from "./refreshing.ts";
import { wakeSoon } from "./tend.ts";

/** Preferences that the simulated account refuses by name rather than ignores. */
const notModelled = ["CheckpointPercentages", "CheckpointDelay", "AlarmSpecification", "BakeTime"];

function shownRefresh(group: GroupRecord, refresh: RefreshRecord): InstanceRefresh {
  return {
    InstanceRefreshId: refresh.id,
    AutoScalingGroupName: group.name,
    Status: refresh.status,
    ...(refresh.statusReason !== undefined && { StatusReason: refresh.statusReason }),
    StartTime: new Date(refresh.started),
    ...(refresh.ended !== undefined && { EndTime: new Date(refresh.ended) }),
    PercentageComplete:
      refresh.status === "Successful" || refresh.total === 0
        ? 100
        : Math.floor(((refresh.total - Math.min(refresh.waiting.size, refresh.total)) / refresh.total) * 100),
    InstancesToUpdate: refresh.waiting.size,
    Preferences: refresh.preferences,
    ...(refresh.desired !== undefined && { DesiredConfiguration: { LaunchTemplate: refresh.desired } }),
    Strategy: "Rolling",
  };
}

/** The replacement of all instances, step by step. */
export const instanceRefresh: Resource<AutoScaling> = {
  operations: {
    /** StartInstanceRefresh: rolling only; a second one while one is open is `InstanceRefreshInProgress`. */
    StartInstanceRefresh({ input, account, now }) {
      const moment = { account, now };
      const group = liveGroup(account, input.AutoScalingGroupName);
      const { Preferences: preferences = {}, DesiredConfiguration: configuration } = input;
      if (input.Strategy !== undefined && input.Strategy !== "Rolling")
        throw validationError(`The simulated account does not model the strategy ${input.Strategy}`);
      const strange = notModelled.filter((name) => Reflect.get(preferences, name) !== undefined);
      if (strange.length > 0)
        throw validationError(
          `The simulated account does not model these preferences of an instance refresh: ${strange.join(", ")}`,
        );
      if (configuration?.MixedInstancesPolicy !== undefined)
        throw validationError("The simulated account does not model mixed instances policies");
      if (openRefresh(group) !== undefined) {
        throw modelledError(
          "InstanceRefreshInProgressFault",
          "InstanceRefreshInProgress",
          "An Instance Refresh is already in progress and blocks the execution of this Instance Refresh.",
        );
      }
      const { MinHealthyPercentage: min = 90, MaxHealthyPercentage: max } = preferences;
      if (max !== undefined && max - min > 100)
        throw validationError(
          "The difference between MaxHealthyPercentage and MinHealthyPercentage must not be greater than 100.",
        );
      const desired =
        configuration?.LaunchTemplate === undefined
          ? undefined
          : checkTemplate(moment, configuration.LaunchTemplate, { bySubnet: group.subnets.length > 0 });
      if (preferences.AutoRollback === true) {
        const target = desired ?? group.template;
        if (desired === undefined) throw validationError("AutoRollback requires a desired configuration");
        if ([target, group.template].some(({ Version }) => !/^\d+$/.test(Version ?? "$Default"))) {
          throw validationError("AutoRollback cannot be used with a launch template version of $Latest or $Default");
        }
      }
      const outdated =
        preferences.SkipMatching === true
          ? membersOffTemplate(moment, group, desired ?? group.template)
          : activeMembers(group);
      const refresh: RefreshRecord = {
        id: uuidFrom(account.random),
        started: now,
        preferences: {
          ...preferences,
          MinHealthyPercentage: preferences.MinHealthyPercentage ?? group.maintenance?.MinHealthyPercentage ?? 90,
        },
        desired,
        total: outdated.length,
        waiting: new Set(outdated.map(({ id }) => id)),
        status: "Pending",
        statusReason: undefined,
        ended: undefined,
        progressed: now,
        surplus: 0,
      };
      group.refreshes.push(refresh);
      wakeSoon(moment, group);
      return { InstanceRefreshId: refresh.id };
    },

    /** DescribeInstanceRefreshes: the latest first. */
    DescribeInstanceRefreshes({ input, account }) {
      const group = anyGroup(account, input.AutoScalingGroupName);
      const { InstanceRefreshIds: ids = [] } = input;
      const numbered = group.refreshes.map((refresh, index) => ({ refresh, place: String(99_999_999 - index) }));
      const { rows, rest } = pageOf(
        numbered.filter(({ refresh }) => ids.length === 0 || ids.includes(refresh.id)),
        ({ place }) => place,
        50,
        input,
      );
      return {
        InstanceRefreshes: rows.map(({ refresh }) => shownRefresh(group, refresh)),
        ...rest,
      };
    },

    /** CancelInstanceRefresh: what it has replaced stays replaced. */
    CancelInstanceRefresh({ input, account, now }) {
      const group = liveGroup(account, input.AutoScalingGroupName);
      const refresh = openRefresh(group);
      if (refresh === undefined) {
        throw modelledError(
          "ActiveInstanceRefreshNotFoundFault",
          "ActiveInstanceRefreshNotFound",
          "No in progress or pending Instance Refresh found for Auto Scaling group.",
        );
      }
      Object.assign(refresh, { status: "Cancelled", ended: now, surplus: 0, statusReason: "Cancelled by user" });
      return { InstanceRefreshId: refresh.id };
    },
  },
};
