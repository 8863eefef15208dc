import { checkUnit } from "./check-unit.ts";
import type { Diagnostic } from "./diagnostic.ts";
import { problemOfDropinName } from "./dropin.ts";
import { parseUnit } from "./parse-unit.ts";
import { nameDiagnostics } from "./unit.ts";
import type { Dropin, Unit } from "./unit-file.ts";

/** What to validate a unit against. */
export interface ValidateOptions {
  /** The file name of a unit that is given as text; without it, rules that depend on the type are left out. */
  readonly name?: string;
}

/** Every problem of a unit, drop-in or unit text, in the order of the file; empty when there is none. Never throws. */
export function validateUnit(unit: Unit | Dropin | string | Uint8Array, options: ValidateOptions = {}): readonly Diagnostic[] {
  if (typeof unit === "string" || unit instanceof Uint8Array) {
    const name = options.name ?? "";
    const parsed = parseUnit(unit, { name });
    const go = parseUnit(unit, { name, dialect: "go-systemd" });
    const named = options.name === undefined ? [] : nameDiagnostics(name, "$.name");
    return [...named, ...parsed.diagnostics, ...go.diagnostics, ...checkUnit(parsed.unit)];
  }
  const diagnostics: Diagnostic[] = [];
  if ("of" in unit) {
    diagnostics.push(...nameDiagnostics(unit.of, "$.of"));
    const bad = problemOfDropinName(unit.name);
    if (bad !== undefined) diagnostics.push({ severity: "error", path: "$.name", message: bad, rule: "dropin-name" });
  } else diagnostics.push(...nameDiagnostics(unit.name, "$.name"));
  return [...diagnostics, ...checkUnit(unit)];
}
