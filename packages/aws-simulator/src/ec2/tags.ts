import type { Tag, TagSpecification } from "@aws-sdk/client-ec2";
import { AwsError } from "../aws-error.ts";
import { badValue } from "./refuse.ts";

/**
 * Reads the tags for resources of `type` out of a create call; refuses specifications for any type not in
 * `allowed`.
 */
export function tagsFor(
  type: string,
  specifications: readonly TagSpecification[] | undefined,
  allowed: readonly string[] = [type],
): Map<string, string> {
  const tags = new Map<string, string>();
  const seen = new Set<string>();
  for (const { ResourceType: given = "", Tags = [] } of specifications ?? []) {
    if (!allowed.includes(given)) {
      throw new AwsError(
        "InvalidParameterValue",
        `'${given}' is not a valid taggable resource type for this operation.`,
      );
    }
    if (seen.has(given))
      throw new AwsError("InvalidParameterValue", `Tag specification resource type '${given}' is repeated.`);
    seen.add(given);
    checkTags(Tags);
    if (given === type) for (const { Key = "", Value = "" } of Tags) tags.set(Key, Value);
  }
  return tags;
}

/**
 * Refuses tags that break EC2's rules: 1 to 128 characters of key, at most 256 of value, 50 a resource, no
 * `aws:`.
 */
export function checkTags(tags: readonly Tag[]): void {
  const keys = new Set<string>();
  for (const { Key = "", Value = "" } of tags) {
    if (Key === "") throw new AwsError("InvalidTagKey.Malformed", "Tag keys cannot be empty or null.");
    if (Key.length > 128) throw badValue(Key, "Tag key", "Tag keys are limited to 128 characters.");
    if (Value.length > 256) throw badValue(Value, "Tag value", "Tag values are limited to 256 characters.");
    if (/^aws:/i.test(Key))
      throw badValue(Key, "Tag key", "Tag keys starting with 'aws:' are reserved for internal use.");
    if (keys.has(Key)) throw new AwsError("InvalidParameterValue", `Duplicate tag key '${Key}' specified.`);
    keys.add(Key);
  }
  if (tags.length > 50) throw new AwsError("TagLimitExceeded", "The maximum number of tags (50) is exceeded.");
}

/** Tags as EC2 answers with them. */
export function tagList(tags: ReadonlyMap<string, string>): Tag[] {
  return [...tags].map(([Key, Value]) => ({ Key, Value }));
}
