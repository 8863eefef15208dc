import * as z from "zod/mini";
import { difference, patched } from "./difference.ts";
import type { Spend } from "./expansion.ts";

/** An entry of a list that is said by what differs from an earlier one. */
interface Like {
  /** How many places before it the other stands. Absent for the one right before. */
  readonly like?: number;
  readonly but: unknown;
}

const likeForm: z.ZodMiniType<Like> = z.strictObject({ like: z.exactOptional(z.int()), but: z.unknown() });

/** With how many entries of its kind one is compared: the last ones. Things are dealt over three zones. */
const mostCompared = 3;

/** The entries of a list, each whole or by what differs from one before it of its kind. */
export function compactEntries(entries: readonly unknown[], kindOf: (entry: unknown) => string): unknown[] {
  const last = new Map<string, readonly number[]>();
  return entries.map((entry, place) => {
    const kind = kindOf(entry);
    const compared = last.get(kind) ?? [];
    last.set(kind, [place, ...compared].slice(0, mostCompared));
    const alike = compared.flatMap((other) => likeOf(entry, entries[other], place - other));
    // What could be taken for one that is said so is told to be none.
    const whole = likeForm.safeParse(entry).success ? { like: 0, but: entry } : entry;
    return [...alike, whole].reduce((one, other) => (sizeOf(other) < sizeOf(one) ? other : one));
  });
}

function likeOf(entry: unknown, other: unknown, before: number): Like[] {
  const told = difference(other, entry);
  if (told === "untold") return [];
  return [{ ...(before !== 1 && { like: before }), but: told === "none" ? {} : told.patch }];
}

function sizeOf(entry: unknown): number {
  return JSON.stringify(entry).length;
}

/**
 * The entries as they were.
 *
 * @param spend Is told of each field that is written for what differs.
 * @throws {RangeError} For one that is like none before it.
 */
export function expandEntries(compact: readonly unknown[], spend: Spend): unknown[] {
  const entries: unknown[] = [];
  for (const [place, entry] of compact.entries()) {
    const { data } = likeForm.safeParse(entry);
    const before = data?.like ?? 1;
    if (data === undefined) entries.push(entry);
    else if (before === 0) entries.push(data.but);
    else if (before > 0 && before <= place) entries.push(patched(entries[place - before], data.but, spend));
    else throw new RangeError(`${place}: it is like no entry before it`);
  }
  return entries;
}
