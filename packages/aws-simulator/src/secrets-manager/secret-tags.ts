import { repeatedKey, type WrittenTag } from "../request/tag-list.ts";
import { invalidParameter } from "./errors.ts";

/** Adds tags to a secret; refuses a repeated key, the reserved prefix, and more than 50. */
export function addSecretTags(tags: Map<string, string>, added: readonly WrittenTag[] | undefined): void {
  if (repeatedKey(added) !== undefined) throw invalidParameter("You can't have duplicate tag keys in the request.");
  if ((added ?? []).some(({ Key }) => Key?.toLowerCase().startsWith("aws:"))) {
    throw invalidParameter("Tag keys can't start with the reserved prefix aws:.");
  }
  if (new Set([...tags.keys(), ...(added ?? []).map(({ Key }) => Key)]).size > 50) {
    throw invalidParameter("The number of tags exceeds the limit of 50.");
  }
  for (const { Key = "", Value = "" } of added ?? []) tags.set(Key, Value);
}
