import type { CheckValue } from "./check-value.ts";
import { parseInteger } from "./integer.ts";

/** Bytes with suffixes of base 1024. */
export const bytes = /^\+?\d+(\.\d+)?\s*[BKMGTPE]?(\s*\+?\d+(\.\d+)?\s*[BKMGTPE])*$/;

/** The percentage that a text names, per mille and per myriad included; undefined when it names none. */
export function percentage(value: string): number | undefined {
  const found = /^(\d+(?:\.\d{1,2})?)([%‰‱])$/.exec(value);
  return found === null ? undefined : Number(found[1]) / (found[2] === "%" ? 1 : found[2] === "‰" ? 10 : 100);
}

/** A memory limit. */
export const size: CheckValue = (value, key) =>
  value === "0" && /^(Startup)?Memory(High|Max)$/.test(key)
    ? "is no limit that a process could live within"
    : value === "infinity" || bytes.test(value) || (percentage(value) ?? 101) <= 100
      ? undefined
      : 'is no size: bytes, "512M", up to "100%", or "infinity"';

/** A limit of tasks or the like. */
export const count: CheckValue = (value) =>
  value === "infinity" || (parseInteger(value) ?? 0) > 0 || (percentage(value) ?? 101) <= 100
    ? undefined
    : 'is no count: a number above 0, up to "100%", or "infinity"';
