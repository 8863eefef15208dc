export { unit } from "./unit.ts";
export { dropin } from "./dropin.ts";
export { automount, mount, swap } from "./place-unit.ts";
export { exec, isExec, quoteExec, type Argument, type Exec, type ExecOptions } from "./exec.ts";
export { literal, raw, type Raw } from "./raw.ts";

export { printUnit } from "./print-unit.ts";
export { largestUnit, parseUnit, type ParsedUnit, type ParseOptions } from "./parse-unit.ts";
export type { GoSystemdRelease } from "./parse-go-systemd.ts";
export type { Position, SectionPositions } from "./parsed-unit.ts";

export { validateUnit, type ValidateOptions } from "./validate-unit.ts";
export { validateUnits, type UnitDiagnostic, type ValidateSetOptions } from "./validate-units.ts";
export { hasErrors, printDiagnostic, printDiagnostics, type Diagnostic } from "./ground/diagnostic.ts";
export { DrydockError } from "./ground/drydock-error.ts";
export { UnitError } from "./unit-error.ts";

export {
  quadlet,
  quadletService,
  quadletTypeOf,
  quadletTypes,
  validateQuadlet,
  type QuadletSections,
  type QuadletType,
} from "./quadlet.ts";
export { illegalPlacement, xFleet, type FleetPlacement } from "./x-fleet.ts";
export { matchGlob } from "./match-glob.ts";

export { effectiveValuesOf, valuesOf, type Dropin, type Unit, type UnitEntry, type UnitSection } from "./unit-file.ts";
export type { AnySections, ExtensionSettings, SectionsByType, SectionsOf, Settings } from "./sections.ts";
export type { SettingValue, ValueByKind, ValueKind } from "./setting-value.ts";
export { directivesOfSystemd } from "./directives.gen.ts";

export { escapeName, unescapeName } from "./escape-name.ts";
export { escapePath, unescapePath } from "./escape-path.ts";
export {
  instantiate,
  partsOfUnitName,
  unitTypes,
  validateUnitName,
  type UnitNameParts,
  type UnitType,
} from "./unit-name.ts";
export { splitExec, type ExecCommand } from "./exec-line.ts";
export { splitWords, type SplitWords, type Word } from "./quote-word.ts";
export { parseTimeSpan } from "./time-span.ts";
