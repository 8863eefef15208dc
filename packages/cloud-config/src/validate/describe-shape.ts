import type { Shape } from "@drydock/systemd/ground";

/** What a shape expects, to stand after "expected". */
export function describeShape(shape: Shape): string {
  switch (shape.kind) {
    case "text":
      return shape.rule?.says ?? "a string";
    case "whole number":
      return describeBounds(shape.min, shape.max);
    case "flag":
      return "true or false";
    case "one of":
      return shape.values
        .map((value) => JSON.stringify(value))
        .join(", ")
        .replace(/, ([^,]*)$/, " or $1");
    case "list":
      return "a list";
    case "map":
    case "object":
      return "a mapping";
    case "either":
      return shape.options.map(describeShape).join(", or ");
    case "anything":
      return "any value";
  }
}

function describeBounds(min: number | undefined, max: number | undefined): string {
  if (min !== undefined && max !== undefined) return `a whole number from ${min} to ${max}`;
  if (min !== undefined) return `a whole number of at least ${min}`;
  if (max !== undefined) return `a whole number of at most ${max}`;
  return "a whole number";
}

/** A value as a message shows it: its kind, and the value itself where it is short. */
export function describeValue(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "a list";
  if (value instanceof Uint8Array) return "binary data";
  if (typeof value === "object") return "a mapping";
  if (typeof value === "string")
    return `the string ${JSON.stringify(value.length > 40 ? `${value.slice(0, 40)}…` : value)}`;
  if (typeof value === "number" || typeof value === "bigint") return `the number ${value}`;
  if (typeof value === "boolean") return `the boolean ${value}`;
  return value === undefined ? "nothing" : `a ${typeof value}`;
}
