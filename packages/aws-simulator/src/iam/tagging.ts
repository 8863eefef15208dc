import type {
  ListInstanceProfileTagsCommandInput,
  ListInstanceProfileTagsCommandOutput,
  ListRoleTagsCommandInput,
  ListRoleTagsCommandOutput,
  TagInstanceProfileCommandInput,
  TagInstanceProfileCommandOutput,
  TagRoleCommandInput,
  TagRoleCommandOutput,
  UntagInstanceProfileCommandInput,
  UntagInstanceProfileCommandOutput,
  UntagRoleCommandInput,
  UntagRoleCommandOutput,
} from "@aws-sdk/client-iam";
import type { CheckedHandler } from "../request/checked-handlers.ts";
import { page } from "../request/page.ts";
import { writeTags } from "../request/tag-list.ts";
import { addEntityTags } from "./entity-tags.ts";
import { invalidMarker, profileNamed, roleNamed } from "./errors.ts";

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

/** TagRole: adds or overwrites. */
export const tagRole: CheckedHandler<TagRoleCommandInput, TagRoleCommandOutput> = ({ input, account }) => {
  addEntityTags(roleNamed(account, input.RoleName).tags, input.Tags);
  return {};
};

/** UntagRole: unknown keys are ignored. */
export const untagRole: CheckedHandler<UntagRoleCommandInput, UntagRoleCommandOutput> = ({ input, account }) => {
  const { tags } = roleNamed(account, input.RoleName);
  for (const key of input.TagKeys) tags.delete(key);
  return {};
};

/** ListRoleTags. */
export const listRoleTags: CheckedHandler<ListRoleTagsCommandInput, ListRoleTagsCommandOutput> = ({ input, account }) =>
  tagPage(roleNamed(account, input.RoleName).tags, input);

/** TagInstanceProfile: adds or overwrites. */
export const tagInstanceProfile: CheckedHandler<TagInstanceProfileCommandInput, TagInstanceProfileCommandOutput> = ({
  input,
  account,
}) => {
  addEntityTags(profileNamed(account, input.InstanceProfileName).tags, input.Tags);
  return {};
};

/** UntagInstanceProfile: unknown keys are ignored. */
export const untagInstanceProfile: CheckedHandler<
  UntagInstanceProfileCommandInput,
  UntagInstanceProfileCommandOutput
> = ({ input, account }) => {
  const { tags } = profileNamed(account, input.InstanceProfileName);
  for (const key of input.TagKeys) tags.delete(key);
  return {};
};

/** ListInstanceProfileTags. */
export const listInstanceProfileTags: CheckedHandler<
  ListInstanceProfileTagsCommandInput,
  ListInstanceProfileTagsCommandOutput
> = ({ input, account }) => tagPage(profileNamed(account, input.InstanceProfileName).tags, input);
