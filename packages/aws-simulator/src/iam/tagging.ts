import type { IAM, ListRoleTagsResponse } from "@aws-sdk/client-iam";
import { writeTags } from "../request/tag-list.ts";
import type { Resource } from "../resource.ts";
import { addEntityTags, addRoleTags } from "./entity-tags.ts";
import { pageOf, type PageInput } from "./page.ts";
import { profileNamed } from "./records/instance-profile.ts";
import { roleNamed } from "./records/role.ts";

function tagPage(tags: ReadonlyMap<string, string>, input: PageInput): ListRoleTagsResponse {
  const { rows, rest } = pageOf(writeTags(tags), ({ Key }) => Key, input);
  return { Tags: rows, ...rest };
}

/** The tags of roles and instance profiles. */
export const entityTagging: Resource<IAM> = {
  operations: {
    /** TagRole: adds or overwrites. */
    TagRole({ input, account }) {
      addRoleTags(roleNamed(account, input.RoleName).tags, input.Tags);
      return {};
    },

    /** UntagRole: unknown keys are ignored. */
    UntagRole({ input, account }) {
      const { tags } = roleNamed(account, input.RoleName);
      for (const key of input.TagKeys) tags.delete(key);
      return {};
    },

    /** ListRoleTags. */
    ListRoleTags({ input, account }) {
      return tagPage(roleNamed(account, input.RoleName).tags, input);
    },

    /** TagInstanceProfile: adds or overwrites. */
    TagInstanceProfile({ input, account }) {
      addEntityTags(profileNamed(account, input.InstanceProfileName).tags, input.Tags);
      return {};
    },

    /** UntagInstanceProfile: unknown keys are ignored. */
    UntagInstanceProfile({ input, account }) {
      const { tags } = profileNamed(account, input.InstanceProfileName);
      for (const key of input.TagKeys) tags.delete(key);
      return {};
    },

    /** ListInstanceProfileTags. */
    ListInstanceProfileTags({ input, account }) {
      return tagPage(profileNamed(account, input.InstanceProfileName).tags, input);
    },
  },
};
