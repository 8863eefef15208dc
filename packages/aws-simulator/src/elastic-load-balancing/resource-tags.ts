import { validationError } from "../request/modelled-error.ts";
import { repeatedKey, type WrittenTag } from "../request/tag-list.ts";
import { balancingError } from "./errors.ts";

/** The tags of a new resource; refuses what {@link addResourceTags} refuses. */
export function resourceTags(given: readonly WrittenTag[] | undefined): Map<string, string> {
  const tags = new Map<string, string>();
  addResourceTags(tags, given);
  return tags;
}

/** Adds tags; refuses a repeated key, the reserved prefix, and more than 50. */
export function addResourceTags(tags: Map<string, string>, added: readonly WrittenTag[] | undefined): void {
  const twice = repeatedKey(added);
  if (twice !== undefined) throw balancingError("DuplicateTagKeys", `Tag key '${twice}' was specified more than once`);
  if ((added ?? []).some(({ Key }) => Key?.startsWith("aws:"))) {
    throw validationError("Tag keys cannot begin with the reserved prefix 'aws:'");
  }
  if (new Set([...tags.keys(), ...(added ?? []).map(({ Key }) => Key)]).size > 50) {
    throw balancingError("TooManyTags", "The maximum number of tags per resource is '50'");
  }
  for (const { Key = "", Value = "" } of added ?? []) tags.set(Key, Value);
}
