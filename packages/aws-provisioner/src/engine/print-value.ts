import { isRef } from "./ref.ts";

const longest = 100;

/** A value on one line: references as `vpc/main.id`, long text by its length. */
export function printValue(value: unknown): string {
  if (value === undefined) return "nothing";
  const text = JSON.stringify(withPrintedRefs(value));
  return text.length <= longest ? text : `${text.slice(0, longest - 24)}... (${text.length} characters)`;
}

function withPrintedRefs(value: unknown): unknown {
  if (isRef(value)) return `${value.$ref}.${value.field}`;
  if (Array.isArray(value)) return value.map(withPrintedRefs);
  if (typeof value === "object" && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withPrintedRefs(item)]));
  }
  return value;
}
