import { type Diagnostic, printDiagnostics } from "./diagnostic.ts";
import { DrydockError } from "./drydock-error.ts";

/**
 * Options of a function that are not what it takes, as only a caller without types can give them, or with a
 * value that no type can refuse. The message names the function; `diagnostics` has every problem with the
 * place in the options, from `$` down. Nothing was done.
 *
 * @example
 * ```ts
 * import { exec, OptionError } from "@drydock/systemd";
 *
 * const options = { ignoreFailures: true } as object;
 * try {
 *   exec(options, "/bin/true");
 * } catch (error) {
 *   if (!(error instanceof OptionError)) throw error;
 *   console.log(error.diagnostics[0]?.path); // $.ignoreFailures
 *   console.log(error.diagnostics[0]?.remedy?.slice(0, 30)); // Did you mean "ignoreFailure"?
 * }
 * ```
 */
export class OptionError extends DrydockError<"invalid-option"> {
  static override readonly type: string = "OptionError";

  constructor(where: string, diagnostics: readonly Diagnostic[]) {
    const count = diagnostics.length === 1 ? "" : `${diagnostics.length} problems:\n`;
    super("invalid-option", `${where}: ${count}${printDiagnostics(diagnostics)}`, { diagnostics });
  }
}
