import { addTags, type WrittenTag } from "../request/tag-list.ts";
import { invalidInput, limitExceeded } from "./errors.ts";

/** The tags of a new entity; refuses what {@link addEntityTags} refuses. */
export function entityTags(given: readonly WrittenTag[] | undefined): Map<string, string> {
  const tags = new Map<string, string>();
  addEntityTags(tags, given);
  return tags;
}

/** Adds tags to an entity; refuses a repeated key, the reserved prefix, and more than 50. */
export function addEntityTags(tags: Map<string, string>, added: readonly WrittenTag[] | undefined): void {
  addTags(tags, added, {
    repeated: () => invalidInput("Duplicate tag keys found. Please note that Tag keys are case insensitive."),
    reserved: () => invalidInput("Tag keys beginning with 'aws:' are reserved for system use."),
    tooMany: () => limitExceeded("The number of tags has reached the maximum limit."),
  });
}
