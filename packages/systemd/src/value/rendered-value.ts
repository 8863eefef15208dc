import { quoteForMessage } from "../text/character.ts";
import { isExec } from "../exec/exec.ts";

/**
 * The lines that a value becomes (one assignment each), or what is wrong with it. `at` is the index of a bad
 * list item.
 */
export type RenderedValue =
  | { readonly values: readonly string[] }
  | { readonly problems: readonly { readonly at?: number; readonly message: string }[] };

/** A value as a message shows it. */
export function shown(value: unknown): string {
  if (typeof value === "string") return quoteForMessage(value);
  if (value === null || typeof value === "number" || typeof value === "boolean" || value === undefined)
    return String(value);
  return Array.isArray(value) ? "a list" : isExec(value) ? "exec(…)" : `a value of type ${typeof value}`;
}
