import { layOut, type CheckedUnit } from "./assignment.ts";
import type { Diagnostic } from "../ground/diagnostic.ts";
import type { SectionPositions } from "../parse/parsed-unit.ts";
import { tryPrintUnit } from "../print/print-unit.ts";
import { checkInstall } from "./rules/install.ts";
import { checkOrdering } from "./rules/ordering.ts";
import { checkPlaceNames } from "./rules/place-names.ts";
import { checkSectionsAndKeys } from "./rules/sections-and-keys.ts";
import { checkService } from "./rules/service.ts";
import { checkSpecifiers } from "./rules/specifiers.ts";
import { checkTriggers } from "./rules/triggers.ts";
import { checkValues } from "./rules/values.ts";
import { checkFleetSection } from "./rules/x-fleet.ts";
import type { Dropin, Unit } from "../unit/unit-file.ts";
import { partsOfUnitName } from "../escape/unit-name.ts";

const rules: readonly ((unit: CheckedUnit) => readonly Diagnostic[])[] = [
  checkValues,
  checkSpecifiers,
  checkService,
  checkTriggers,
  checkPlaceNames,
  checkOrdering,
  checkInstall,
  checkFleetSection,
];

/**
 * Every problem of a unit or drop-in whose form is sound, in the order of its lines; what concerns the whole
 * unit comes last.
 */
export function checkUnit(
  unit: Unit | Dropin,
  positions?: readonly SectionPositions[],
  systemd?: number,
): readonly Diagnostic[] {
  const type = partsOfUnitName("of" in unit ? unit.of : unit.name)?.type ?? "";
  const laidOut = layOut(unit, type, positions);
  const diagnostics = [
    ...checkSectionsAndKeys(laidOut, systemd),
    ...rules.flatMap((rule) => rule(laidOut)),
    ...tryPrintUnit(unit).diagnostics,
  ];
  if (diagnostics.length < 2) return diagnostics;
  const order = new Map<string, number>(laidOut.assignments.map(({ path }, at) => [path, at]));
  const rank = ({ path }: Diagnostic): number => order.get(path) ?? (path === "$" ? laidOut.assignments.length : -1);
  return diagnostics.sort((a, b) => rank(a) - rank(b));
}
