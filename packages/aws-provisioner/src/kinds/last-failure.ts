import type { Activity } from "@aws-sdk/client-auto-scaling";
import type { Look } from "../aws/cloud.ts";
import { unlessGone } from "./unless-gone.ts";

/** What an auto-scaling group did lately, the latest first; nothing where it has gone since it was listed. */
export async function lastActivities(
  { clients: { autoScaling }, request }: Look,
  AutoScalingGroupName: string,
): Promise<readonly Activity[]> {
  const asked = { AutoScalingGroupName, MaxRecords: 20 };
  const answer = await unlessGone(autoScaling.describeScalingActivities(asked, request));
  return answer?.Activities ?? [];
}

/** Why the last activity of those, since then, that failed did so, in AWS's words. */
export function failureIn(activities: readonly Activity[], since = new Date(0)): string | undefined {
  const failed = activities.find(
    ({ StatusCode, StatusMessage, StartTime = since }) =>
      (StatusCode === "Failed" || (StatusCode === "Cancelled" && StatusMessage !== undefined)) && StartTime >= since,
  );
  return failed?.StatusMessage ?? failed?.Description;
}
