import type { CheckValue } from "../check-value.ts";

/**
 * A whole number as systemd reads it: a sign, and 0x, 0o, 0b or a leading 0 for octal; undefined when it is
 * none.
 */
export function parseInteger(text: string): number | undefined {
  const found = /^([+-]?)(0[xX][0-9a-fA-F]+|0[oO][0-7]+|0[bB][01]+|0[0-7]+|\d+)$/.exec(text);
  if (found?.[2] === undefined) return undefined;
  const digits = /^0[0-7]+$/.test(found[2]) ? `0o${found[2].slice(1)}` : found[2];
  return found[1] === "-" ? -Number(digits) : Number(digits);
}

/** Whole numbers of a range. */
export function integerIn(low: number, high: number): CheckValue {
  return (value) => {
    const number = parseInteger(value);
    if (number === undefined) return { message: "is no whole number" };
    return number < low || number > high ? { message: `is not from ${low} to ${high}` } : undefined;
  };
}

const ranges: Readonly<Record<string, CheckValue | undefined>> = {
  CPUSchedulingPriority: integerIn(0, 99),
  FailureActionExitStatus: integerIn(0, 255),
  IOSchedulingPriority: integerIn(0, 7),
  Nice: integerIn(-20, 19),
  OOMScoreAdjust: integerIn(-1000, 1000),
  SuccessActionExitStatus: integerIn(0, 255),
};

/** Whole numbers from the given lowest up, or of the narrower range that the key has. */
export function wholeNumber(lowest: number): CheckValue {
  return (value, key) =>
    ((Object.hasOwn(ranges, key) ? ranges[key] : undefined) ?? integerIn(lowest, 4_294_967_295))(value, key);
}
