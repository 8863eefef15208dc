import { validationError } from "../request/modelled-error.ts";
import { addTags, type WrittenTag } from "../request/tag-list.ts";
import { balancingError } from "./errors.ts";

/** The tags of a new resource; refuses what {@link addResourceTags} refuses. */
export function resourceTags(given: readonly WrittenTag[] | undefined): Map<string, string> {
  const tags = new Map<string, string>();
  addResourceTags(tags, given);
  return tags;
}

/** Adds tags; refuses a repeated key, the reserved prefix, and more than 50. */
export function addResourceTags(tags: Map<string, string>, added: readonly WrittenTag[] | undefined): void {
  addTags(tags, added, {
    repeated: (key) => balancingError("DuplicateTagKeys", `Tag key '${key}' was specified more than once`),
    reserved: () => validationError("Tag keys cannot begin with the reserved prefix 'aws:'"),
    tooMany: () => balancingError("TooManyTags", "The maximum number of tags per resource is '50'"),
  });
}
