import { type Diagnostic, nearest } from "@drydock/systemd/ground";
import { compareVersions } from "../target/compare-versions.ts";
import { checkJinja, holdsJinja } from "../render/jinja.ts";
import { describeShape, describeValue } from "./describe-shape.ts";
import { findUnprintable, halfSurrogate } from "./find-unprintable.ts";
import type { Shape, TextRule } from "./shape.ts";

/** What the checker must know beside shape and value. */
export interface CheckContext {
  /** cloud-init version to judge fields by; without one, no field is too new or too old. */
  readonly version?: string;
  /** Strings are jinja templates: a string rule cannot judge what an expression yields. */
  readonly jinja?: boolean;
  /** Names that mean something in the world but not here, with what to do instead. */
  readonly hints?: Readonly<Record<string, string>>;
}

/** Every way in which a value departs from a shape, in the order of the value. */
export function checkShape(shape: Shape, value: unknown, path: string, context: CheckContext): Diagnostic[] {
  const gate = checkGates(shape, path, context);
  if (gate.some((problem) => problem.severity === "error")) return gate;
  return [...gate, ...checkForm(shape, value, path, context)];
}

function checkGates(shape: Shape, path: string, { version }: CheckContext): Diagnostic[] {
  if (version === undefined) return [];
  if (shape.since !== undefined && compareVersions(version, shape.since) < 0) {
    const message = `cloud-init ${version} does not know this; it came with ${shape.since}`;
    return [
      {
        severity: "error",
        path,
        message,
        remedy: "Leave it out, or choose a newer target.",
        rule: "newer-than-target",
      },
    ];
  }
  if (shape.until !== undefined && compareVersions(version, shape.until) >= 0) {
    const message = `cloud-init ${version} no longer takes this; it went with ${shape.until}`;
    return [{ severity: "error", path, message, remedy: "Leave it out.", rule: "older-than-target" }];
  }
  if (shape.deprecated !== undefined && compareVersions(version, shape.deprecated.since) >= 0) {
    const message = `deprecated since cloud-init ${shape.deprecated.since}`;
    return [{ severity: "warning", path, message, remedy: `Use ${shape.deprecated.use}.`, rule: "deprecated" }];
  }
  return [];
}

function checkForm(shape: Shape, value: unknown, path: string, context: CheckContext): Diagnostic[] {
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
    case "boolean":
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
      return Array.isArray(value) ? checkList(shape, value, path, context) : [wrongType(shape, value, path)];
    case "map":
      return isMapping(value) ? checkMap(shape, value, path, context) : [wrongType(shape, value, path)];
    case "object":
      return isMapping(value) ? checkObject(shape, value, path, context) : [wrongType(shape, value, path)];
    case "either":
      return checkEither(shape, value, path, context);
    case "anything":
      return findUnprintable(value, path);
  }
}

function checkText(value: string, path: string): Diagnostic[] {
  if (!halfSurrogate.test(value)) return [];
  const remedy = "Remove the unpaired surrogate; for binary content use base64.";
  return [
    {
      severity: "error",
      path,
      message: "the string holds half of a surrogate pair, which UTF-8 cannot carry",
      remedy,
      rule: "not-unicode",
    },
  ];
}

function checkList(
  shape: Shape & { kind: "list" },
  value: readonly unknown[],
  path: string,
  context: CheckContext,
): Diagnostic[] {
  const diagnostics: Diagnostic[] = [];
  if (value.length < shape.min || value.length > shape.max) {
    const bounds =
      shape.min === shape.max
        ? `exactly ${shape.min}`
        : shape.max === Number.POSITIVE_INFINITY
          ? `at least ${shape.min}`
          : `${shape.min} to ${shape.max}`;
    const remedy = value.length < shape.min ? "Add items, or leave the key out." : "Remove the surplus items.";
    diagnostics.push({
      severity: "error",
      path,
      message: `expected ${bounds} items, got ${value.length}`,
      remedy,
      rule: "list-length",
    });
  }
  const seen = new Set<unknown>();
  for (const [index, item] of Array.from(value).entries()) {
    const at = `${path}.${index}`;
    diagnostics.push(...checkShape(shape.item, item, at, context));
    if (shape.unique && seen.has(item)) {
      diagnostics.push({
        severity: "error",
        path: at,
        message: `${describeValue(item)} stands twice`,
        remedy: "Remove one.",
        rule: "list-duplicate",
      });
    }
    seen.add(item);
  }
  return diagnostics;
}

function checkMap(
  shape: Shape & { kind: "map" },
  value: Readonly<Record<string, unknown>>,
  path: string,
  context: CheckContext,
): Diagnostic[] {
  const inner = Object.entries(value).flatMap(([key, item]) => {
    const at = `${path}.${key}`;
    if (item === undefined) return [];
    const diagnostics = checkText(key, at);
    if (shape.keys !== undefined && !keeps(key, shape.keys)) {
      const message = `the key ${JSON.stringify(key)} is not ${shape.keys.says}`;
      diagnostics.push({ severity: "error", path: at, message, remedy: `Write ${shape.keys.says}.`, rule: "bad-key" });
    }
    return [...diagnostics, ...checkShape(shape.value, item, at, context)];
  });
  return [...checkSize(shape.min, value, path), ...inner];
}

function checkSize(min: number, value: Readonly<Record<string, unknown>>, path: string): Diagnostic[] {
  if (Object.values(value).filter((item) => item !== undefined).length >= min) return [];
  return [
    {
      severity: "error",
      path,
      message: "the mapping is empty",
      remedy: "Fill it, or leave the key out.",
      rule: "empty-mapping",
    },
  ];
}

function keeps(text: string, rule: TextRule): boolean {
  return rule.pattern.test(text) && (rule.also === undefined || rule.also(text));
}

function checkObject(
  shape: Shape & { kind: "object" },
  value: Readonly<Record<string, unknown>>,
  path: string,
  context: CheckContext,
): Diagnostic[] {
  const diagnostics = checkSize(shape.min, value, path);
  const entries = Object.entries(value);
  const crowded = entries.length > 500;
  for (const [key, item] of entries) {
    const field = Object.hasOwn(shape.fields, key) ? shape.fields[key] : undefined;
    if (field === undefined) diagnostics.push(unknownKey(shape, key, path, context, crowded));
    else if (item !== undefined) diagnostics.push(...checkShape(field, item, `${path}.${key}`, context));
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

function unknownKey(
  shape: Shape & { kind: "object" },
  key: string,
  path: string,
  context: CheckContext,
  crowded: boolean,
): Diagnostic {
  const hint = context.hints !== undefined && Object.hasOwn(context.hints, key) ? context.hints[key] : undefined;
  const near = crowded ? undefined : nearest(key, Object.keys(shape.fields));
  const known = Object.keys(shape.fields);
  const list = known.length <= 12 ? known.join(", ") : `${known.slice(0, 12).join(", ")}, …`;
  const remedy = hint ?? (near === undefined ? `Remove it; known here: ${list}.` : `Did you mean ${near}?`);
  const shown = key.length > 60 ? `${key.slice(0, 60)}…` : key;
  return {
    severity: "error",
    path: `${path}.${shown}`,
    message: `unknown key ${JSON.stringify(shown)}`,
    remedy,
    rule: "unknown-key",
  };
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
    if (!diagnostics.some((problem) => problem.severity === "error")) return diagnostics;
    const offTarget = checkForm(option, value, path, context).some(
      (problem) => problem.rule === "wrong-type" && problem.path === path,
    );
    if (!offTarget && (best === undefined || diagnostics.length < best.length)) best = diagnostics;
  }
  return best ?? [wrongType(shape, value, path)];
}

function wrongType(
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

function isMapping(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Uint8Array);
}
