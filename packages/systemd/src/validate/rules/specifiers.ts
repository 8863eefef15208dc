import { finding, mostFindings, type CheckedUnit } from "../assignment.ts";
import type { Diagnostic } from "../../ground/diagnostic.ts";
import { kindOfDirective } from "../../directive/directive.ts";
import type { ValueKind } from "../../value/value-kinds.ts";
import { findStrayPercent } from "../../value/specifier.ts";

const expanded: ReadonlySet<ValueKind> = new Set<ValueKind>([
  "text",
  "exec",
  "path",
  "paths",
  "unit",
  "units",
  "environment",
  "name",
]);

/** A `%` that begins no specifier: interpolated text that was not escaped. */
export function checkSpecifiers(unit: CheckedUnit): readonly Diagnostic[] {
  const diagnostics: Diagnostic[] = [];
  for (const assignment of unit.assignments) {
    if (diagnostics.length >= mostFindings) break;
    const { section, key, value } = assignment;
    const kind = kindOfDirective(section, key);
    if (kind === undefined || !expanded.has(kind) || !value.includes("%")) continue;
    const stray = findStrayPercent(value, section);
    if (stray === undefined) continue;
    const message = `${key}= holds ${JSON.stringify(stray.text)} at offset ${stray.offset}, which is no specifier${section === "Install" ? " in [Install]" : ""}`;
    const remedy = "Write %% for a percent sign.";
    diagnostics.push(finding("warning", "stray-percent", { message, remedy }, assignment));
  }
  return diagnostics;
}
