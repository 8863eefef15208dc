/** One problem in a unit: what is wrong, where, and how bad. `line` and `column` are 1-based; a column counts UTF-16 units. */
export interface Diagnostic {
  readonly severity: "error" | "warning" | "info";
  /** Where in the unit: `$.name`, `$.Service.Restart`, `$.Service.ExecStart.1` (the second of a repeated key), or `$`. */
  readonly path: string;
  readonly message: string;
  readonly rule?: string;
  readonly line?: number;
  readonly column?: number;
}

/** One line for a diagnostic: `error at $.Service.Type, line 4 col 6: …`. */
export function describeDiagnostic(diagnostic: Diagnostic): string {
  const { severity, path, message, rule, line, column } = diagnostic;
  const place = line === undefined ? "" : `, line ${line}${column === undefined ? "" : ` col ${column}`}`;
  return `${severity} at ${path}${place}: ${message}${rule === undefined ? "" : ` [${rule}]`}`;
}
