import { quote, type Finding } from "../finding.ts";
import { isCron } from "./cron.ts";
import type { ScheduleOptions } from "./scaling.ts";
import type { Workers } from "./workers.ts";

type Schedules = Readonly<Record<string, ScheduleOptions>>;

/**
 * Sizes at a time: a name that AWS takes, one time for each, and sizes that fit together and into the pool's.
 */
export function* scheduleRules(schedules: Schedules, at: string, size: Workers["size"]): Iterable<Finding> {
  const times = new Map<string, string>();
  for (const [name, schedule] of Object.entries(schedules)) {
    const path = `${at}.${name}`;
    if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name) || name.length > 40) {
      yield {
        path,
        message: `${quote(name)} is no name of a schedule`,
        remedy: "Use 1 to 40 lower-case letters, digits and single hyphens, beginning with a letter.",
        rule: "schedule-name",
      };
    }
    yield* timeRules(schedule, path);
    if ((schedule.max ?? 0) > 5000) {
      yield {
        severity: "warning",
        path: `${path}.max`,
        message: `${schedule.max} nodes are more than a network takes without higher quotas`,
        remedy: "Give the largest number that the pool may really reach.",
        rule: "size-quota",
      };
    }
    yield* sizeRules(schedule, path, boundsBeside(name, schedules, size));
    const when = schedule.cron?.trim() ?? schedule.at;
    if (when === undefined) continue;
    const time = `${when} ${schedule.zone ?? "UTC"}`;
    const other = times.get(time);
    if (other !== undefined) {
      yield {
        path,
        message: `${other} and ${name} are of one time, and AWS takes one change at a time`,
        remedy: "Put their sizes together, or give one another time.",
        rule: "schedule-twice",
      };
    }
    times.set(time, name);
  }
}

function* timeRules({ cron, at, zone }: ScheduleOptions, path: string): Iterable<Finding> {
  const time = (message: string, remedy: string, field = ""): Finding => ({
    path: `${path}${field}`,
    message,
    remedy,
    rule: "schedule-time",
  });
  const useOne = 'Give one of the two, such as cron: "0 8 * * MON-FRI".';
  if (cron === undefined && at === undefined) yield time("neither cron nor at says when", useOne);
  else if (cron !== undefined && at !== undefined) yield time("cron and at both say when", useOne);
  else if (cron !== undefined && !isCron(cron)) {
    const remedy = "Write minute, hour, day of the month, month and day of the week, such as 0 8 * * MON-FRI.";
    yield time(`${quote(cron)} is no time in five fields`, remedy, ".cron");
  } else if (at !== undefined && !isInstant(at)) {
    yield time(`${quote(at)} is no instant in UTC`, "Write it as 2027-03-01T08:00:00Z.", ".at");
  }
  if (zone === undefined || (cron ?? at) === undefined) return;
  if (cron === undefined || !isZone(zone)) {
    yield {
      path: `${path}.zone`,
      message: cron === undefined ? "an instant in UTC has no time zone" : `${quote(zone)} is no time zone`,
      remedy: cron === undefined ? "Leave zone out." : "Name a place of the IANA database, such as Europe/Berlin.",
      rule: "schedule-zone",
    };
  }
}

function* sizeRules({ min, max, desired }: ScheduleOptions, path: string, bounds: Bounds): Iterable<Finding> {
  const given = [min, desired, max].filter((size) => size !== undefined);
  if (given.length === 0) {
    yield {
      path,
      message: "no size is given for that time",
      remedy: "Give min, max or desired.",
      rule: "schedule-size",
    };
    return;
  }
  const sizes = [min ?? bounds.min, desired, max ?? bounds.max].filter((size) => size !== undefined);
  const grows = sizes.every((size, index) => size >= (sizes[index - 1] ?? 0));
  if (grows) return;
  yield {
    path,
    message: `sizes grow from min to desired to max, not ${sizes.join(", ")}`,
    remedy: "Give sizes that fit together, and those that a time changes with the others.",
    rule: "schedule-size",
  };
}

interface Bounds {
  readonly min: number | undefined;
  readonly max: number | undefined;
}

/** The pool's own bounds, as far as no other schedule moves them. */
function boundsBeside(name: string, schedules: Schedules, size: Workers["size"]): Bounds {
  const others = Object.entries(schedules).flatMap(([other, schedule]) => (other === name ? [] : [schedule]));
  return {
    min: others.some(({ min }) => min !== undefined) ? undefined : size.min,
    max: others.some(({ max }) => max !== undefined) ? undefined : size.max,
  };
}

function isInstant(at: string): boolean {
  return /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?Z$/.test(at) && !Number.isNaN(Date.parse(at));
}

/** Auto Scaling takes the names of the IANA database, and of other names only that of UTC. */
function isZone(zone: string): boolean {
  if (!zone.includes("/")) return zone === "UTC";
  try {
    return new Intl.DateTimeFormat("en", { timeZone: zone }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
}
