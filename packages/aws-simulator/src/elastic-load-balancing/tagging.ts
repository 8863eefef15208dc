import type { ElasticLoadBalancingV2 } from "@aws-sdk/client-elastic-load-balancing-v2";
import { validationError } from "../request/modelled-error.ts";
import { writeTags } from "../request/tag-list.ts";
import type { Resource } from "../resource.ts";
import type { Account } from "../state.ts";
import { listeners } from "./records/listener.ts";
import { loadBalancers } from "./records/load-balancer.ts";
import { rules } from "./records/rule.ts";
import { targetGroups } from "./records/target-group.ts";
import { addResourceTags } from "./resource-tags.ts";
import { type BalancingTable, recordAt } from "./table.ts";

const taggable: readonly BalancingTable<{ readonly tags: Map<string, string> }>[] = [
  loadBalancers,
  targetGroups,
  listeners,
  rules,
];

function tagsAt(account: Account, arn: string): Map<string, string> {
  const table = taggable.find(({ type }) => arn.includes(`:${type}/`));
  if (table === undefined) throw validationError(`'${arn}' is not a valid ARN`);
  return recordAt(account, table, arn).tags;
}

function several(account: Account, arns: readonly string[]): { arn: string; tags: Map<string, string> }[] {
  if (arns.length === 0) throw validationError("A resource ARN must be specified");
  if (arns.length > 20) throw validationError("The maximum number of resources in a request is '20'");
  return arns.map((arn) => ({ arn, tags: tagsAt(account, arn) }));
}

/** The tags of whatever an ARN names. */
export const tagging: Resource<ElasticLoadBalancingV2> = {
  operations: {
    /** AddTags: to at most 20 resources. */
    AddTags({ input, account }) {
      for (const { tags } of several(account, input.ResourceArns)) addResourceTags(tags, input.Tags);
      return {};
    },

    /** RemoveTags: keys that a resource does not have are ignored. */
    RemoveTags({ input, account }) {
      for (const { tags } of several(account, input.ResourceArns)) for (const key of input.TagKeys) tags.delete(key);
      return {};
    },

    /** DescribeTags of at most 20 resources. */
    DescribeTags({ input, account }) {
      return {
        TagDescriptions: several(account, input.ResourceArns).map(({ arn, tags }) => ({
          ResourceArn: arn,
          Tags: writeTags(tags),
        })),
      };
    },
  },
};
