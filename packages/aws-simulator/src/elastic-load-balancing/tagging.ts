import type { ElasticLoadBalancingV2 } from "@aws-sdk/client-elastic-load-balancing-v2";
import { validationError } from "../request/modelled-error.ts";
import { writeTags } from "../request/tag-list.ts";
import type { Resource } from "../resource.ts";
import type { Account } from "../state.ts";
import { listenerAt } from "./records/listener.ts";
import { loadBalancerAt } from "./records/load-balancer.ts";
import { ruleAt } from "./records/rule.ts";
import { targetGroupAt } from "./records/target-group.ts";
import { addResourceTags } from "./resource-tags.ts";

function tagsAt(account: Account, arn: string): Map<string, string> {
  if (arn.includes(":loadbalancer/")) return loadBalancerAt(account, arn).tags;
  if (arn.includes(":targetgroup/")) return targetGroupAt(account, arn).tags;
  if (arn.includes(":listener/")) return listenerAt(account, arn).tags;
  if (arn.includes(":listener-rule/")) return ruleAt(account, arn).tags;
  throw validationError(`'${arn}' is not a valid ARN`);
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
