import type { Tag } from "@aws-sdk/client-s3";
import { repeatedKey } from "../request/tag-list.ts";
import { s3Error } from "./errors.ts";

/**
 * Reads a whole set of tags; refuses a repeated key, wrong lengths, the reserved prefix, and more than
 * `limit`.
 */
export function checkedTagSet(tags: readonly Tag[], limit: number): Map<string, string> {
  if (repeatedKey(tags) !== undefined) throw s3Error("InvalidTag", "Cannot provide multiple Tags with the same key");
  if (tags.length > limit) throw s3Error("BadRequest", `Object tags cannot be greater than ${limit}`);
  for (const { Key = "", Value = "" } of tags) {
    if (Key === "" || Key.length > 128) throw s3Error("InvalidTag", "The TagKey you have provided is invalid");
    if (Value.length > 256) throw s3Error("InvalidTag", "The TagValue you have provided is invalid");
    if (/^aws:/i.test(Key)) throw s3Error("InvalidTag", "System tags cannot be added/updated by requester");
  }
  return new Map(tags.map(({ Key = "", Value = "" }) => [Key, Value]));
}
