import { type Diagnostic, formatDiagnostics } from "./diagnostic.ts";

/** A blueprint that cannot be designed. Its message lists everything that is wrong, with the remedies. */
export class BlueprintError extends Error {
  override readonly name = "BlueprintError";
  /** Errors first, then warnings. */
  readonly diagnostics: readonly Diagnostic[];

  constructor(name: string, diagnostics: readonly Diagnostic[]) {
    const errors = diagnostics.filter(({ severity }) => severity === "error").length;
    super(
      `blueprint ${JSON.stringify(name)} has ${errors} ${errors === 1 ? "error" : "errors"}\n${formatDiagnostics(diagnostics)}`,
    );
    this.diagnostics = diagnostics;
  }
}
