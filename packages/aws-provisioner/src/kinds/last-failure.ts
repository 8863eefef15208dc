import type { Activity } from "@aws-sdk/client-auto-scaling";
import type { Look } from "../aws/cloud.ts";

/** What an auto-scaling group did lately, the latest first. */
export async function lastActivities(
  { clients: { autoScaling }, request }: Look,
  AutoScalingGroupName: string,
): Promise<readonly Activity[]> {
  const { Activities = [] } = await autoScaling.describeScalingActivities(
    { AutoScalingGroupName, MaxRecords: 20 },
    request,
  );
  return Activities;
}

/** Why the last activity of those, since then, that failed did so, in AWS's words. */
export function failureIn(activities: readonly Activity[], since = new Date(0)): string | undefined {
  const failed = activities.find(
    ({ StatusCode, StatusMessage, StartTime = since }) =>
      (StatusCode === "Failed" || (StatusCode === "Cancelled" && StatusMessage !== undefined)) && StartTime >= since,
  );
  return failed?.StatusMessage ?? failed?.Description;
}
