/** One thing wrong, or worth a look, in what a person wrote. */
export interface Diagnostic {
  readonly severity: "error" | "warning";
  /** Where: `fleet.etcd.addresses.1`, `fleet.pools.public.size`. */
  readonly path: string;
  /** The rule that was broken, with the value that broke it. */
  readonly message: string;
  /** What to do about it. */
  readonly remedy: string;
  /** Stable name of the rule. */
  readonly rule: string;
}

/** Diagnostics as text for a terminal: one paragraph each, the remedy below the problem. */
export function formatDiagnostics(diagnostics: readonly Diagnostic[]): string {
  return diagnostics
    .map(({ severity, path, message, remedy, rule }) => `${severity} at ${path}: ${message} [${rule}]\n  ${remedy}`)
    .join("\n");
}
