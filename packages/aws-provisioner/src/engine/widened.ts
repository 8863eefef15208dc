import type { Change } from "./diff.ts";
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

/** Whether an update brings anything, and which sets lose something that they can do without. */
export function gainsAndLosses(
  kind: Pick<AnyKind, "widens">,
  changes: readonly Change[],
): { readonly gains: boolean; readonly lost: readonly string[] } {
  const keys = setsOf(kind);
  const brings = ({ field, before, after }: Change) => {
    const keyOf = keys.get(field);
    return keyOf === undefined || letGo(keyOf, itemsOf(after), itemsOf(before)).length > 0;
  };
  const lost = changes.filter(({ field, before, after }) => {
    const keyOf = keys.get(field);
    return keyOf !== undefined && letGo(keyOf, itemsOf(before), itemsOf(after)).length > 0;
  });
  return { gains: changes.some(brings), lost: lost.map(({ field }) => field) };
}

/** Whether an update only takes away, so that nobody waits for it but what it frees. */
export function onlyNarrows(kind: Pick<AnyKind, "widens">, changes: readonly Change[]): boolean {
  const { gains, lost } = gainsAndLosses(kind, changes);
  return !gains && lost.length > 0;
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
