import type { CheckValue } from "../check-value.ts";

const booleans = new Set(["1", "yes", "y", "true", "t", "on", "0", "no", "n", "false", "f", "off"]);

/** True for the words that systemd takes for a boolean, in any letter case. */
export function isBoolean(value: string): boolean {
  return booleans.has(value.toLowerCase());
}

/** One of those words. */
export const checkBoolean: CheckValue = (value) =>
  isBoolean(value) ? undefined : { message: "is no boolean", remedy: "Write yes, no, true, false, on, off, 1 or 0." };
