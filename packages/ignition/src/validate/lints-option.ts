import { either, flag, map, oneOf, type Shape } from "@drydock/systemd/ground";
import type { LintChoice } from "./find-lints.ts";
import { lints } from "./lints/lints.ts";

/** Which lints run, as options take it: those of configs, and `others`. */
export function lintsOption(others: readonly string[] = []): Shape<LintChoice> {
  const names: readonly string[] = [...Object.keys(lints), ...others];
  const keys = {
    pattern: /^[a-z]/u,
    says: `one of ${names.join(", ")}, or unit/ and a rule of units`,
    also: (name: string) => name.startsWith("unit/") || names.includes(name),
  };
  return either(oneOf(false), map(flag, { keys }));
}
