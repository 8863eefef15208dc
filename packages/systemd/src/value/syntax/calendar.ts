import type { CheckValue } from "../check-value.ts";

/** Source: systemd.time(7), "Calendar Events", and systemd's `calendarspec.c`. */
const words = new Set(
  `minutely hourly daily monthly annually yearly anually weekly quarterly biannually bi-annually semiannually
  semi-annually`.split(/\s+/),
);
const weekday = /^(?:(?:mon|tue|wed|thu|fri|sat|sun|(?:mon|tues|wednes|thurs|fri|satur|sun)day)(?:[,-]|\.\.|$))+$/i;

/**
 * A calendar expression as far as its first word: letters there are a shorthand or days of the week. What
 * follows, of dates, times and time zones, is systemd's to judge.
 */
export const checkCalendar: CheckValue = (value) => {
  const [first = ""] = value.trim().split(/\s+/);
  if (!/^[A-Za-z]/.test(first) || first.includes("%")) return undefined;
  if (words.has(first.toLowerCase()) || weekday.test(first)) return undefined;
  return {
    message: "is no calendar expression: it begins with no day, date, time or word such as daily",
    remedy: 'Write it as systemd.time(7) has it: daily, "Sun 03:00", "*-*-01 04:00".',
  };
};
