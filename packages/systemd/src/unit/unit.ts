import { shown } from "../ground/shown.ts";
import { allProblems } from "./all-problems.ts";
import { assembleSections, systemdVocabulary } from "./assemble-sections.ts";
import type { Diagnostic } from "../ground/diagnostic.ts";
import { sectionsOfType, type SectionsOf } from "./sections.ts";
import { UnitError } from "./unit-error.ts";
import type { Unit } from "./unit-file.ts";
import { partsOfUnitName, validateUnitName } from "../escape/unit-name.ts";
import { checkUnit } from "../validate/check-unit.ts";

/** The name's own problems as diagnostics at `path`. */
export function nameDiagnostics(name: unknown, path: string): readonly Diagnostic[] {
  if (typeof name !== "string")
    return [{ severity: "error", path, message: "the unit name is a string", rule: "unit-name" }];
  return validateUnitName(name).map((found) => ({ ...found, path }));
}

/**
 * A unit from typed settings: sections and settings keep the order in which they are given, a list repeats or
 * joins as the setting requires, `""` in a list resets it. The name's suffix decides which sections there
 * are.
 * @throws {UnitError} with every problem: a bad name, an unknown section or key (with the nearest name), a
 * value of the wrong form, a line break or control character, and whatever `validateUnit` calls an error.
 *
 * @example
 * ```ts
 * import { exec, printUnit, unit } from "@drydock/systemd";
 *
 * const hello = unit("hello.service", { Service: { ExecStart: exec("/usr/bin/echo", "100% yes") } });
 * console.log(printUnit(hello).split("\n")[1]); // ExecStart=/usr/bin/echo "100%% yes"
 * ```
 */
export function unit<const Name extends string>(name: Name, sections: SectionsOf<Name>): Unit {
  const parts = typeof name === "string" ? partsOfUnitName(name) : undefined;
  const assembled = assembleSections(
    sections,
    systemdVocabulary(parts === undefined ? undefined : sectionsOfType(parts.type)),
  );
  const built: Unit = { name, sections: assembled.sections };
  const diagnostics = [...nameDiagnostics(name, "$.name"), ...assembled.diagnostics];
  const problems = allProblems(diagnostics, typeof name === "string" ? checkUnit(built) : []);
  if (problems.length > 0) throw new UnitError(`unit ${shown(name)}`, problems);
  return built;
}
