import type { Look } from "../aws/cloud.ts";

/** Why the last activity of an auto-scaling group that failed did so, in AWS's words. */
export async function lastFailure(
  { clients: { autoScaling }, request }: Look,
  groupName: string,
): Promise<string | undefined> {
  const { Activities = [] } = await autoScaling.describeScalingActivities(
    { AutoScalingGroupName: groupName, MaxRecords: 20 },
    request,
  );
  const failed = Activities.find(({ StatusCode }) => StatusCode === "Failed" || StatusCode === "Cancelled");
  return failed?.StatusMessage ?? failed?.Description;
}
