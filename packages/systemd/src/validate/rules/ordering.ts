import { finding, mostFindings, type CheckedUnit } from "../assignment.ts";
import type { Diagnostic } from "../../ground/diagnostic.ts";

const requirements = new Set(["Wants", "Requires", "Requisite", "BindsTo", "Upholds", "PartOf"]);

/**
 * Units that are ordered after but never pulled in: `After=network-online.target` alone waits for nothing.
 */
export function checkOrdering(unit: CheckedUnit): readonly Diagnostic[] {
  const inUnit = unit.assignments.filter(({ section }) => section === "Unit");
  const pulled = new Set(inUnit.filter(({ key }) => requirements.has(key)).flatMap(({ value }) => value.split(/\s+/)));
  const diagnostics: Diagnostic[] = [];
  for (const assignment of inUnit) {
    if (assignment.key !== "After") continue;
    if (diagnostics.length >= mostFindings) break;
    for (const name of assignment.value.split(/\s+/)) {
      if (name === "" || pulled.has(name)) continue;
      pulled.add(name);
      if (name === "network-online.target") {
        const message = "After=network-online.target orders but pulls nothing in, so it may wait for nothing";
        const remedy = "Add Wants=network-online.target.";
        diagnostics.push(finding("warning", "ordering-only", { message, remedy }, assignment));
      } else if (!/\.(target|slice|device|mount)$/.test(name)) {
        const message = `After=${name} orders only: this unit starts even when ${name} is never started`;
        const remedy = `Add Wants=${name} or Requires=${name} where this unit needs it.`;
        diagnostics.push(finding("info", "ordering-only", { message, remedy }, assignment));
      }
    }
  }
  return diagnostics;
}
