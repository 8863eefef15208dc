import { describeShape, type Diagnostic, nearest, type Shape } from "@drydock/systemd/ground";
import { describeValue } from "./describe-value.ts";

/**
 * A value of another type than its shape (`wrong-type`), or of that type and not as it must be (`bad-value`).
 */
export function wrongType(
  shape: Shape,
  value: unknown,
  path: string,
  rule: "wrong-type" | "bad-value" = "wrong-type",
): Diagnostic {
  return {
    severity: "error",
    path,
    message: `expected ${describeShape(shape)}, got ${describeValue(value)}`,
    remedy: remedyFor(shape, value),
    rule,
  };
}

function remedyFor(shape: Shape, value: unknown): string {
  if (shape.kind === "text" && shape.rule === undefined && (typeof value === "number" || typeof value === "boolean")) {
    return `Put it in quotes: "${value}".`;
  }
  if (shape.kind === "one of" && typeof value === "string") {
    const near = nearest(
      value,
      shape.values.filter((allowed) => typeof allowed === "string"),
    );
    if (near !== undefined) return `Did you mean ${JSON.stringify(near)}?`;
  }
  return `Write ${describeShape(shape)}.`;
}
