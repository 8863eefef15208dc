import { type Diagnostic, DrydockError, printDiagnostics } from "@drydock/systemd/ground";

/**
 * A value that is no Ignition config at all: of an unknown spec, or with values of the wrong type.
 * `diagnostics` has every one of them.
 */
export class IgnitionConfigError extends DrydockError<"no-ignition-config"> {
  static override readonly type: string = "IgnitionConfigError";

  constructor(what: string, diagnostics: readonly Diagnostic[]) {
    super("no-ignition-config", `${what} is not an Ignition config:\n${printDiagnostics(diagnostics)}`, {
      diagnostics,
    });
  }
}
