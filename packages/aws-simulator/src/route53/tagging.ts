import type { ResourceTagSet, Route53, TagResourceType } from "@aws-sdk/client-route-53";
import { addTags, writeTags } from "../request/tag-list.ts";
import type { Resource } from "../resource.ts";
import type { Account } from "../state.ts";
import { invalidInput, route53Error } from "./errors.ts";
import { type HostedZoneRecord, zoneOf } from "./records/hosted-zone.ts";

function tagged(account: Account, type: TagResourceType, id: string): HostedZoneRecord {
  if (type === "healthcheck")
    throw route53Error("NoSuchHealthCheck", `No health check exists with the specified ID: ${id}`, 404);
  return zoneOf(account, id);
}

function tagSet(type: TagResourceType, id: string, { tags }: HostedZoneRecord): ResourceTagSet {
  return {
    ResourceType: type,
    ResourceId: id,
    Tags: writeTags(tags),
  };
}

/** The tags of hosted zones. */
export const zoneTagging: Resource<Route53> = {
  operations: {
    /** ChangeTagsForResource: adds, overwrites and removes. */
    ChangeTagsForResource({ input, account }) {
      const { tags } = tagged(account, input.ResourceType, input.ResourceId);
      const { AddTags: added = [], RemoveTagKeys: removed = [] } = input;
      if (added.length === 0 && removed.length === 0)
        throw invalidInput("Either AddTags or RemoveTagKeys must be specified.");
      if (added.some(({ Key = "" }) => Key === "")) throw invalidInput("Tag keys must not be empty.");
      const after = new Map([...tags].filter(([key]) => !removed.includes(key)));
      addTags(after, added, {
        repeated: () => invalidInput("Duplicate tag keys are not allowed."),
        reserved: () => invalidInput("Tag keys must not begin with the reserved prefix aws:."),
        tooMany: () => invalidInput("A resource can have at most 50 tags."),
      });
      for (const key of removed) tags.delete(key);
      for (const [key, value] of after) tags.set(key, value);
      return {};
    },

    /** ListTagsForResource. */
    ListTagsForResource({ input, account }) {
      return {
        ResourceTagSet: tagSet(
          input.ResourceType,
          input.ResourceId,
          tagged(account, input.ResourceType, input.ResourceId),
        ),
      };
    },

    /** ListTagsForResources: of at most ten zones. */
    ListTagsForResources({ input, account }) {
      return {
        ResourceTagSets: input.ResourceIds.map((id) =>
          tagSet(input.ResourceType, id, tagged(account, input.ResourceType, id)),
        ),
      };
    },
  },
};
