import type { AutoScaling } from "@aws-sdk/client-auto-scaling";
import { validationError } from "../request/modelled-error.ts";
import { arnOf } from "../request/arn.ts";
import { uuidFrom } from "../request/uuid.ts";
import { asListed, resource } from "../resource.ts";
import { openRefresh } from "./capacity.ts";
import { alreadyExists, limitExceeded } from "./errors.ts";
import { checkDeletion } from "./group-deletion.ts";
import { groupFilters } from "./group-filters.ts";
import {
  checkOther,
  checkPlaces,
  checkSizes,
  checkTargetGroups,
  checkTemplate,
  refuseUnmodelled,
} from "./group-settings.ts";
import { shownGroup } from "./group-shape.ts";
import { addGroupTags } from "./group-tags.ts";
import { beginLeave } from "./leaving.ts";
import { inventoryOf } from "./group-inventory.ts";
import { otherSettings, unset } from "./other-settings.ts";
import { pageOf } from "./page.ts";
import { anyGroup, type GroupRecord, groups, liveGroup } from "./records/group.ts";
import { wakeIn, wakeSoon } from "./tend.ts";

/** Auto Scaling groups. */
export const group = resource<AutoScaling, GroupRecord>({
  type: "auto-scaling-group",
  table: groups,
  tags: ({ tags }) => tags,
  inventory: inventoryOf,
  operations: {
    /**
     * CreateAutoScalingGroup from a launch template; it begins to launch some seconds later. A group that is
     * pending delete holds its name.
     */
    CreateAutoScalingGroup({ input, account, now }) {
      const moment = { account, now };
      const { AutoScalingGroupName: name, MinSize: min, MaxSize: max, LaunchTemplate } = input;
      const existing = account.of(groups).get(name);
      if (existing !== undefined) {
        throw alreadyExists(
          existing.deleting
            ? `AutoScalingGroup by this name already exists - A group with the name ${name} already exists and is pending delete`
            : `AutoScalingGroup by this name already exists - A group with the name ${name} already exists`,
        );
      }
      if (name.includes(":")) throw validationError(`The name of a group must not contain a colon: ${name}`);
      refuseUnmodelled(input);
      if (LaunchTemplate === undefined) {
        throw validationError(
          "Valid requests must contain either LaunchTemplate, LaunchConfigurationName, InstanceId or MixedInstancesPolicy parameter.",
        );
      }
      const desired = input.DesiredCapacity ?? min;
      checkSizes({ min, max, desired });
      checkOther(input);
      const places = checkPlaces(moment, input);
      const template = checkTemplate(moment, LaunchTemplate, { bySubnet: places.subnets.length > 0 });
      const targetGroups = input.TargetGroupARNs ?? [];
      checkTargetGroups(moment, targetGroups, places.subnets);
      const tagging = { tags: new Map<string, string>(), propagated: new Set<string>() };
      addGroupTags(tagging, input.Tags ?? []);
      if (account.of(groups).size >= 500)
        throw limitExceeded("You have reached the limit of 500 Auto Scaling groups in this region.");
      const group: GroupRecord = {
        ...places,
        name,
        arn: arnOf(account, "autoscaling", `autoScalingGroup:${uuidFrom(account.random)}:autoScalingGroupName/${name}`),
        created: now,
        template,
        min,
        max,
        desired,
        ...otherSettings(input, unset),
        targetGroups: new Set(targetGroups),
        maintenance: input.InstanceMaintenancePolicy,
        serviceRole:
          input.ServiceLinkedRoleARN ??
          arnOf(account, "iam", "role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling"),
        suspended: new Map(),
        ...tagging,
        members: new Map(),
        hooks: new Map(),
        activities: [],
        refreshes: [],
        deleting: false,
        wakeAt: -1,
        wakesNow: { at: -1, count: 0 },
        reason: `a user request created an AutoScalingGroup changing the desired capacity from 0 to ${desired}`,
      };
      account.of(groups).set(name, group);
      wakeSoon(moment, group);
      return {};
    },

    /** DescribeAutoScalingGroups by name and tag; unknown names are passed over. */
    DescribeAutoScalingGroups({ input, account }) {
      const filters = groupFilters(input.Filters);
      const { AutoScalingGroupNames: names = [], MaxRecords: limit = 50 } = input;
      if (limit < 1 || limit > 100) throw validationError("MaxRecords must be between 1 and 100");
      const all = names.length > 0 ? [...account.of(groups).values()] : asListed(account, groups);
      const chosen = all.filter(
        (group) => (names.length === 0 || names.includes(group.name)) && filters.every((fits) => fits(group)),
      );
      const { rows, rest } = pageOf(chosen, ({ name }) => name, 50, input);
      return {
        AutoScalingGroups: rows.map((group) => shownGroup(group, input.IncludeInstances ?? true)),
        ...rest,
      };
    },

    /**
     * UpdateAutoScalingGroup: what is given changes, the rest stays; the desired capacity follows bounds that
     * exclude it.
     */
    UpdateAutoScalingGroup({ input, account, now }) {
      const moment = { account, now };
      const group = liveGroup(account, input.AutoScalingGroupName);
      refuseUnmodelled(input);
      const min = input.MinSize ?? group.min;
      const max = input.MaxSize ?? group.max;
      const desired = input.DesiredCapacity ?? Math.min(Math.max(group.desired, min), Math.max(max, min));
      checkSizes({ min, max, desired });
      checkOther(input);
      const moved = (input.AvailabilityZones ?? input.VPCZoneIdentifier) !== undefined;
      const places = moved ? checkPlaces(moment, input) : { zones: group.zones, subnets: group.subnets };
      const template =
        input.LaunchTemplate === undefined
          ? group.template
          : checkTemplate(moment, input.LaunchTemplate, { bySubnet: places.subnets.length > 0 });
      if (input.LaunchTemplate !== undefined && openRefresh(group)?.desired !== undefined) {
        throw validationError(
          "An active instance refresh with a desired configuration exists. All configuration options derived from the desired configuration are not available for update while the instance refresh is active.",
        );
      }
      if (desired !== group.desired)
        group.reason = `a user request update of AutoScalingGroup constraints to min: ${min}, max: ${max}, desired: ${desired} changing the desired capacity from ${group.desired} to ${desired}`;
      Object.assign(group, {
        ...places,
        min,
        max,
        desired,
        template,
        ...otherSettings(input, group),
        maintenance:
          input.InstanceMaintenancePolicy?.MinHealthyPercentage === -1
            ? undefined
            : (input.InstanceMaintenancePolicy ?? group.maintenance),
      });
      wakeSoon(moment, group);
      return {};
    },

    /** SetDesiredCapacity within the group's bounds. */
    SetDesiredCapacity({ input, account, now }) {
      const group = liveGroup(account, input.AutoScalingGroupName);
      const { DesiredCapacity: desired } = input;
      if (desired > group.max)
        throw validationError(
          `New SetDesiredCapacity value ${desired} is above max value ${group.max} for the AutoScalingGroup.`,
        );
      if (!(desired >= group.min))
        throw validationError(
          `New SetDesiredCapacity value ${desired} is below min value ${group.min} for the AutoScalingGroup.`,
        );
      if (desired !== group.desired)
        group.reason = `a user request explicitly set group desired capacity changing the desired capacity from ${group.desired} to ${desired}`;
      group.desired = desired;
      wakeSoon({ account, now }, group);
      return {};
    },

    /**
     * DeleteAutoScalingGroup: an empty group goes at once; with ForceDelete its instances go first, without
     * waiting for hooks, and the name stays taken until then.
     */
    DeleteAutoScalingGroup({ input, account, now }) {
      const moment = { account, now };
      const group = anyGroup(account, input.AutoScalingGroupName);
      if (group.deleting) return {};
      checkDeletion(group, { force: input.ForceDelete === true });
      group.reason = "a user request force-deleted the AutoScalingGroup";
      group.deleting = true;
      group.desired = group.min = 0;
      for (const member of group.members.values()) beginLeave(moment, group, member, { force: true, shrink: true });
      const refresh = openRefresh(group);
      if (refresh !== undefined) Object.assign(refresh, { status: "Cancelled", ended: now });
      wakeIn(moment, group, 0);
      return {};
    },
  },
});
