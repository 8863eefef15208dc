import type { Diagnostic } from "../ground/diagnostic.ts";

/**
 * What was wrong with the settings, and what is wrong with the unit that the sound ones make: each place
 * once. While settings are missing, the rules about the unit as a whole say nothing, because what they miss
 * may be among them.
 */
export function allProblems(settings: readonly Diagnostic[], unit: readonly Diagnostic[]): readonly Diagnostic[] {
  const errors = unit.filter(({ severity }) => severity === "error");
  if (settings.length === 0) return errors;
  const reported = new Set(settings.map(({ path }) => path));
  return [...settings, ...errors.filter(({ path }) => path !== "$" && !reported.has(path))];
}
