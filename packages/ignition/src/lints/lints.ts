import type { Lint } from "./lint.ts";
import { duplicateKey } from "./duplicate-key.ts";

/** Every lint by the name that its findings carry. */
export const lints = {
  "duplicate-key": duplicateKey,
} as const satisfies Readonly<Record<string, Lint>>;

/** The name of a lint, by which it can be turned off. */
export type LintName = keyof typeof lints;
