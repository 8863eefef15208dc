export { unit } from "./unit/unit.ts";
export { dropin } from "./unit/dropin.ts";
export { automount, mount, swap } from "./unit/place-unit.ts";
export { exec, isExec, quoteExec, type Argument, type Exec, type ExecOptions } from "./exec/exec.ts";
export { literal, raw, type Raw } from "./value/raw.ts";

export { printUnit } from "./print/print-unit.ts";
export { largestUnit, parseUnit, type ParsedUnit, type ParseOptions } from "./parse/parse-unit.ts";
export type { GoSystemdRelease } from "./parse/parse-go-systemd.ts";
export type { Position, SectionPositions } from "./parse/parsed-unit.ts";

export { validateUnit, type ValidateOptions } from "./validate/validate-unit.ts";
export { validateUnits, type UnitDiagnostic, type ValidateSetOptions } from "./validate/validate-units.ts";
export { hasErrors, printDiagnostic, printDiagnostics, type Diagnostic } from "./ground/diagnostic.ts";
export { DrydockError } from "./ground/drydock-error.ts";
export { OptionError } from "./ground/option-error.ts";
export { UnitError } from "./unit/unit-error.ts";

export { quadlet } from "./quadlet/quadlet.ts";
export { validateQuadlet } from "./quadlet/validate-quadlet.ts";
export { quadletService } from "./quadlet/quadlet-service.ts";
export { quadletTypeOf, quadletTypes, type QuadletType } from "./quadlet/quadlet-type.ts";
export type { QuadletSections } from "./quadlet/quadlet-sections.ts";
export { illegalPlacement, xFleet, type FleetPlacement } from "./fleet/x-fleet.ts";
export { matchGlob } from "./fleet/match-glob.ts";

export {
  effectiveValuesOf,
  valuesOf,
  type Dropin,
  type Unit,
  type UnitEntry,
  type UnitSection,
} from "./unit/unit-file.ts";
export type { AnySections, ExtensionSettings, SectionsByType, SectionsOf, Settings } from "./unit/sections.ts";
export type { SettingValue, ValueByKind, ValueKind } from "./value/value-kinds.ts";
export { directivesOfSystemd } from "./directive/directives.gen.ts";

export { escapeName, unescapeName } from "./escape/escape-name.ts";
export { escapePath, unescapePath } from "./escape/escape-path.ts";
export {
  instantiate,
  partsOfUnitName,
  unitTypes,
  validateUnitName,
  type UnitNameParts,
  type UnitType,
} from "./escape/unit-name.ts";
export { splitExec, type ExecCommand } from "./exec/exec-line.ts";
export { splitWords, type SplitWords, type Word } from "./exec/quote-word.ts";
export { parseTimeSpan } from "./value/time-span.ts";
