import type { Activity } from "@aws-sdk/client-auto-scaling";
import { uuidFrom } from "../request/uuid.ts";
import type { Moment } from "../state.ts";
import type { GroupRecord } from "./records/group.ts";

/** Begins an activity of a group. */
export function beginActivity(
  { account, now }: Moment,
  group: GroupRecord,
  description: string,
  zone: string | undefined,
  subnet?: string,
): Activity {
  const activity: Activity = {
    ActivityId: uuidFrom(account.random),
    AutoScalingGroupName: group.name,
    AutoScalingGroupARN: group.arn,
    Description: description,
    Cause: `At ${new Date(now).toISOString().replace(/\.\d+Z$/, "Z")} ${group.reason}.`,
    StartTime: new Date(now),
    StatusCode: "InProgress",
    Progress: 30,
    Details: JSON.stringify({
      ...(subnet !== undefined && { "Subnet ID": subnet }),
      ...(zone !== undefined && { "Availability Zone": zone }),
    }),
  };
  group.activities.push(activity);
  return activity;
}

/** Ends an activity well. */
export function succeed(activity: Activity, now: number): void {
  if (activity.EndTime !== undefined) return;
  Object.assign(activity, { StatusCode: "Successful", Progress: 100, EndTime: new Date(now) });
}

/** Ends a launch badly: the message of EC2, then what it was about. */
export function fail(activity: Activity, message: string, now: number): void {
  Object.assign(activity, {
    StatusCode: "Failed",
    Progress: 100,
    EndTime: new Date(now),
    StatusMessage: `${message} Launching EC2 instance failed.`,
    Description: `Launching a new EC2 instance.  Status Reason: ${message} Launching EC2 instance failed.`,
  });
}
