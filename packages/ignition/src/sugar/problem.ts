import type { Diagnostic } from "@drydock/systemd/ground";

/**
 * An error in what a builder was given: where (`$.label`; `$` for the whole), what is wrong, and what to do
 * about it.
 */
export function problem(path: string, message: string, remedy: string): Diagnostic {
  return { severity: "error", path, message, remedy };
}
