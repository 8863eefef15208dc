import { shown } from "../ground/shown.ts";
import { allProblems } from "./all-problems.ts";
import { assembleSections, systemdVocabulary } from "./assemble-sections.ts";
import { checkUnit } from "../validate/check-unit.ts";
import type { Diagnostic } from "../ground/diagnostic.ts";
import { sectionsOfType, type SectionsOf } from "./sections.ts";
import { nameDiagnostics } from "./unit.ts";
import { UnitError } from "./unit-error.ts";
import { problemOfDropinName } from "./dropin-name.ts";
import type { Dropin } from "./unit-file.ts";
import { partsOfUnitName } from "../escape/unit-name.ts";

/**
 * A drop-in, `<of>.d/<name>`, from typed settings. A list of the unit is added to; begin with `""` to replace
 * it: `ExecStart: ["", exec(…)]`.
 * @throws {UnitError} as `unit` does, and for a name that does not end in `.conf`.
 *
 * @example
 * ```ts
 * import { dropin, exec } from "@drydock/systemd";
 *
 * const other = dropin("etcd.service", "10-exec.conf", { Service: { ExecStart: ["", exec("/opt/etcd")] } });
 * console.log(other.of, other.name); // etcd.service 10-exec.conf
 * ```
 */
export function dropin<const Of extends string>(of: Of, name: string, sections: SectionsOf<Of>): Dropin {
  const parts = typeof of === "string" ? partsOfUnitName(of) : undefined;
  const assembled = assembleSections(
    sections,
    systemdVocabulary(parts === undefined ? undefined : sectionsOfType(parts.type)),
  );
  const built: Dropin = { name, of, sections: assembled.sections };
  const bad = typeof name === "string" ? problemOfDropinName(name) : { message: "the name of a drop-in is a string" };
  const diagnostics: Diagnostic[] = [...nameDiagnostics(of, "$.of")];
  if (bad !== undefined) diagnostics.push({ severity: "error", path: "$.name", ...bad, rule: "dropin-name" });
  diagnostics.push(...assembled.diagnostics);
  const problems = allProblems(diagnostics, typeof name === "string" && typeof of === "string" ? checkUnit(built) : []);
  if (problems.length > 0) throw new UnitError(`drop-in ${shown(name)} of ${shown(of)}`, problems);
  return built;
}
