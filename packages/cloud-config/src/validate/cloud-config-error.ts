import { type Diagnostic, DrydockError, printDiagnostics } from "@drydock/systemd/ground";

/**
 * A config that cannot be rendered. `diagnostics` holds everything that was found, warnings included; the
 * message lists the errors.
 */
export class CloudConfigError extends DrydockError<"invalid-cloud-config"> {
  static override readonly type: string = "CloudConfigError";

  constructor(diagnostics: readonly Diagnostic[]) {
    const errors = diagnostics.filter(({ severity }) => severity === "error");
    const count = errors.length === 1 ? "1 error" : `${errors.length} errors`;
    super("invalid-cloud-config", `${count} in the config:\n${printDiagnostics(errors)}`, { diagnostics });
  }
}
