import { table } from "../../resource.ts";

/** A change of a group's sizes at a time, once or again and again. */
export interface ScheduledActionRecord {
  readonly arn: string;
  readonly group: string;
  readonly name: string;
  start: Date | undefined;
  end: Date | undefined;
  recurrence: string | undefined;
  zone: string | undefined;
  min: number | undefined;
  max: number | undefined;
  desired: number | undefined;
}

/** The account's scheduled actions by group and name, as `keyIn` writes them. */
export const scheduledActions = table<ScheduledActionRecord>("autoscaling/scheduled-actions");
