import { kindOf, type ValueKind } from "./value-kinds.ts";

/**
 * The systemd release that introduced a word of a setting; undefined when it is as old as the table of
 * directives.
 */
export function wordSince(kind: ValueKind, word: string): number | undefined {
  const { since = {} } = kindOf(kind);
  return Object.hasOwn(since, word) ? since[word] : undefined;
}
