import { finding, mostFindings, type CheckedUnit } from "../assignment.ts";
import { quoteForMessage } from "../../text/character.ts";
import type { Diagnostic } from "../../ground/diagnostic.ts";
import { nearest } from "../../ground/nearest.ts";
import { fleetKey, fleetMetadata, illegalPlacement, xFleet } from "../../fleet/x-fleet.ts";

/** The [X-Fleet] section: keys that fleet would refuse, metadata that it would drop, and placements that contradict themselves. */
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
      const remedy = near === undefined ? "" : `; did you mean ${near}=?`;
      diagnostics.push(
        finding(
          "error",
          "fleet-key",
          `unrecognized requirement in [X-Fleet] section: ${quoteForMessage(key)}${remedy}`,
          assignment,
        ),
      );
      continue;
    }
    if (known.deprecated)
      diagnostics.push(finding("warning", "fleet-deprecated", `${key}= is deprecated: use ${known.key}=`, assignment));
    if (known.key !== "MachineMetadata") continue;
    for (const { text, pair } of fleetMetadata(value)) {
      if (pair === undefined) {
        diagnostics.push(
          finding(
            "error",
            "fleet-metadata",
            `MachineMetadata= holds ${quoteForMessage(text)}, which is no key=value: fleet drops it and runs the unit anywhere`,
            assignment,
          ),
        );
      }
    }
  }
  const placement = xFleet({
    name: unit.name,
    sections: [{ name: "X-Fleet", entries: settings }],
  });
  const illegal = placement === undefined ? undefined : illegalPlacement(placement);
  if (illegal !== undefined) diagnostics.push(finding("error", "fleet-placement", illegal, place));
  if (unit.sections.some(({ name }) => name === "Install")) {
    diagnostics.push(
      finding(
        "warning",
        "fleet-install",
        "fleet enables a unit that has [Install], and then cannot track its state: leave [Install] out",
        place,
      ),
    );
  }
  return diagnostics;
}
