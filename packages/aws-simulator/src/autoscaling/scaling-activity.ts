import type {
  DescribeScalingActivitiesCommandInput,
  DescribeScalingActivitiesCommandOutput,
} from "@aws-sdk/client-auto-scaling";
import type { CheckedHandler } from "../request/checked-handlers.ts";
import { page } from "../request/page.ts";
import { anyGroup, invalidToken } from "./errors.ts";
import { autoScalingOf } from "./state.ts";

/** DescribeScalingActivities: the latest first, of one group or all, of deleted groups too when asked for. */
export const describeScalingActivities: CheckedHandler<
  DescribeScalingActivitiesCommandInput,
  DescribeScalingActivitiesCommandOutput
> = ({ input, account }) => {
  const { groups, formerActivities } = autoScalingOf(account);
  const { AutoScalingGroupName: name, ActivityIds: ids, IncludeDeletedGroups: former = false } = input;
  if (name !== undefined && !former) anyGroup(account, name);
  const all = [...(former ? formerActivities : []), ...[...groups.values()].flatMap(({ activities }) => activities)];
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
  const { rows, next } = page(chosen, {
    key: ({ place }) => place,
    limit: input.MaxRecords ?? 100,
    token: input.NextToken,
    refuse: invalidToken,
  });
  return { Activities: rows.map(({ activity }) => activity), ...(next && { NextToken: next }) };
};
