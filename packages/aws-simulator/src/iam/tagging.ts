import type { IAM } from "@aws-sdk/client-iam";
import { page } from "../request/page.ts";
import { writeTags } from "../request/tag-list.ts";
import type { Resource } from "../resource.ts";
import { addEntityTags } from "./entity-tags.ts";
import { invalidMarker } from "./errors.ts";
import { profileNamed } from "./records/instance-profile.ts";
import { roleNamed } from "./records/role.ts";

interface Cut {
  readonly MaxItems?: number | undefined;
  readonly Marker?: string | undefined;
}

function tagPage(
  tags: ReadonlyMap<string, string>,
  { MaxItems = 100, Marker }: Cut,
): { Tags: { Key: string; Value: string }[]; IsTruncated: boolean; Marker?: string } {
  const { rows, next } = page(writeTags(tags), {
    key: ({ Key }) => Key,
    limit: MaxItems,
    token: Marker,
    refuse: invalidMarker,
  });
  return { Tags: rows, IsTruncated: next !== undefined, ...(next !== undefined && { Marker: next }) };
}

/** The tags of roles and instance profiles. */
export const entityTagging: Resource<IAM> = {
  operations: {
    /** TagRole: adds or overwrites. */
    TagRole({ input, account }) {
      addEntityTags(roleNamed(account, input.RoleName).tags, input.Tags);
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
