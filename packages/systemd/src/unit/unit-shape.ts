import type { Diagnostic } from "../ground/diagnostic.ts";

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

/** Reads an own field; what a prototype holds does not count. */
function field(value: object, name: string): unknown {
  return Object.hasOwn(value, name) ? Reflect.get(value, name) : undefined;
}

/**
 * Where a value differs from the shape of a unit or drop-in, for callers whom no compiler checked; empty when
 * it is one. `named` says whether it needs a name.
 */
export function problemsOfShape(unit: unknown, named = true): readonly Diagnostic[] {
  const problems: Diagnostic[] = [];
  const problem = (path: string, message: string): void => {
    if (problems.length < 100) problems.push({ severity: "error", path, message, rule: "shape" });
  };
  if (!isObject(unit))
    return [
      {
        severity: "error",
        path: "$",
        message: "a unit is an object { name, sections }, or text",
        rule: "shape",
      },
    ];
  const name = field(unit, "name");
  const of = field(unit, "of");
  if (typeof name !== "string" && (named || name !== undefined)) problem("$.name", "the name is a string");
  if (of !== undefined && typeof of !== "string") problem("$.of", "the unit that a drop-in adds to is a string");
  const sections = field(unit, "sections");
  if (!Array.isArray(sections)) {
    problem("$.sections", "sections is a list of { name, entries }");
    return problems;
  }
  for (const [at, section] of (sections as readonly unknown[]).entries()) {
    const entries = isObject(section) ? field(section, "entries") : undefined;
    if (!isObject(section) || typeof field(section, "name") !== "string" || !Array.isArray(entries)) {
      problem(`$.sections.${at}`, "a section is { name, entries }, a string and a list");
      continue;
    }
    for (const [index, entry] of (entries as readonly unknown[]).entries()) {
      if (!isObject(entry) || typeof field(entry, "key") !== "string" || typeof field(entry, "value") !== "string") {
        problem(`$.sections.${at}.entries.${index}`, "an entry is { key, value }, both strings");
      }
    }
  }
  return problems;
}
