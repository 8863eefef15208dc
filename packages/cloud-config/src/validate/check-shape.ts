import { type Diagnostic, hasErrors, type Shape } from "@drydock/systemd/ground";
import { checkList, checkMap, type CheckInner } from "./check-collection.ts";
import { checkGates } from "./check-gates.ts";
import { checkJinja, holdsJinja } from "./check-jinja.ts";
import { checkObject, type Hints } from "./check-object.ts";
import { checkText, keeps } from "./check-text.ts";
import { findUnprintable } from "./find-unprintable.ts";
import { wrongType } from "./shape-diagnostic.ts";

/** What the checker must know beside shape and value. */
export interface CheckContext {
  /** cloud-init version to judge fields by; without one, no field is too new or too old. */
  readonly version?: string;
  /** Strings are jinja templates: a string rule cannot judge what an expression yields. */
  readonly jinja?: boolean;
  /** Names that mean something in the world but not here, with what to do instead. */
  readonly hints?: Hints;
}

/** Every way in which a value departs from a shape, in the order of the value. */
export function checkShape(shape: Shape, value: unknown, path: string, context: CheckContext): Diagnostic[] {
  const gate = checkGates(shape, path, context.version);
  if (hasErrors(gate)) return gate;
  return [...gate, ...checkForm(shape, value, path, context)];
}

function checkForm(shape: Shape, value: unknown, path: string, context: CheckContext): Diagnostic[] {
  const { hints = {} } = context;
  const check: CheckInner = (inner, item, at) => checkShape(inner, item, at, context);
  switch (shape.kind) {
    case "text":
      if (typeof value !== "string") return [wrongType(shape, value, path)];
      if (context.jinja === true && holdsJinja(value)) return [...checkJinja(value, path), ...checkText(value, path)];
      return shape.rule === undefined || keeps(value, shape.rule)
        ? checkText(value, path)
        : [wrongType(shape, value, path, "bad-value")];
    case "whole number":
      if (typeof value !== "number" || !Number.isSafeInteger(value)) return [wrongType(shape, value, path)];
      return value < (shape.min ?? value) || value > (shape.max ?? value)
        ? [wrongType(shape, value, path, "bad-value")]
        : [];
    case "flag":
      return typeof value === "boolean" ? [] : [wrongType(shape, value, path)];
    case "one of":
      if (shape.values.some((allowed) => allowed === value)) return [];
      return [
        wrongType(
          shape,
          value,
          path,
          shape.values.some((allowed) => typeof allowed === typeof value) ? "bad-value" : "wrong-type",
        ),
      ];
    case "list":
      return Array.isArray(value) ? checkList(shape, value, path, check) : [wrongType(shape, value, path)];
    case "map":
      return isMapping(value) ? checkMap(shape, value, path, check) : [wrongType(shape, value, path)];
    case "object":
      return isMapping(value) ? checkObject(shape, value, path, hints, check) : [wrongType(shape, value, path)];
    case "either":
      return checkEither(shape, value, path, context);
    case "value":
      return shape.is(value) ? [] : [wrongType(shape, value, path)];
    case "anything":
      return findUnprintable(value, path);
  }
}

function checkEither(
  shape: Shape & { kind: "either" },
  value: unknown,
  path: string,
  context: CheckContext,
): Diagnostic[] {
  let best: Diagnostic[] | undefined;
  for (const option of shape.options) {
    const diagnostics = checkShape(option, value, path, context);
    if (!hasErrors(diagnostics)) return diagnostics;
    const offTarget = checkForm(option, value, path, context).some(
      (found) => found.rule === "wrong-type" && found.path === path,
    );
    if (!offTarget && (best === undefined || diagnostics.length < best.length)) best = diagnostics;
  }
  return best ?? [wrongType(shape, value, path)];
}

function isMapping(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Uint8Array);
}
