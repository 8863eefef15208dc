import { type Diagnostic, list, object, required, text, valueLike } from "@drydock/systemd/ground";
import { problem } from "./problem.ts";

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

/** A day as update strategies name it: `Mon` to `Sun`. */
export type Weekday = (typeof weekdays)[number];

/** A window, as options take it; `windowProblems` knows the rest. */
export const windowOption = object<RebootWindow>({
  days: list(valueLike<Weekday>((value) => typeof value === "string", "a day")),
  start: required(text),
  minutes: required(valueLike<number>((value) => typeof value === "number", "a whole number of minutes")),
});

/** What is wrong with a window that stands at `path`; a strategy allows 1 to `mostDays` days. */
export function windowProblems(path: string, { days, start, minutes }: RebootWindow, mostDays: number): Diagnostic[] {
  const problems: Diagnostic[] = [];
  if (!/^([01]\d|2[0-3]):[0-5]\d$/u.test(start))
    problems.push(
      problem(`${path}.start`, `${JSON.stringify(start)} is no time of day`, "Write it as HH:MM, such as 04:30."),
    );
  if (!Number.isInteger(minutes) || minutes < 1 || minutes > 7 * 24 * 60) {
    problems.push(
      problem(`${path}.minutes`, `${minutes} is no length of a window`, "Use a whole number from 1 to 10080 (a week)."),
    );
  }
  if (days !== undefined && (days.length === 0 || days.length > mostDays)) {
    const most = mostDays === 1 ? "1" : `1 to ${mostDays}`;
    problems.push(
      problem(`${path}.days`, `${days.length} days`, `Give ${most}, or leave the field out for every day.`),
    );
  }
  for (const day of days ?? []) {
    if (weekdays.includes(day)) continue;
    problems.push(problem(`${path}.days`, `${JSON.stringify(day)} is no day`, `Use ${weekdays.join(", ")}.`));
  }
  return problems;
}
