import type { Shape } from "./shape.ts";

/**
 * What a shape expects, to stand after "expected".
 *
 * @example
 * ```ts
 * import { describeShape, whole } from "@drydock/systemd/ground";
 *
 * console.log(describeShape(whole({ min: 1 }))); // a whole number of at least 1
 * ```
 */
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
    case "value":
      return shape.says;
  }
}

function describeBounds(min: number | undefined, max: number | undefined): string {
  if (min !== undefined && max !== undefined) return `a whole number from ${min} to ${max}`;
  if (min !== undefined) return `a whole number of at least ${min}`;
  if (max !== undefined) return `a whole number of at most ${max}`;
  return "a whole number";
}
