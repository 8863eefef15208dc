import { finding, layOut, type Assignment } from "./assignment.ts";
import { list, object, text, whole, anything } from "../ground/build-shape.ts";
import { checkOptions } from "../ground/check-options.ts";
import type { Diagnostic } from "../ground/diagnostic.ts";
import type { Dropin, Unit } from "../unit/unit-file.ts";
import { instantiate, partsOfUnitName } from "../escape/unit-name.ts";
import { problemsOfShape } from "../unit/unit-shape.ts";
import { findCycle } from "./find-cycle.ts";
import { validateUnit, type ValidateOptions } from "./validate-unit.ts";

/** What else there is beside the units that are validated together. */
export interface ValidateSetOptions extends Omit<ValidateOptions, "name" | "of"> {
  /**
   * Units that the operating system provides. Without it, references and drop-ins are not checked for
   * existence.
   */
  readonly provided?: readonly string[];
}

const validateOptions = object<ValidateSetOptions>({ systemd: whole(), without: list(text), provided: list(text) });

/** A diagnostic that says which unit of the set it is about. */
export interface UnitDiagnostic extends Diagnostic {
  readonly unit: string;
}

const references = [
  "Requires",
  "Requisite",
  "Wants",
  "BindsTo",
  "Upholds",
  "PartOf",
  "After",
  "Before",
  "OnFailure",
  "OnSuccess",
  "Conflicts",
];

/** Names that systemd makes up by itself, from devices, mounts, slices and the boot. */
function isImplicit(name: string): boolean {
  return name.includes("%") || /\.(device|mount|automount|swap|slice|scope)$/.test(name);
}

function exists(name: string, known: ReadonlySet<string>): boolean {
  if (known.has(name) || isImplicit(name)) return true;
  const parts = partsOfUnitName(name);
  return parts?.instance !== undefined && known.has(instantiate(`${parts.prefix}@.${parts.type}`, "") ?? "");
}

function checkReferences(assignments: readonly Assignment[], known: ReadonlySet<string>): readonly Diagnostic[] {
  const diagnostics: Diagnostic[] = [];
  for (const assignment of assignments) {
    if (assignment.section !== "Unit" || !references.includes(assignment.key)) continue;
    for (const name of assignment.value.split(/\s+/)) {
      if (name === "" || exists(name, known)) continue;
      const message = `${assignment.key}=${name}, but there is no ${name} among these units nor in the operating system`;
      diagnostics.push(finding("warning", "missing-unit", { message }, assignment));
    }
  }
  return diagnostics;
}

/**
 * Validates units and drop-ins that go onto one machine together: each by itself as `validateUnit` does, then
 * names that are given twice, drop-ins of units that exist nowhere, references to units that exist nowhere,
 * and units that wait for each other in a circle. Never throws for a unit.
 *
 * @throws {OptionError} for options that there are not.
 *
 * @example
 * ```ts
 * import { exec, unit, validateUnits } from "@drydock/systemd";
 *
 * const app = unit("app.service", { Unit: { Requires: "db.service" }, Service: { ExecStart: exec("/bin/app") } });
 * const [found] = validateUnits([app], { provided: ["multi-user.target"] });
 * console.log(found?.unit, found?.rule); // app.service missing-unit
 * ```
 */
export function validateUnits(
  units: readonly (Unit | Dropin)[],
  options: ValidateSetOptions = {},
): readonly UnitDiagnostic[] {
  checkOptions("validateUnits", validateOptions, options);
  checkOptions("validateUnits", list(anything), units);
  const { provided, ...each } = options;
  const diagnostics: UnitDiagnostic[] = [];
  const known = new Set([
    ...(provided ?? []),
    ...units.filter((unit) => problemsOfShape(unit).length === 0 && !("of" in unit)).map(({ name }) => name),
  ]);
  const seen = new Set<string>();
  const edges = new Map<string, Set<string>>();
  const addEdge = (later: string, earlier: string): void => {
    edges.set(later, (edges.get(later) ?? new Set()).add(earlier));
  };
  for (const [at, unit] of units.entries()) {
    const misshapen = problemsOfShape(unit);
    if (misshapen.length > 0) {
      diagnostics.push(...misshapen.map((one) => ({ ...one, unit: String(at) })));
      continue;
    }
    const owner = "of" in unit ? unit.of : unit.name;
    const label = "of" in unit ? `${unit.of}.d/${unit.name}` : unit.name;
    const add = (found: readonly Diagnostic[]): void => {
      diagnostics.push(
        ...found
          .filter(({ rule }) => rule === undefined || !(options.without ?? []).includes(rule))
          .map((one) => ({ ...one, unit: label })),
      );
    };
    add(validateUnit(unit, each));
    if (seen.has(label)) {
      const message = `${label} is given more than once: one would overwrite the other`;
      add([finding("error", "duplicate-unit", { message }, { path: "$.name" })]);
    }
    seen.add(label);
    if (provided !== undefined && "of" in unit && !exists(owner, known)) {
      const message = `this drop-in adds to ${owner}, which is neither among these units nor in the operating system`;
      add([finding("warning", "missing-unit", { message }, { path: "$.of" })]);
    }
    const { assignments } = layOut(unit, "");
    if (provided !== undefined) add(checkReferences(assignments, known));
    for (const { section, key, value } of assignments) {
      if (section !== "Unit" || (key !== "After" && key !== "Before")) continue;
      for (const name of value.split(/\s+/).filter((one) => one !== ""))
        addEdge(...(key === "After" ? ([owner, name] as const) : ([name, owner] as const)));
    }
  }
  const cycle = findCycle(edges);
  if (cycle !== undefined && !(options.without ?? []).includes("ordering-cycle")) {
    const message = `these units wait for each other: ${cycle.join(" after ")}. systemd would drop one of them at boot`;
    diagnostics.push({ ...finding("error", "ordering-cycle", { message }), unit: cycle[0] ?? "" });
  }
  return diagnostics;
}
