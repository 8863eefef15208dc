import type {
  GetResourcesCommandInput,
  GetResourcesCommandOutput,
  TagFilter,
} from "@aws-sdk/client-resource-groups-tagging-api";
import { AwsError } from "../aws-error.ts";
import { ec2 } from "../ec2/service.ts";
import { elasticLoadBalancing } from "../elastic-load-balancing/service.ts";
import type { Handler, Service } from "../handler.ts";
import { page } from "../request/page.ts";
import { s3 } from "../s3/service.ts";
import { secretsManager } from "../secrets-manager/service.ts";
import { ssm } from "../ssm/service.ts";
import { type Indexed, indexedNow } from "./tag-index.ts";

/**
 * The services of this account that AWS indexes. IAM's roles, Auto Scaling groups and Route 53 are not among
 * them: roles cannot be listed by this API, groups have a tag API of their own, and Route 53 is indexed in
 * us-east-1 alone (Resource Groups user guide, "Resources you can use with AWS Resource Groups and Tag
 * Editor").
 */
const indexed: readonly Service[] = [ec2, elasticLoadBalancing, s3, secretsManager, ssm];

/** GetResources: every tagged resource that fits each filter, with all of its tags. */
const getResources: Handler<GetResourcesCommandInput, GetResourcesCommandOutput> = (call) => {
  const { input, account, now } = call;
  const { TagFilters = [], ResourceTypeFilters = [], ResourcesPerPage = 50, PaginationToken } = input;
  if (!(ResourcesPerPage >= 1 && ResourcesPerPage <= 100)) {
    throw refusal(`ResourcesPerPage must be between 1 and 100, not ${ResourcesPerPage}`);
  }
  if (TagFilters.length > 50) throw refusal("A request can have no more than 50 tag filters");
  const live = indexed.flatMap((service) => service.inventory(account, now));
  const fitting = indexedNow(call, live).filter(
    (one) => TagFilters.every((filter) => hasTag(one, filter)) && isOfType(one, ResourceTypeFilters),
  );
  const { rows, next } = page(fitting, {
    key: ({ arn }) => arn,
    limit: ResourcesPerPage,
    token: PaginationToken,
    refuse: () => new AwsError("PaginationTokenExpiredException", "The PaginationToken is not valid or has expired."),
  });
  return {
    PaginationToken: next ?? "",
    ResourceTagMappingList: rows.map(({ arn, tags }) => ({
      ResourceARN: arn,
      Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })),
    })),
  };
};

/** A filter without values asks for the key alone. */
function hasTag({ tags }: Indexed, { Key = "", Values = [] }: TagFilter): boolean {
  const value = tags[Key];
  return value !== undefined && (Values.length === 0 || Values.includes(value));
}

/** `ec2` is every type of EC2, `ec2:vpc` one. */
function isOfType({ arn }: Indexed, filters: readonly string[]): boolean {
  const [, , service = "", , , ...rest] = arn.split(":");
  const [type = ""] = rest.join(":").split(/[/:]/);
  return filters.length === 0 || filters.some((filter) => filter === service || filter === `${service}:${type}`);
}

function refusal(message: string): AwsError {
  return new AwsError("InvalidParameterException", message);
}

/** The Resource Groups Tagging API: only the index of what bears tags. */
export const resourceGroupsTagging: Service = {
  id: "ResourceGroupsTaggingAPI",
  handlers: { GetResources: getResources },
  inventory: () => [],
};
