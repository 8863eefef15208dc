/** As much of a value as one line of a golden file holds; what is longer stands in several. */
const widest = 110;

/**
 * A value as JSON that a difference of can be read: what is short stands on one line, text of several lines
 * as the list of its lines, numbers to the thousandth, and the rest by its fields, in their own order.
 */
export function printJson(value: unknown): string {
  return `${printed(JSON.parse(JSON.stringify(value, legible)) as unknown, "")}\n`;
}

/** The same on one line, whatever its length. */
export function jsonLine(value: unknown): string {
  return `${JSON.stringify(value, legible)}\n`;
}

function legible(_key: string, value: unknown): unknown {
  if (typeof value === "number") return Math.round(value * 1000) / 1000;
  return typeof value === "string" && value.includes("\n") ? value.split("\n") : value;
}

function printed(value: unknown, indent: string): string {
  const line = JSON.stringify(value);
  if (typeof value !== "object" || value === null || indent.length + line.length <= widest) return line;
  const deeper = `${indent}  `;
  const [open, close] = Array.isArray(value) ? ["[", "]"] : ["{", "}"];
  const parts = Array.isArray(value)
    ? value.map((item) => printed(item, deeper))
    : Object.entries(value).map(([key, item]) => `${JSON.stringify(key)}: ${printed(item, deeper)}`);
  return `${open}\n${deeper}${parts.join(`,\n${deeper}`)}\n${indent}${close}`;
}
