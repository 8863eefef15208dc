import { finding, mostFindings, type Assignment, type CheckedUnit } from "../assignment.ts";
import type { Diagnostic } from "../../ground/diagnostic.ts";
import {
  directiveSince,
  kindOfDirective,
  problemOfKey,
  sectionNames,
  type KeyProblem,
} from "../../directive/directive.ts";
import { nearest } from "../../ground/nearest.ts";
import { sectionsOfType } from "../../unit/sections.ts";
import type { Problem } from "../../text/problem.ts";
import { wordSince } from "../../value/word-since.ts";

/**
 * Sections and keys that systemd would ignore: unknown, obsolete, in the wrong place, or newer than the
 * release in use.
 */
export function checkSectionsAndKeys(unit: CheckedUnit, systemd: number | undefined): readonly Diagnostic[] {
  const diagnostics: Diagnostic[] = [];
  const allowed = unit.type === "" ? sectionNames : sectionsOfType(unit.type);
  for (const { name, at } of unit.sections) {
    if (allowed.includes(name) || name.startsWith("X-")) continue;
    if (diagnostics.length >= mostFindings) break;
    const near = nearest(name, allowed);
    const remedy =
      near === undefined
        ? `It has ${allowed.map((one) => `[${one}]`).join(", ")}, and X-… for other programs.`
        : `Did you mean [${near}]?`;
    const message = `systemd ignores the section [${name}] of ${unit.type === "" ? "a unit" : `a .${unit.type} unit`}`;
    const place = { path: `$.${name}`, ...(at === undefined ? {} : { at }) };
    diagnostics.push(finding("warning", "section", { message, remedy }, place));
  }
  for (const assignment of unit.assignments) {
    const { section, key } = assignment;
    if (!allowed.includes(section)) continue;
    if (diagnostics.length >= mostFindings) break;
    const problem = problemOfKey(section, key);
    if (problem !== undefined) diagnostics.push(finding("warning", problem.rule, ignored(problem), assignment));
    if (/^ManagedOOM(Swap|MemoryPressure)$/.test(key) && /^(Socket|Mount|Swap)$/.test(section)) {
      const message = `${key}= is not supported for this unit type: only services and slices have it`;
      diagnostics.push(finding("warning", "unsupported-key", { message }, assignment));
    }
    const newer = systemd === undefined ? undefined : findNewer(assignment, systemd);
    if (newer !== undefined) diagnostics.push(newer);
  }
  return diagnostics;
}

/** An unknown key is no error to systemd: it says so in the log and goes on. */
function ignored(problem: KeyProblem): Problem {
  return problem.rule === "unknown-key" ? { ...problem, message: `${problem.message}: systemd ignores it` } : problem;
}

/** A key or a word that came with a later release than the one in use. */
function findNewer(assignment: Assignment, systemd: number): Diagnostic | undefined {
  const { section, key, value } = assignment;
  const since = directiveSince(section, key);
  if (since !== undefined && since > systemd) {
    const message = `${key}= came with systemd ${since}; systemd ${systemd} ignores it`;
    return finding("error", "newer-key", { message }, assignment);
  }
  const kind = kindOfDirective(section, key);
  const word = kind === undefined ? undefined : wordSince(kind, value);
  if (word === undefined || word <= systemd) return undefined;
  const message = `${key}=${value} came with systemd ${word}; systemd ${systemd} does not know it`;
  return finding("error", "newer-value", { message }, assignment);
}
