import type { AnyKind, Cloud } from "./kind.ts";
import type { LedgerRecord } from "./ledger.ts";
import { keyOf, type ObservedResource } from "./observed.ts";
import type { Provider } from "./provider.ts";

/** Keys of what was deleted, with the clock time of it. */
export type Deletions = ReadonlyMap<string, number>;

/** The keys of what the run of a record was to delete. */
export function ownDeletions({ plan }: Pick<LedgerRecord, "plan">): readonly string[] {
  return plan.steps.flatMap(({ action, kind, target: id }) =>
    action === "delete" && id !== undefined ? [keyOf({ kind, id })] : [],
  );
}

/** What the runs before that of a record have deleted, as far as that tells of it. */
export function earlierDeletions({ at = -Infinity, deleted = {} }: Pick<LedgerRecord, "at" | "deleted">): Deletions {
  return new Map(Object.entries(deleted).map(([key, seconds]) => [key, at - seconds * 1000]));
}

interface Seen<C extends Cloud> {
  readonly observed: readonly ObservedResource[];
  readonly provider: Provider<C>;
  readonly now: number;
}

/**
 * What the record of the next run has to tell of deletions before it, by key, in seconds before it is
 * written: of what is not there, and listings may go on to show. Each record's plan tells only of its own
 * run.
 */
export function deletedBefore<C extends Cloud>(
  last: LedgerRecord | undefined,
  { observed, provider, now }: Seen<C>,
): NonNullable<LedgerRecord["deleted"]> {
  if (last === undefined) return {};
  const there = new Set(observed.map(keyOf));
  // When a run that was cut short has deleted something nobody knows.
  const at = last.state === "open" ? now : (last.at ?? -Infinity);
  const all = [...earlierDeletions(last), ...ownDeletions(last).map((key) => [key, at] as const)];
  return Object.fromEntries(
    all.flatMap(([key, when]): [string, number][] => {
      const seconds = Math.max(0, Math.floor((now - when) / 1000));
      const { worst } = provider.lagOf(key.slice(0, key.indexOf(" ")));
      return seconds < worst && !there.has(key) ? [[key, seconds]] : [];
    }),
  );
}

/**
 * The same without what the run has made under an id that was free again; of what has a name listings may go
 * on to show the one before, and it is asked for by that.
 */
export function withoutMade<C extends Cloud>(
  deleted: NonNullable<LedgerRecord["deleted"]>,
  live: ReadonlyMap<string, ObservedResource>,
  kindOf: (name: string) => Pick<AnyKind<C>, "seek">,
): Pick<LedgerRecord, "deleted"> {
  const made = new Set([...live.values()].flatMap((one) => (kindOf(one.kind).seek === undefined ? [keyOf(one)] : [])));
  const left = Object.entries(deleted).filter(([key]) => !made.has(key));
  return left.length === 0 ? {} : { deleted: Object.fromEntries(left) };
}
