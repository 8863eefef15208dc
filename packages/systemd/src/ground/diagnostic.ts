/** How much a diagnostic matters: an `error` stops what was asked for, a `warning` and an `info` do not. */
export type Severity = "error" | "warning" | "info";

/** One thing that is wrong, or worth a look, in what a person wrote: what, where, and what to do about it. */
export interface Diagnostic {
  readonly severity: Severity;
  /**
   * Where, from the root down: `fleet.pools.public.size`, `$.storage.files.0.path`, `$.Service.ExecStart.1`;
   * `$` for the whole.
   */
  readonly path: string;
  /** The rule that was broken, with the value that broke it. */
  readonly message: string;
  /** What to do about it; absent where the standard that was broken says no more than its message. */
  readonly remedy?: string;
  /** Stable name of the rule, by which it can be looked up and, where it is a lint, turned off. */
  readonly rule?: string;
  /** Line in the text that was read, from 1; absent where there is no text or the place is unknown. */
  readonly line?: number;
  /**
   * Column in that line, from 1, in the unit of the reader that found it: bytes in Ignition's, UTF-16 units
   * in the others.
   */
  readonly column?: number;
}

/**
 * Whether any of the diagnostics stops what was asked for.
 *
 * @example
 * ```ts
 * import { hasErrors, validateUnit } from "@drydock/systemd";
 *
 * console.log(hasErrors(validateUnit("[Service]\nUser=a\n", { name: "a.service" }))); // true
 * ```
 */
export function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some(({ severity }) => severity === "error");
}

/**
 * Diagnostics as text for a terminal, each on a line of its own with its remedy below it.
 *
 * @example
 * ```ts
 * import { printDiagnostics } from "@drydock/systemd";
 *
 * const place = { path: "$.Service.Type", line: 4, column: 6 };
 * const report = printDiagnostics([{ severity: "error", ...place, message: '"x" is no type', rule: "value" }]);
 * console.log(report); // error at $.Service.Type, line 4 col 6: "x" is no type [value]
 * ```
 */
export function printDiagnostics(diagnostics: readonly Diagnostic[]): string {
  return diagnostics.map(printDiagnostic).join("\n");
}

/**
 * One diagnostic as text; see {@link printDiagnostics}.
 *
 * @example
 * ```ts
 * import { printDiagnostic } from "@drydock/systemd";
 *
 * console.log(printDiagnostic({ severity: "warning", path: "$.Unit", message: "odd", rule: "x" })); // warning at $.Unit: odd [x]
 * ```
 */
export function printDiagnostic({ severity, path, message, remedy, rule, line, column }: Diagnostic): string {
  const position = line === undefined ? [] : [`line ${line}${column === undefined ? "" : ` col ${column}`}`];
  const places = [...(path === "$" ? [] : [inOneLine(path)]), ...position];
  const at = places.length === 0 ? "" : ` at ${places.join(", ")}`;
  const problem = `${severity}${at}: ${message}${rule === undefined ? "" : ` [${rule}]`}`;
  return remedy === undefined ? problem : `${problem}\n  ${remedy}`;
}

/** Without characters that a terminal acts on: a name that somebody wrote may stand in a path. */
function inOneLine(path: string): string {
  return path.replaceAll(/\p{Cc}/gu, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`);
}
