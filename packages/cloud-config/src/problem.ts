/** One thing wrong, or worth a look, in a config: what, where, and what to do about it. */
export interface Problem {
  /** An `error` stops rendering; a `warning` and an `info` do not. */
  readonly severity: "error" | "warning" | "info";
  /** Where: `$.write_files.0.permissions`. */
  readonly path: string;
  readonly message: string;
  /** What to do about it. */
  readonly remedy: string;
  /** Stable name of the rule, the same for every problem of its kind. */
  readonly rule: string;
  /** 1-based line and column (in UTF-16 units), present when the config came from text. */
  readonly line?: number;
  readonly column?: number;
}

/** Whether any of the problems stops rendering. */
export function hasErrors(problems: readonly Problem[]): boolean {
  return problems.some((problem) => problem.severity === "error");
}
