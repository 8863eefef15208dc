import { finding, mostFindings, type CheckedUnit } from "../assignment.ts";
import { quoteForMessage } from "../../text/character.ts";
import type { Diagnostic } from "../../ground/diagnostic.ts";
import { nearest } from "../../ground/nearest.ts";
import { fleetKey, fleetMetadata, illegalPlacement, xFleet } from "../../fleet/x-fleet.ts";

/**
 * The [X-Fleet] section: keys that fleet would refuse, metadata that it would drop, and placements that
 * contradict themselves.
 */
export function checkFleetSection(unit: CheckedUnit): readonly Diagnostic[] {
  const settings = unit.assignments.filter(({ section }) => section === "X-Fleet");
  const section = unit.sections.find(({ name }) => name === "X-Fleet");
  if (section === undefined) return [];
  const place = { path: "$.X-Fleet", ...(section.at === undefined ? {} : { at: section.at }) };
  const diagnostics: Diagnostic[] = [];
  for (const assignment of settings) {
    if (diagnostics.length >= mostFindings) break;
    const { key, value } = assignment;
    const known = fleetKey(key);
    if (known === undefined) {
      const near = nearest(key, ["MachineID", "MachineOf", "MachineMetadata", "Conflicts", "Replaces", "Global"]);
      const problem = {
        message: `unrecognized requirement in [X-Fleet] section: ${quoteForMessage(key)}`,
        ...(near !== undefined && { remedy: `Did you mean ${near}=?` }),
      };
      diagnostics.push(finding("error", "fleet-key", problem, assignment));
      continue;
    }
    if (known.deprecated) {
      const problem = { message: `${key}= is deprecated`, remedy: `Use ${known.key}=.` };
      diagnostics.push(finding("warning", "fleet-deprecated", problem, assignment));
    }
    if (known.key !== "MachineMetadata") continue;
    for (const { text, pair } of fleetMetadata(value)) {
      if (pair !== undefined) continue;
      const message = `MachineMetadata= holds ${quoteForMessage(text)}, which is no key=value: fleet drops it and runs the unit anywhere`;
      diagnostics.push(finding("error", "fleet-metadata", { message }, assignment));
    }
  }
  const placement = xFleet({
    name: unit.name,
    sections: [{ name: "X-Fleet", entries: settings }],
  });
  const illegal = placement === undefined ? undefined : illegalPlacement(placement);
  if (illegal !== undefined) diagnostics.push(finding("error", "fleet-placement", { message: illegal }, place));
  if (unit.sections.some(({ name }) => name === "Install")) {
    const message = "fleet enables a unit that has [Install], and then cannot track its state";
    diagnostics.push(finding("warning", "fleet-install", { message, remedy: "Leave [Install] out." }, place));
  }
  return diagnostics;
}
