import type { AwsError } from "../aws-error.ts";

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

/** A service's words for tags that it does not take. */
export interface TagRefusals {
  readonly repeated: (key: string) => AwsError;
  readonly reserved: () => AwsError;
  readonly tooMany: () => AwsError;
}

/**
 * Adds tags to a resource's own, all or none: refuses a key that occurs twice, one that begins with `aws:` in
 * any case, and more than 50 on one resource.
 */
export function addTags(
  tags: Map<string, string>,
  added: readonly WrittenTag[] = [],
  { repeated, reserved, tooMany }: TagRefusals,
): void {
  const twice = repeatedKey(added);
  if (twice !== undefined) throw repeated(twice);
  if (added.some(({ Key }) => Key?.toLowerCase().startsWith("aws:"))) throw reserved();
  if (new Set([...tags.keys(), ...added.map(({ Key }) => Key)]).size > 50) throw tooMany();
  for (const { Key = "", Value = "" } of added) tags.set(Key, Value);
}
