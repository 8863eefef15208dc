import { type Diagnostic, DrydockError, printDiagnostics } from "@drydock/systemd/ground";

/**
 * A config that the target would refuse or only half understand; `diagnostics` has what is wrong and where.
 */
export class RenderError extends DrydockError<"unfit-for-target"> {
  static override readonly type: string = "RenderError";

  constructor(target: string, diagnostics: readonly Diagnostic[]) {
    super("unfit-for-target", `the config is not fit for ${target}:\n${printDiagnostics(diagnostics)}`, {
      diagnostics,
    });
  }
}
