import type { Blueprint } from "./blueprint.ts";
import type { Diagnostic } from "./diagnostic.ts";

/** Everything that is wrong with a blueprint, all at once. Never throws. */
export function diagnose(_blueprint: Blueprint): Diagnostic[] {
  return [];
}
