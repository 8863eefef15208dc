import { describeShape, type Diagnostic, nearest, type Shape } from "@drydock/systemd/ground";
import { checkSize, type CheckInner } from "./check-collection.ts";

/** Names that mean something in the world but not here, with what to do instead. */
export type Hints = Readonly<Record<string, string>>;

/**
 * A mapping with the fields of its shape: each of them, unknown ones, missing ones, and those of which
 * exactly one must stand.
 */
export function checkObject(
  shape: Shape & { kind: "object" },
  value: Readonly<Record<string, unknown>>,
  path: string,
  hints: Hints,
  check: CheckInner,
): Diagnostic[] {
  const diagnostics = checkSize(shape.min, value, path);
  const known = Object.keys(shape.fields);
  const list = known.length <= 12 ? known.join(", ") : `${known.slice(0, 12).join(", ")}, …`;
  for (const [key, item] of Object.entries(value)) {
    const field = Object.hasOwn(shape.fields, key) ? shape.fields[key] : undefined;
    if (field === undefined) {
      const remedy = Object.hasOwn(hints, key) ? hints[key] : undefined;
      diagnostics.push(unknownKey(key, path, remedy ?? insteadOf(key, known, list)));
    }
    if (field !== undefined && item !== undefined) diagnostics.push(...check(field, item, `${path}.${key}`));
  }
  const stands = (key: string): boolean => Object.hasOwn(value, key) && value[key] !== undefined;
  for (const [key, field] of Object.entries(shape.fields)) {
    if (field.required === true && !stands(key)) {
      diagnostics.push({
        severity: "error",
        path,
        message: `${key} is missing`,
        remedy: `Add ${key}: ${describeShape(field)}.`,
        rule: "missing-key",
      });
    }
  }
  const chosen = shape.oneOf.filter(stands);
  if (shape.oneOf.length > 0 && chosen.length !== 1) {
    const message = `exactly one of ${shape.oneOf.join(", ")} must stand, got ${chosen.length === 0 ? "none" : chosen.join(" and ")}`;
    diagnostics.push({ severity: "error", path, message, remedy: "Keep one of them.", rule: "one-of-keys" });
  }
  return diagnostics;
}

function insteadOf(key: string, known: readonly string[], list: string): string {
  const near = nearest(key, known);
  return near === undefined ? `Remove it; known here: ${list}.` : `Did you mean ${near}?`;
}

function unknownKey(key: string, path: string, remedy: string): Diagnostic {
  const shown = key.length > 60 ? `${key.slice(0, 60)}…` : key;
  return {
    severity: "error",
    path: `${path}.${shown}`,
    message: `unknown key ${JSON.stringify(shown)}`,
    remedy,
    rule: "unknown-key",
  };
}
