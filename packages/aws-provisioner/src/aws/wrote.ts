import type { EntryKeys } from "../engine/shared.ts";
import type { AnyTag, TagPair } from "./tags.ts";

/** Under which a resource's tags tell what Drydock wrote in a field that others share, by marks. */
const prefix = "drydock:wrote:";

/**
 * Marks in one tag: 60 of 4 characters fill 240. A tag's value has at most 256 characters (EC2 user guide,
 * "Tag your Amazon EC2 resources"; the other services have the same limit).
 */
const perTag = 60;
/** A tag of no marks: not every service takes an empty value. */
const none = "-";

/** Whether a tag of that key tells marks. */
export function tellsMarks(key: string): boolean {
  return key.startsWith(prefix);
}

/** The tags that tell marks, by field. A full tag is followed by another. */
export function markTags(marks: EntryKeys): TagPair[] {
  return Object.entries(marks).flatMap(([field, all]) => {
    const count = Math.floor(all.length / perTag) + 1;
    return Array.from({ length: count }, (_, at) => ({
      Key: keyOf(field, at),
      Value: all.slice(at * perTag, (at + 1) * perTag).join("") || none,
    }));
  });
}

/**
 * The marks that tags tell, by field; a field of which they tell nothing is absent. Undefined where they tell
 * none.
 */
export function readMarks(tags: readonly AnyTag[] = []): Record<string, readonly string[]> | undefined {
  const own = tags.filter(({ Key = "" }) => tellsMarks(Key));
  if (own.length === 0) return undefined;
  const values = new Map(own.map(({ Key = "", Value = "" }) => [Key, Value]));
  const fields = [...values.keys()].flatMap((key) =>
    /^\w+$/.test(key.slice(prefix.length)) ? key.slice(prefix.length) : [],
  );
  return Object.fromEntries(fields.map((field) => [field, marksOf(field, values)]));
}

function marksOf(field: string, values: ReadonlyMap<string, string>): string[] {
  const marks: string[] = [];
  for (let at = 0; ; at += 1) {
    const found = (values.get(keyOf(field, at)) ?? none).match(/[\w-]{4}/g) ?? [];
    marks.push(...found);
    // What follows a tag that is not full is left over from when there was more to tell.
    if (found.length < perTag) return marks;
  }
}

function keyOf(field: string, at: number): string {
  return at === 0 ? `${prefix}${field}` : `${prefix}${field}.${at + 1}`;
}
