import { finding, mostFindings, type CheckedUnit } from "../assignment.ts";
import type { Diagnostic } from "../../ground/diagnostic.ts";
import { directiveSince, kindOfDirective, problemOfKey, sectionNames } from "../../directive/directive.ts";
import { nearest } from "../../ground/nearest.ts";
import { sectionsOfType } from "../../unit/sections.ts";
import { wordSince } from "../../value/value-choices.ts";

/** Sections and keys that systemd would ignore: unknown, obsolete, in the wrong place, or newer than the release in use. */
export function checkSectionsAndKeys(unit: CheckedUnit, systemd: number | undefined): readonly Diagnostic[] {
  const diagnostics: Diagnostic[] = [];
  const allowed = unit.type === "" ? sectionNames : sectionsOfType(unit.type);
  for (const { name, at } of unit.sections) {
    if (allowed.includes(name) || name.startsWith("X-")) continue;
    if (diagnostics.length >= mostFindings) break;
    const near = nearest(name, allowed);
    const remedy =
      near === undefined
        ? `it has ${allowed.map((one) => `[${one}]`).join(", ")}, and X-… for other programs`
        : `did you mean [${near}]?`;
    diagnostics.push(
      finding(
        "warning",
        "section",
        `systemd ignores the section [${name}] of ${unit.type === "" ? "a unit" : `a .${unit.type} unit`}: ${remedy}`,
        {
          path: `$.${name}`,
          ...(at === undefined ? {} : { at }),
        },
      ),
    );
  }
  for (const assignment of unit.assignments) {
    const { section, key } = assignment;
    if (!allowed.includes(section)) continue;
    if (diagnostics.length >= mostFindings) break;
    const problem = problemOfKey(section, key);
    if (problem !== undefined)
      diagnostics.push(
        finding(
          "warning",
          problem.rule,
          problem.rule === "unknown-key" ? `${problem.message}; systemd ignores it` : problem.message,
          assignment,
        ),
      );
    if (/^ManagedOOM(Swap|MemoryPressure)$/.test(key) && /^(Socket|Mount|Swap)$/.test(section)) {
      diagnostics.push(
        finding(
          "warning",
          "unsupported-key",
          `${key}= is not supported for this unit type: only services and slices have it`,
          assignment,
        ),
      );
    }
    const since = directiveSince(section, key);
    const kind = kindOfDirective(section, key);
    const newWord = kind === undefined ? undefined : wordSince(kind, assignment.value);
    if (systemd === undefined) continue;
    if (since !== undefined && since > systemd) {
      diagnostics.push(
        finding("error", "newer-key", `${key}= came with systemd ${since}; systemd ${systemd} ignores it`, assignment),
      );
    } else if (newWord !== undefined && newWord > systemd) {
      diagnostics.push(
        finding(
          "error",
          "newer-value",
          `${key}=${assignment.value} came with systemd ${newWord}; systemd ${systemd} does not know it`,
          assignment,
        ),
      );
    }
  }
  return diagnostics;
}
