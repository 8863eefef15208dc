import type { AutoScaling } from "@aws-sdk/client-auto-scaling";
import type { Resource } from "../resource.ts";
import { pageOf } from "./page.ts";
import { formerActivities } from "./records/former-activities.ts";
import { anyGroup, groups } from "./records/group.ts";

/** What groups have done. */
export const scalingActivity: Resource<AutoScaling> = {
  operations: {
    /**
     * DescribeScalingActivities: the latest first, of one group or all, of deleted groups too when asked for.
     */
    DescribeScalingActivities({ input, account }) {
      const { AutoScalingGroupName: name, ActivityIds: ids, IncludeDeletedGroups: former = false } = input;
      if (name !== undefined && !former) anyGroup(account, name);
      const all = [
        ...(former ? account.of(formerActivities) : []),
        ...[...account.of(groups).values()].flatMap(({ activities }) => activities),
      ];
      const chosen = all
        .map((activity, index) => ({
          activity,
          place: `${String(9_999_999_999_999 - (activity.StartTime?.getTime() ?? 0))} ${String(9_999_999 - index)}`,
        }))
        .filter(
          ({ activity }) =>
            (name === undefined || activity.AutoScalingGroupName === name) &&
            (ids === undefined || ids.includes(activity.ActivityId ?? "")),
        );
      const { rows, rest } = pageOf(chosen, ({ place }) => place, 100, input);
      return { Activities: rows.map(({ activity }) => activity), ...rest };
    },
  },
};
