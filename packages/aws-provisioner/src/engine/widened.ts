import type { Change } from "./diff.ts";
import type { AnyKind, Widening } from "./kind.ts";

type KeyOf = (item: unknown) => string;

/** The sets of a kind by their fields. */
export function setsOf({ widens = {} }: Pick<AnyKind, "widens">): ReadonlyMap<string, Widening<unknown>> {
  return new Map(
    Object.entries(widens as Readonly<Record<string, KeyOf | Widening<unknown> | undefined>>).flatMap(([field, one]) =>
      one === undefined ? [] : [[field, typeof one === "function" ? listBy(one) : one]],
    ),
  );
}

/** A list; or what is true or false, as a set of one or of none. */
function listBy(keyOf: KeyOf): Widening<unknown> {
  const items = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : value === true ? [true] : []);
  return { keyOf, items, of: (all) => all };
}

/** The items of one set for which another has none of the same key. */
function letGo(keyOf: KeyOf, before: readonly unknown[], after: readonly unknown[]): unknown[] {
  const kept = new Set(after.map(keyOf));
  return before.filter((item) => !kept.has(keyOf(item)));
}

/** Whether an update brings anything, and which sets lose something that they can do without. */
export function gainsAndLosses(
  kind: Pick<AnyKind, "widens">,
  changes: readonly Change[],
): { readonly gains: boolean; readonly lost: readonly string[] } {
  const sets = setsOf(kind);
  const brings = ({ field, before, after }: Change) => {
    const set = sets.get(field);
    return set === undefined || letGo(set.keyOf, set.items(after), set.items(before)).length > 0;
  };
  const lost = changes.filter(({ field, before, after }) => {
    const set = sets.get(field);
    return set !== undefined && letGo(set.keyOf, set.items(before), set.items(after)).length > 0;
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
  const sets = [...setsOf(kind)].map(([field, { keyOf, items, of }]) => {
    const after = items(wanted[field]);
    const both = [...after, ...letGo(keyOf, items(current[field]), after)];
    return [field, typeof wanted[field] === "boolean" ? both.length > 0 : of(both)] as const;
  });
  return { ...wanted, ...Object.fromEntries(sets) };
}
