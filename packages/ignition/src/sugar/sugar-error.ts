import { type Diagnostic, DrydockError, printDiagnostics } from "@drydock/systemd/ground";

/**
 * Bad input to a function that builds part of a config. The message names the function; `diagnostics` has
 * every problem, its path counted from the function's options.
 */
export class SugarError extends DrydockError<"bad-part"> {
  static override readonly type: string = "SugarError";

  constructor(where: string, diagnostics: readonly Diagnostic[]) {
    const count = diagnostics.length === 1 ? "" : `${diagnostics.length} problems:\n`;
    super("bad-part", `${where}: ${count}${printDiagnostics(diagnostics)}`, { diagnostics });
  }
}
