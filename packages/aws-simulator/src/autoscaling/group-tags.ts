import type { AutoScaling, TagDescription } from "@aws-sdk/client-auto-scaling";
import { entryOf } from "../request/entry-of.ts";
import { validationError } from "../request/modelled-error.ts";
import { addTags } from "../request/tag-list.ts";
import type { Resource } from "../resource.ts";
import type { Account } from "../state.ts";
import { limitExceeded } from "./errors.ts";
import { pageOf } from "./page.ts";
import { type GroupRecord, groups, liveGroup } from "./records/group.ts";

interface RequestedTag {
  readonly Key: string;
  readonly Value?: string | undefined;
  readonly PropagateAtLaunch?: boolean | undefined;
  readonly ResourceId?: string | undefined;
  readonly ResourceType?: string | undefined;
}

/** Adds tags to a group; refuses a repeated key, the reserved prefix, and more than 50. */
export function addGroupTags(
  { tags, propagated }: Pick<GroupRecord, "tags" | "propagated">,
  added: readonly RequestedTag[],
): void {
  addTags(tags, added, {
    repeated: () => validationError("Duplicate keys are not allowed in one request."),
    reserved: () => validationError("Tag keys must not begin with the reserved prefix aws:."),
    tooMany: () => limitExceeded("A group can have at most 50 tags."),
  });
  for (const { Key, PropagateAtLaunch = false } of added) {
    if (PropagateAtLaunch) propagated.add(Key);
    else propagated.delete(Key);
  }
}

/** A group's tags as answers show them. */
export function shownTags({ name, tags, propagated }: GroupRecord): TagDescription[] {
  return [...tags]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([Key, Value]) => ({
      ResourceId: name,
      ResourceType: "auto-scaling-group",
      Key,
      Value,
      PropagateAtLaunch: propagated.has(Key),
    }));
}

function byGroup(account: Account, tags: readonly RequestedTag[]): Map<GroupRecord, RequestedTag[]> {
  const found = new Map<GroupRecord, RequestedTag[]>();
  for (const tag of tags) {
    if (tag.ResourceType !== "auto-scaling-group")
      throw validationError(`The resource type of a tag must be auto-scaling-group, not ${tag.ResourceType}`);
    if (tag.ResourceId === undefined) throw validationError("The resource id of a tag must be given");
    const group = liveGroup(account, tag.ResourceId);
    found.set(group, [...(found.get(group) ?? []), tag]);
  }
  return found;
}

/** The tags of groups, each with whether instances get it too. */
export const groupTags: Resource<AutoScaling> = {
  operations: {
    /** CreateOrUpdateTags: instances that run already keep their tags. */
    CreateOrUpdateTags({ input, account }) {
      for (const [group, tags] of byGroup(account, input.Tags)) addGroupTags(group, tags);
      return {};
    },

    /** DeleteTags: unknown keys are ignored. */
    DeleteTags({ input, account }) {
      for (const [group, tags] of byGroup(account, input.Tags)) {
        for (const { Key } of tags) {
          group.tags.delete(Key);
          group.propagated.delete(Key);
        }
      }
      return {};
    },

    /** DescribeTags by group, key, value and propagation. */
    DescribeTags({ input, account }) {
      const columns: Readonly<Record<string, (tag: TagDescription) => string | undefined>> = {
        "auto-scaling-group": ({ ResourceId }) => ResourceId,
        key: ({ Key }) => Key,
        value: ({ Value }) => Value,
        "propagate-at-launch": ({ PropagateAtLaunch }) => String(PropagateAtLaunch),
      };
      const filters = (input.Filters ?? []).map(({ Name = "", Values = [] }) => {
        const column = entryOf(columns, Name);
        if (column === undefined)
          throw validationError(
            `Filter type ${Name} is not correct. Allowed Filter types are: auto-scaling-group key value propagate-at-launch`,
          );
        return (tag: TagDescription): boolean => Values.includes(column(tag) ?? "");
      });
      const shown = [...account.of(groups).values()]
        .flatMap(shownTags)
        .filter((tag) => filters.every((fits) => fits(tag)));
      const { rows, rest } = pageOf(shown, ({ ResourceId, Key }) => `${ResourceId}\u0000${Key}`, 50, input);
      return { Tags: rows, ...rest };
    },
  },
};
