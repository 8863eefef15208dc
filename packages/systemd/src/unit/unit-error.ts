import { type Diagnostic, printDiagnostics } from "../ground/diagnostic.ts";
import { DrydockError } from "../ground/drydock-error.ts";

/**
 * A unit, drop-in, quadlet or value that cannot be built or printed. `diagnostics` holds every problem found,
 * not the first one; the message lists those that are errors.
 */
export class UnitError extends DrydockError<"invalid-unit"> {
  static override readonly type: string = "UnitError";

  constructor(what: string, diagnostics: readonly Diagnostic[]) {
    const errors = diagnostics.filter(({ severity }) => severity === "error");
    const count = errors.length === 1 ? "1 problem" : `${errors.length} problems`;
    const list = printDiagnostics(errors).replaceAll(/^/gm, "  ");
    super("invalid-unit", `${what}: ${count}\n${list}`, { diagnostics });
  }
}
