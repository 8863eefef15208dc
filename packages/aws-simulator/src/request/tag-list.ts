/** A tag as AWS's requests and answers write it. */
export interface WrittenTag {
  readonly Key?: string | undefined;
  readonly Value?: string | undefined;
}

/** Writes tags in the order of their keys. */
export function writeTags(tags: ReadonlyMap<string, string>): { Key: string; Value: string }[] {
  return [...tags].toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)).map(([Key, Value]) => ({ Key, Value }));
}

/** The first key that occurs twice in a list of tags. */
export function repeatedKey(tags: readonly WrittenTag[] | undefined): string | undefined {
  return (tags ?? [])
    .map(({ Key }) => Key)
    .find((key, index, keys) => key !== undefined && keys.indexOf(key) !== index);
}
