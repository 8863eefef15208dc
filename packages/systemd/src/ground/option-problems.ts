import { describeShape } from "./describe-shape.ts";
import type { Diagnostic } from "./diagnostic.ts";
import { nearest } from "./nearest.ts";
import type { Shape } from "./shape.ts";
import { textOf } from "./text-of.ts";

type ObjectShape = Shape & { readonly kind: "object" };

/**
 * Every way in which the options of a function are not what it takes: names that it does not know, with the
 * nearest that it does, what is missing, and values of another type. A text is repeated only where it had to
 * be one of some words or to keep a rule: any other may be a secret. What is undefined counts as absent.
 *
 * @example
 * ```ts
 * import { flag, object, optionProblems } from "@drydock/systemd/ground";
 *
 * const shape = object<{ readonly color?: boolean }>({ color: flag });
 * console.log(optionProblems(shape, { colour: true })[0]?.remedy); // Did you mean "color"? There is color.
 * ```
 */
export function optionProblems(shape: Shape, options: unknown): Diagnostic[] {
  return problemsOf(shape, options, "$");
}

function problemsOf(shape: Shape, value: unknown, path: string): Diagnostic[] {
  switch (shape.kind) {
    case "text":
      return typeof value === "string" && isKept(shape, value) ? [] : [wrong(shape, value, path)];
    case "whole number": {
      const { min = -Infinity, max = Infinity } = shape;
      return Number.isSafeInteger(value) && Number(value) >= min && Number(value) <= max
        ? []
        : [wrong(shape, value, path)];
    }
    case "flag":
      return typeof value === "boolean" ? [] : [wrong(shape, value, path)];
    case "one of":
      return shape.values.some((allowed) => allowed === value) ? [] : [wrong(shape, value, path)];
    case "value":
      return shape.is(value) ? [] : [wrong(shape, value, path)];
    case "anything":
      return [];
    case "list":
      if (!Array.isArray(value) || value.length < shape.min || value.length > shape.max)
        return [wrong(shape, value, path)];
      return Array.from(value).flatMap((item, at) => problemsOf(shape.item, item, `${path}.${at}`));
    case "map":
      if (!isMapping(value)) return [wrong(shape, value, path)];
      return Object.entries(value).flatMap(([key, item]) =>
        item === undefined
          ? []
          : [...keyProblems(shape, key, path), ...problemsOf(shape.value, item, `${path}.${key}`)],
      );
    case "object":
      return isMapping(value) ? fieldProblems(shape, value, path) : [wrong(shape, value, path)];
    case "either":
      return leastOf(shape, value, path);
  }
}

function isKept({ rule }: Shape & { readonly kind: "text" }, text: string): boolean {
  return rule === undefined || (rule.pattern.test(text) && rule.also?.(text) !== false);
}

function keyProblems({ keys }: Shape & { readonly kind: "map" }, key: string, path: string): Diagnostic[] {
  if (keys === undefined || isKept({ kind: "text", rule: keys }, key)) return [];
  const message = `there is no ${JSON.stringify(key)}`;
  return [
    { severity: "error", path: `${path}.${key}`, message, remedy: `Write ${keys.says}.`, rule: "option-unknown" },
  ];
}

function fieldProblems({ fields }: ObjectShape, value: Readonly<Record<string, unknown>>, path: string): Diagnostic[] {
  const unknown = Object.keys(value).filter((name) => !Object.hasOwn(fields, name));
  return [
    ...unknown.map((name) => unknownOption(name, Object.keys(fields), path)),
    ...Object.entries(fields).flatMap(([name, field]): Diagnostic[] => {
      const at = `${path}.${name}`;
      const given = value[name];
      if (given !== undefined) return problemsOf(field, given, at);
      return field.required === true ? [missing(field, at)] : [];
    }),
  ];
}

function unknownOption(name: string, known: readonly string[], path: string): Diagnostic {
  const likely = nearest(name, known);
  const all = `There ${known.length === 1 ? "is" : "are"} ${known.join(", ")}.`;
  return {
    severity: "error",
    path: `${path}.${name}`,
    message: `there is no option ${JSON.stringify(name)}`,
    remedy: likely === undefined ? all : `Did you mean ${JSON.stringify(likely)}? ${all}`,
    rule: "option-unknown",
  };
}

function missing(shape: Shape, path: string): Diagnostic {
  return {
    severity: "error",
    path,
    message: "nothing is given",
    remedy: `Give ${expectedOf(shape)}.`,
    rule: "option-missing",
  };
}

function wrong(shape: Shape, value: unknown, path: string): Diagnostic {
  if (value === undefined) return missing(shape, path);
  const words = shape.kind === "one of" ? shape.values.filter((word) => typeof word === "string") : [];
  const likely = typeof value === "string" ? nearest(value, words) : undefined;
  return {
    severity: "error",
    path,
    message: `${given(value, words.length > 0 || shape.kind === "text")} is not ${expectedOf(shape)}`,
    remedy: likely === undefined ? `Give ${expectedOf(shape)}.` : `Did you mean ${JSON.stringify(likely)}?`,
    rule: "option-type",
  };
}

/** What is expected, with the names of options that there are where it is an object of them. */
function expectedOf(shape: Shape): string {
  if (shape.kind !== "object") return describeShape(shape);
  const names = Object.entries(shape.fields).map(([name, { required }]) => `${name}${required === true ? "" : "?"}`);
  return `an object { ${names.join(", ")} }`;
}

function given(value: unknown, isShown: boolean): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "a list";
  if (typeof value === "string") return isShown ? JSON.stringify(value.slice(0, 40)) : "this text";
  if (typeof value === "object") return "this object";
  return typeof value === "function" ? "a function" : textOf(value);
}

/**
 * Of several shapes, what is wrong by the one that comes nearest: none is where only the value itself is
 * wrong.
 */
function leastOf(shape: Shape & { readonly kind: "either" }, value: unknown, path: string): Diagnostic[] {
  let least: Diagnostic[] | undefined;
  for (const option of shape.options) {
    const found = problemsOf(option, value, path);
    if (found.length === 0) return [];
    const isOff = found.some((one) => one.path === path);
    if (!isOff && (least === undefined || found.length < least.length)) least = found;
  }
  return least ?? [wrong(shape, value, path)];
}

function isMapping(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !(Symbol.iterator in value);
}
