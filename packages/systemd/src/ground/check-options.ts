import { OptionError } from "./option-error.ts";
import { optionProblems } from "./option-problems.ts";
import type { Shape } from "./shape.ts";

/**
 * Refuses options that a function does not take, before it does anything: every function with options begins
 * with it, so that all of them answer alike. `where` is the function's name.
 *
 * @throws {OptionError} `invalid-option`, with everything that is wrong.
 *
 * @example
 * ```ts
 * import { checkOptions, flag, object } from "@drydock/systemd/ground";
 *
 * checkOptions("print", object<{ readonly color?: boolean }>({ color: flag }), { color: true });
 * ```
 */
export function checkOptions(where: string, shape: Shape, options: unknown): void {
  const problems = optionProblems(shape, options);
  if (problems.length > 0) throw new OptionError(where, problems);
}
