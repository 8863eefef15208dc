import { finding, mostFindings, type CheckedUnit } from "../assignment.ts";
import { quoteForMessage } from "../../text/character.ts";
import type { Diagnostic } from "../../ground/diagnostic.ts";
import { kindOfDirective } from "../../directive/directive.ts";
import { problemOfValue } from "../../value/problem-of-value.ts";

/** Places that have a rule of their own, because the unit's name depends on them. */
const elsewhere = new Set(["Mount.Where", "Automount.Where", "Swap.What"]);

/** Values that systemd would reject and, in most cases, quietly ignore. */
export function checkValues(unit: CheckedUnit): readonly Diagnostic[] {
  const diagnostics: Diagnostic[] = [];
  for (const assignment of unit.assignments) {
    if (diagnostics.length >= mostFindings) break;
    const { section, key, value } = assignment;
    const kind = kindOfDirective(section, key);
    if (kind === undefined || elsewhere.has(`${section}.${key}`)) continue;
    const problem = problemOfValue(kind, value, key);
    if (problem === undefined) continue;
    const message = `${key}=: ${quoteForMessage(value)} ${problem.message}`;
    diagnostics.push(finding("error", "value", { ...problem, message }, assignment));
  }
  return diagnostics;
}
