import type { SSM } from "@aws-sdk/client-ssm";
import { addTags, writeTags, type WrittenTag } from "../request/tag-list.ts";
import type { Resource } from "../resource.ts";
import type { Account } from "../state.ts";
import { invalid, ssmError } from "./errors.ts";
import { parameters } from "./records/parameter.ts";

/** Adds tags to a parameter; refuses a repeated key, the reserved prefix, and more than 50. */
export function addParameterTags(tags: Map<string, string>, added: readonly WrittenTag[] | undefined): void {
  addTags(tags, added, {
    repeated: () => invalid("Duplicate tag keys are not allowed."),
    reserved: () => invalid("Tag keys can't begin with the reserved prefix aws:."),
    tooMany: () =>
      ssmError(
        "TooManyTagsError",
        "The Targets parameter includes too many tags. Remove one or more tags and try the command again.",
      ),
  });
}

function tagsOf(account: Account, type: string, id: string): Map<string, string> {
  if (type !== "Parameter") {
    throw ssmError("InvalidResourceType", `The simulated account has resources of type Parameter only, not ${type}.`);
  }
  const found = account.of(parameters).get(id);
  if (found === undefined)
    throw ssmError("InvalidResourceId", `The resource ID "${id}" is not valid. Verify the ID and try again.`);
  return found.tags;
}

/** The tags of parameters. */
export const parameterTagging: Resource<SSM> = {
  operations: {
    /** AddTagsToResource: parameters only. */
    AddTagsToResource({ input, account }) {
      addParameterTags(tagsOf(account, input.ResourceType, input.ResourceId), input.Tags);
      return {};
    },

    /** RemoveTagsFromResource: unknown keys are ignored. */
    RemoveTagsFromResource({ input, account }) {
      const tags = tagsOf(account, input.ResourceType, input.ResourceId);
      for (const key of input.TagKeys) tags.delete(key);
      return {};
    },

    /** ListTagsForResource. */
    ListTagsForResource({ input, account }) {
      return {
        TagList: writeTags(tagsOf(account, input.ResourceType, input.ResourceId)),
      };
    },
  },
};
