import type { Weekday } from "@drydock/ignition";
import type { UpdateWindow } from "../cluster/updates.ts";

const days: readonly Weekday[] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
const form = /^(?:(Mon|Tue|Wed|Thu|Fri|Sat|Sun) )?([01]\d|2[0-3]):([0-5]\d)$/;

/** A window of time for reboots, with its day if it has one. */
export interface RebootWindow {
  readonly days?: readonly Weekday[];
  readonly start: string;
  readonly minutes: number;
}

/** Whether a start reads `05:30` or `Sun 05:30`. */
export function isWindowStart(start: string): boolean {
  return form.test(start);
}

/**
 * The window of the `index`-th of several nodes: as many lengths later as nodes come before it, so that no
 * two overlap.
 */
export function windowOf({ start, minutes }: UpdateWindow, index: number): RebootWindow {
  const [, day, hour, minute] = form.exec(start) ?? [];
  const total = Number(hour) * 60 + Number(minute) + index * minutes;
  const clock = total % 1440;
  const text = `${String(Math.floor(clock / 60)).padStart(2, "0")}:${String(clock % 60).padStart(2, "0")}`;
  const at = days.findIndex((each) => each === day);
  const shifted = days[(at + Math.floor(total / 1440)) % 7];
  return { ...(at >= 0 && shifted !== undefined && { days: [shifted] }), start: text, minutes };
}
