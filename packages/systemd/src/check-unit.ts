import type { Diagnostic } from "./diagnostic.ts";
import { problemOfKey, sectionNames } from "./directive.ts";
import { tryPrintUnit } from "./print-unit.ts";
import { sectionsOfType } from "./sections.ts";
import type { Dropin, Unit } from "./unit-file.ts";
import { partsOfUnitName } from "./unit-name.ts";

/** Every problem of a unit or drop-in whose form is sound: its sections, its keys, its values and how they go together. */
export function checkUnit(unit: Unit | Dropin): readonly Diagnostic[] {
  const diagnostics: Diagnostic[] = [];
  const owner = "of" in unit ? unit.of : unit.name;
  const type = partsOfUnitName(owner)?.type;
  const allowed = type === undefined ? sectionNames : sectionsOfType(type);
  for (const section of unit.sections) {
    if (!allowed.includes(section.name)) {
      if (!section.name.startsWith("X-")) {
        diagnostics.push({ severity: "warning", path: `$.${section.name}`, message: `systemd ignores the section [${section.name}] here`, rule: "section" });
      }
      continue;
    }
    for (const { key } of section.entries) {
      const problem = problemOfKey(section.name, key);
      if (problem !== undefined) diagnostics.push({ severity: "warning", path: `$.${section.name}.${key}`, ...problem });
    }
  }
  diagnostics.push(...tryPrintUnit(unit).diagnostics);
  return diagnostics;
}
