import { addTags, type WrittenTag } from "../request/tag-list.ts";
import { invalidInput, limitExceeded } from "./errors.ts";

/**
 * The tags of a new role, of which no two keys differ by their case alone (IAM user guide, "Tags for IAM
 * resources"); refuses what {@link addRoleTags} refuses.
 */
export function roleTags(given: readonly WrittenTag[] | undefined): Map<string, string> {
  const tags = new Map<string, string>();
  addRoleTags(tags, given);
  return tags;
}

/**
 * Adds tags to a role: one whose key differs by its case alone from another's replaces that one, with its
 * key, and two of them in one call are refused (aws-cdk#26253), as is what {@link addEntityTags} refuses.
 */
export function addRoleTags(tags: Map<string, string>, added: readonly WrittenTag[] = []): void {
  const keys = added.map(({ Key = "" }) => Key.toLowerCase());
  if (new Set(keys).size < keys.length) throw repeatedTags();
  const kept = new Map([...tags].filter(([key]) => !keys.includes(key.toLowerCase())));
  addEntityTags(kept, added);
  tags.clear();
  for (const [key, value] of kept) tags.set(key, value);
}

/** The tags of a new entity; refuses what {@link addEntityTags} refuses. */
export function entityTags(given: readonly WrittenTag[] | undefined): Map<string, string> {
  const tags = new Map<string, string>();
  addEntityTags(tags, given);
  return tags;
}

/** Adds tags to an entity; refuses a repeated key, the reserved prefix, and more than 50. */
export function addEntityTags(tags: Map<string, string>, added: readonly WrittenTag[] | undefined): void {
  addTags(tags, added, {
    repeated: repeatedTags,
    reserved: () => invalidInput("Tag keys beginning with 'aws:' are reserved for system use."),
    tooMany: () => limitExceeded("The number of tags has reached the maximum limit."),
  });
}

function repeatedTags() {
  return invalidInput("Duplicate tag keys found. Please note that Tag keys are case insensitive.");
}
