import type { Problem } from "../text/problem.ts";
import { kindOf, type ValueKind } from "./value-kinds.ts";

/** What is wrong with a text by its kind, in systemd's own syntax. An empty one, a reset, is always fine. */
export function problemOfValue(kind: ValueKind, value: string, key: string): Problem | undefined {
  return value === "" ? undefined : kindOf(kind).check?.(value, key);
}
