import { describeDiagnostic, type Diagnostic } from "./diagnostic.ts";

/** A unit, drop-in, quadlet or value that cannot be built or printed; `diagnostics` holds every problem found, not the first one. */
export class UnitError extends Error {
  override readonly name = "UnitError";
  readonly diagnostics: readonly Diagnostic[];

  constructor(what: string, diagnostics: readonly Diagnostic[]) {
    const errors = diagnostics.filter((diagnostic) => diagnostic.severity === "error");
    const count = errors.length === 1 ? "1 problem" : `${errors.length} problems`;
    super([`${what}: ${count}`, ...errors.map((error) => `  ${describeDiagnostic(error)}`)].join("\n"));
    this.diagnostics = diagnostics;
  }
}
