const booleans = new Set(["1", "yes", "y", "true", "t", "on", "0", "no", "n", "false", "f", "off"]);

/** True for the words that systemd takes for a boolean, in any letter case. */
export function isBoolean(value: string): boolean {
  return booleans.has(value.toLowerCase());
}
