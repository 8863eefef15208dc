import type { CheckValue } from "../check-value.ts";
import { parseTimeSpan } from "../time-span.ts";

const units =
  "ns|nsec|us|usec|μs|µs|ms|msec|s|sec|seconds?|m|min|minutes?|h|hr|hours?|d|days?|w|weeks?|M|months?|y|years?";
const nanoseconds = new RegExp(`^(\\s*\\+?(\\d+(\\.\\d*)?|\\.\\d+)\\s*(${units})?)+$`);

/** A time span; a bare number counts seconds. */
export const checkSpan: CheckValue = (value) =>
  parseTimeSpan(value) === undefined
    ? {
        message: "is no time span",
        remedy: 'Give seconds, or a number with a unit such as "90s" or "1min 30s", or "infinity".',
      }
    : undefined;

/** A time span; a bare number counts nanoseconds. */
export const checkNanoseconds: CheckValue = (value) =>
  value === "infinity" || nanoseconds.test(value)
    ? undefined
    : { message: "is no time span", remedy: 'Give nanoseconds, or a number with a unit such as "50us".' };
