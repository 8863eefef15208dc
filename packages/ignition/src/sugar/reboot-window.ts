/** A span of time in which a node may reboot. */
export interface RebootWindow {
  /** Days on which it opens, such as `Sat`; every day when absent. Flatcar takes one day or none. */
  readonly days?: readonly Weekday[];
  /** `HH:MM`, in UTC on Fedora CoreOS and in the node's time zone on Flatcar. */
  readonly start: string;
  /** How long it stays open, in minutes: at least 1, at most a week. */
  readonly minutes: number;
}

/** The days as update strategies name them. */
export const weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"] as const;

export type Weekday = (typeof weekdays)[number];

/** What is wrong with a window, each line beginning with the field; a strategy allows 1 to `mostDays` days. */
export function windowProblems({ days, start, minutes }: RebootWindow, mostDays: number): string[] {
  const problems: string[] = [];
  if (!/^([01]\d|2[0-3]):[0-5]\d$/u.test(start))
    problems.push(`start: ${JSON.stringify(start)} is no time of day; write it as HH:MM, such as 04:30`);
  if (!Number.isInteger(minutes) || minutes < 1 || minutes > 7 * 24 * 60) {
    problems.push(`minutes: ${minutes} is no length of a window; use a whole number from 1 to 10080 (a week)`);
  }
  if (days !== undefined && (days.length === 0 || days.length > mostDays)) {
    problems.push(
      `days: ${days.length} days; give 1${mostDays === 1 ? "" : ` to ${mostDays}`}, or leave the field out for every day`,
    );
  }
  for (const day of days ?? []) {
    if (!weekdays.includes(day)) problems.push(`days: ${JSON.stringify(day)} is no day; use ${weekdays.join(", ")}`);
  }
  return problems;
}
