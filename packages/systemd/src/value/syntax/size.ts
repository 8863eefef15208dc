import type { CheckValue } from "../check-value.ts";
import { parseInteger } from "./integer.ts";

/** Bytes with suffixes of base 1024. */
const bytes = /^\+?\d+(\.\d+)?\s*[BKMGTPE]?(\s*\+?\d+(\.\d+)?\s*[BKMGTPE])*$/;

/** The percentage that a text names, per mille and per myriad included; undefined when it names none. */
function percentage(value: string): number | undefined {
  const found = /^(\d+(?:\.\d{1,2})?)([%‰‱])$/.exec(value);
  return found === null ? undefined : Number(found[1]) / (found[2] === "%" ? 1 : found[2] === "‰" ? 10 : 100);
}

/** True for bytes with suffixes of base 1024. */
export function isBytes(value: string): boolean {
  return bytes.test(value);
}

/** Bytes, without the words and percentages that a limit takes. */
export const checkBytes: CheckValue = (value) =>
  isBytes(value)
    ? undefined
    : { message: "is no size", remedy: 'Give bytes, or a number with K, M, G or T such as "512K".' };

/** A memory limit. */
export const checkSize: CheckValue = (value, key) => {
  if (value === "0" && /^(Startup)?Memory(High|Max)$/.test(key))
    return { message: "is no limit that a process could live within" };
  return value === "infinity" || isBytes(value) || (percentage(value) ?? 101) <= 100
    ? undefined
    : { message: "is no size", remedy: 'Give bytes, "512M", up to "100%", or "infinity".' };
};

/** A limit of tasks or the like. */
export const checkCount: CheckValue = (value) =>
  value === "infinity" || (parseInteger(value) ?? 0) > 0 || (percentage(value) ?? 101) <= 100
    ? undefined
    : { message: "is no count", remedy: 'Give a number above 0, up to "100%", or "infinity".' };

/** A percentage, whole or with two decimals. */
export const checkPercentage: CheckValue = (value) =>
  percentage(value) === undefined ? { message: "is no percentage", remedy: 'Write it such as "20%".' } : undefined;
