import { DrydockError, printDiagnostics, type Diagnostic, shown } from "@drydock/systemd/ground";

/**
 * A blueprint that cannot be designed. Its message lists everything that is wrong, with the remedies; errors
 * come first.
 */
export class BlueprintError extends DrydockError<"invalid-blueprint"> {
  static override readonly type: string = "BlueprintError";

  constructor(name: string, diagnostics: readonly Diagnostic[]) {
    const errors = diagnostics.filter(({ severity }) => severity === "error").length;
    const count = `${errors} ${errors === 1 ? "error" : "errors"}`;
    super("invalid-blueprint", `blueprint ${shown(name)} has ${count}\n${printDiagnostics(diagnostics)}`, {
      diagnostics,
    });
  }
}
