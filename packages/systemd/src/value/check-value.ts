import type { Problem } from "../text/problem.ts";

/**
 * What is wrong with a value in systemd's own syntax, as what follows `Key=: "value"` in a sentence;
 * undefined where nothing is, or only systemd can tell. The key matters to a few kinds.
 */
export type CheckValue = (value: string, key: string) => Problem | undefined;
