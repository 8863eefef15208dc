export { unit } from "./unit.ts";
export { dropin } from "./dropin.ts";
export { exec, isExec, quoteExec, type Argument, type Exec, type ExecOptions } from "./exec.ts";
export { literal, raw, type Raw } from "./raw.ts";

export { printUnit } from "./print-unit.ts";
export { parseUnit, type ParsedUnit, type ParseOptions } from "./parse-unit.ts";
export type { Position, SectionPositions } from "./parsed-unit.ts";
export { validateUnit, type ValidateOptions } from "./validate-unit.ts";
export { describeDiagnostic, type Diagnostic } from "./diagnostic.ts";
export { UnitError } from "./unit-error.ts";

export { effectiveValuesOf, valuesOf, type Dropin, type Unit, type UnitEntry, type UnitSection } from "./unit-file.ts";
export type { AnySections, ExtensionSettings, SectionsByType, SectionsOf, Settings } from "./sections.ts";
export type { SettingValue, ValueByKind, ValueKind } from "./setting-value.ts";

export { escapeName, unescapeName } from "./escape-name.ts";
export { escapePath, unescapePath } from "./escape-path.ts";
export { instantiate, partsOfUnitName, problemsOfUnitName, unitTypes, type UnitNameParts, type UnitType } from "./unit-name.ts";
export { splitWords, type SplitWords, type Word } from "./quote-word.ts";
export { parseTimeSpan } from "./time-span.ts";
