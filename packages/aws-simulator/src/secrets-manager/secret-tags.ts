import { addTags, type WrittenTag } from "../request/tag-list.ts";
import { invalidParameter } from "./errors.ts";

/** Adds tags to a secret; refuses a repeated key, the reserved prefix, and more than 50. */
export function addSecretTags(tags: Map<string, string>, added: readonly WrittenTag[] | undefined): void {
  addTags(tags, added, {
    repeated: () => invalidParameter("You can't have duplicate tag keys in the request."),
    reserved: () => invalidParameter("Tag keys can't start with the reserved prefix aws:."),
    tooMany: () => invalidParameter("The number of tags exceeds the limit of 50."),
  });
}
