/** How much an entry matters: an error stops the boot, a warning does not. */
export type Severity = "error" | "warning" | "info";

/** One finding about a config: what is wrong and where. */
export interface ReportEntry {
  readonly severity: Severity;
  /** `$.storage.files.0.path`; `$` for the document as a whole. */
  readonly path: string;
  readonly message: string;
  /** The lint's name, by which it can be turned off; absent on the findings that Ignition itself has. */
  readonly rule?: string;
  /** 1-based line of the document; absent when there is no text or the place is unknown. */
  readonly line?: number;
  /** 1-based column, counted in bytes as Ignition does. */
  readonly column?: number;
}

/** The steps from the root to a place in a config: field names and list indexes. */
export type Path = readonly (string | number)[];

/** The path as Ignition prints it: `$.storage.files.0.path`. */
export function formatPath(path: Path): string {
  return path.length === 0 ? "$" : `$.${path.join(".")}`;
}

/** Every finding about a config, in Ignition's own order, lints last. */
export interface Report {
  readonly entries: readonly ReportEntry[];
}

/** Whether the report holds an error, that is: whether Ignition would refuse the config. */
export function hasErrors(report: Report): boolean {
  return report.entries.some((entry) => entry.severity === "error");
}

/** The report as text, one entry a line, in the words of `ignition-validate`. */
export function formatReport(report: Report): string {
  return report.entries.map(formatEntry).join("\n");
}

function formatEntry({ severity, path, message, rule, line, column }: ReportEntry): string {
  const places = [...(path === "$" ? [] : [path]), ...(line === undefined ? [] : [`line ${line} col ${column ?? 0}`])];
  const at = places.length === 0 ? "" : ` at ${places.join(", ")}`;
  return `${severity}${at}: ${message}${rule === undefined ? "" : ` (${rule})`}`;
}
