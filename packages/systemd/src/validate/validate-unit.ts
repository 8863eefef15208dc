import { finding } from "./assignment.ts";
import { list, object, text, whole } from "../ground/build-shape.ts";
import { checkOptions } from "../ground/check-options.ts";
import { checkUnit } from "./check-unit.ts";
import type { Diagnostic } from "../ground/diagnostic.ts";
import { problemOfDropinName } from "../unit/dropin-name.ts";
import { parseUnit } from "../parse/parse-unit.ts";
import { findReadingDifference } from "./reading-differences.ts";
import { nameDiagnostics } from "../unit/unit.ts";
import type { Dropin, Unit } from "../unit/unit-file.ts";
import { problemsOfShape } from "../unit/unit-shape.ts";
import { longestLine } from "../print/wrap-line.ts";

/** What to validate a unit against. */
export interface ValidateOptions {
  /**
   * The file name of a unit that is given as text; without it, rules that depend on the type are left out.
   */
  readonly name?: string;
  /** For the text of a drop-in: the unit that it adds to. */
  readonly of?: string;
  /**
   * The systemd release that will read the unit: directives that came later are errors. Default: none is too
   * new.
   */
  readonly systemd?: number;
  /** Names of rules to leave out. */
  readonly without?: readonly string[];
}

const validateOptions = object<ValidateOptions>({ name: text, of: text, systemd: whole(), without: list(text) });

/** Physical lines that go-systemd refuses, wherever its buffer happens to stand. */
function longLines(text: string): readonly Diagnostic[] {
  if (text.length * 3 <= longestLine) return [];
  const diagnostics: Diagnostic[] = [];
  for (const [index, line] of text.split(/\r\n|[\r\n]/).entries()) {
    if (line.length * 3 <= longestLine) continue;
    const bytes = Buffer.byteLength(line, "utf8");
    if (bytes <= longestLine) continue;
    const message = `the line has ${bytes} bytes: Ignition refuses lines of 2048 bytes and more`;
    const place = { path: "$", at: { line: index + 1, column: 1 } };
    diagnostics.push(finding("error", "line-length", { message, remedy: "Wrap it with a backslash." }, place));
  }
  return diagnostics;
}

function validateText(source: string | Uint8Array, options: ValidateOptions): readonly Diagnostic[] {
  const name = options.name ?? "";
  const parsed = parseUnit(source, { name });
  if (parsed.diagnostics.some(({ rule }) => rule === "size")) return parsed.diagnostics;
  const go = parseUnit(source, { name, dialect: "go-systemd" });
  const unit: Unit | Dropin = options.of === undefined ? parsed.unit : { ...parsed.unit, of: options.of };
  const long = longLines(typeof source === "string" ? source : Buffer.from(source).toString("utf8"));
  const difference = findReadingDifference(
    { ...parsed, sections: parsed.unit.sections },
    { ...go, sections: go.unit.sections },
  );
  return [
    ...(options.name === undefined ? [] : validateNames(unit)),
    ...parsed.diagnostics,
    ...go.diagnostics.filter(({ message }) => long.length === 0 || !message.startsWith("line too long")),
    ...long,
    ...(difference === undefined ? [] : [difference]),
    ...(parsed.unit.sections.length === 0 && parsed.diagnostics.length === 0
      ? [finding("warning", "section", { message: "there is no section: systemd finds nothing in this unit" })]
      : []),
    ...(parsed.unit.sections.length === 0
      ? []
      : checkUnit(unit, parsed.positions, options.systemd).filter(
          ({ rule }) => rule !== "line-length" && rule !== "printable",
        )),
  ];
}

function validateNames(unit: Unit | Dropin): readonly Diagnostic[] {
  if (typeof unit.name !== "string") return nameDiagnostics(unit.name, "$.name");
  if (!("of" in unit)) return nameDiagnostics(unit.name, "$.name");
  const bad = problemOfDropinName(unit.name);
  return [
    ...nameDiagnostics(unit.of, "$.of"),
    ...(bad === undefined ? [] : [finding("error", "dropin-name", bad, { path: "$.name" })]),
  ];
}

/**
 * Every problem of a unit, a drop-in or a unit's text: what either parser refuses or would read differently,
 * names, sections, keys and values that systemd would ignore, rules that it enforces at load, and lints
 * (`warning` and `info`), each with the name of its rule. Empty when there is none. Never throws for a unit.
 *
 * @throws {OptionError} for options that there are not.
 *
 * @example
 * ```ts
 * import { validateUnit } from "@drydock/systemd";
 *
 * const [found] = validateUnit("[Service]\nExecStart=/bin/true\nRestrat=no\n", { name: "a.service" });
 * console.log(found?.severity, found?.rule, found?.remedy); // warning unknown-key Did you mean Restart=?
 * ```
 */
export function validateUnit(
  unit: Unit | Dropin | string | Uint8Array,
  options: ValidateOptions = {},
): readonly Diagnostic[] {
  checkOptions("validateUnit", validateOptions, options);
  const misshapen = typeof unit === "string" || unit instanceof Uint8Array ? [] : problemsOfShape(unit);
  if (misshapen.length > 0) return misshapen;
  const found =
    typeof unit === "string" || unit instanceof Uint8Array
      ? validateText(unit, options)
      : [...validateNames(unit), ...checkUnit(unit, undefined, options.systemd)];
  const { without } = options;
  return without === undefined ? found : found.filter(({ rule }) => rule === undefined || !without.includes(rule));
}
