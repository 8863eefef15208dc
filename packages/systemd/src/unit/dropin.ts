import { allProblems } from "./all-problems.ts";
import { assembleSections, systemdVocabulary } from "./assemble-sections.ts";
import { quoteForMessage } from "../text/character.ts";
import { checkUnit } from "../validate/check-unit.ts";
import type { Diagnostic } from "../ground/diagnostic.ts";
import { sectionsOfType, type SectionsOf } from "./sections.ts";
import { nameDiagnostics } from "./unit.ts";
import { UnitError } from "./unit-error.ts";
import type { Dropin } from "./unit-file.ts";
import { partsOfUnitName } from "../escape/unit-name.ts";

/** What is wrong with the file name of a drop-in; undefined when it is fine. */
export function problemOfDropinName(name: string): string | undefined {
  if (!name.endsWith(".conf"))
    return `the name of a drop-in ends in .conf, ${quoteForMessage(name)} does not: systemd would not read it`;
  if (name === ".conf") return "nothing stands before .conf";
  if (name.startsWith(".")) return `${quoteForMessage(name)} starts with a dot: systemd skips hidden files`;
  if (name.length > 255) return `a file name has at most 255 characters, this one has ${name.length}`;
  return /^[A-Za-z0-9:_.@%+=~\\-]+$/.test(name)
    ? undefined
    : `${quoteForMessage(name)} is no plain file name: letters, digits and :_.@%+=~\\- only`;
}

/**
 * A drop-in, `<of>.d/<name>`, from typed settings. A list of the unit is added to; begin with `""` to replace it: `ExecStart: ["", exec(…)]`.
 * Throws `UnitError` as `unit` does, and for a name that does not end in `.conf`.
 */
export function dropin<const Of extends string>(of: Of, name: string, sections: SectionsOf<Of>): Dropin {
  const parts = typeof of === "string" ? partsOfUnitName(of) : undefined;
  const assembled = assembleSections(
    sections,
    systemdVocabulary(parts === undefined ? undefined : sectionsOfType(parts.type)),
  );
  const built: Dropin = { name, of, sections: assembled.sections };
  const bad = typeof name === "string" ? problemOfDropinName(name) : "the name of a drop-in is a string";
  const diagnostics: Diagnostic[] = [...nameDiagnostics(of, "$.of")];
  if (bad !== undefined) diagnostics.push({ severity: "error", path: "$.name", message: bad, rule: "dropin-name" });
  diagnostics.push(...assembled.diagnostics);
  const problems = allProblems(diagnostics, typeof name === "string" && typeof of === "string" ? checkUnit(built) : []);
  if (problems.length > 0) throw new UnitError(`drop-in ${JSON.stringify(name)} of ${JSON.stringify(of)}`, problems);
  return built;
}
