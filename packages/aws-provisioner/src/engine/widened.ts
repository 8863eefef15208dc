import type { AnyKind } from "./kind.ts";

type KeyOf = (item: unknown) => string;

/** The sets of a kind, each with what makes two of its items the same one. */
export function setsOf({ widens = {} }: Pick<AnyKind, "widens">): ReadonlyMap<string, KeyOf> {
  return new Map(Object.entries(widens) as [string, KeyOf][]);
}

/** A field that is a set, as its items. What is true or false is a set of one or of none. */
export function itemsOf(value: unknown): readonly unknown[] {
  if (value === true) return [true];
  return Array.isArray(value) ? value : [];
}

/** The items of one set for which another has none of the same key. */
export function letGo(keyOf: KeyOf, before: readonly unknown[], after: readonly unknown[]): unknown[] {
  const kept = new Set(after.map(keyOf));
  return before.filter((item) => !kept.has(keyOf(item)));
}

/** The wanted fields, with what the sets of the kind have and are to lose beside what they are to have. */
export function widened(
  kind: Pick<AnyKind, "widens">,
  current: Readonly<Record<string, unknown>>,
  wanted: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const sets = [...setsOf(kind)].map(([field, keyOf]) => {
    const after = itemsOf(wanted[field]);
    const both = [...after, ...letGo(keyOf, itemsOf(current[field]), after)];
    return [field, typeof wanted[field] === "boolean" ? both.length > 0 : both] as const;
  });
  return { ...wanted, ...Object.fromEntries(sets) };
}
