import * as z from "zod/mini";
import { difference, patched } from "./difference.ts";

/** An entry of a list that is said by what differs from an earlier one. */
interface Like {
  /** The place of the earlier one. */
  readonly like: number;
  readonly but: unknown;
}

const likeForm = z.strictObject({ like: z.int(), but: z.unknown() });

/** The entries of a list, each whole or by what differs from the last before it of its kind. */
export function compactEntries(entries: readonly unknown[], kindOf: (entry: unknown) => string): unknown[] {
  const last = new Map<string, number>();
  return entries.map((entry, place) => {
    const kind = kindOf(entry);
    const like = last.get(kind);
    last.set(kind, place);
    const told = like === undefined ? "untold" : difference(entries[like], entry);
    // What could be taken for such an entry is not told as it is.
    const isAmbiguous = likeForm.safeParse(entry).success;
    if (told === "untold" || like === undefined) return isAmbiguous ? { like: -1, but: entry } : entry;
    const short: Like = { like, but: told === "none" ? {} : told.patch };
    return isAmbiguous || JSON.stringify(short).length < JSON.stringify(entry).length ? short : entry;
  });
}

/**
 * The entries as they were.
 *
 * @throws {RangeError} For one that is like none before it.
 */
export function expandEntries(compact: readonly unknown[]): unknown[] {
  const entries: unknown[] = [];
  for (const [place, entry] of compact.entries()) {
    const { data } = likeForm.safeParse(entry);
    if (data === undefined) entries.push(entry);
    else if (data.like === -1) entries.push(data.but);
    else if (data.like >= 0 && data.like < place) entries.push(patched(entries[data.like], data.but));
    else throw new RangeError(`${place}: it is like no entry before it`);
  }
  return entries;
}
