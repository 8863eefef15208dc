import type { ResourceGroupsTaggingAPI, TagFilter } from "@aws-sdk/client-resource-groups-tagging-api";
import { AwsError } from "../aws-error.ts";
import { ec2 } from "../ec2/service.ts";
import { elasticLoadBalancing } from "../elastic-load-balancing/service.ts";
import type { Service } from "../handler.ts";
import { page } from "../request/page.ts";
import type { Resource } from "../resource.ts";
import { route53 } from "../route53/service.ts";
import { s3 } from "../s3/service.ts";
import { secretsManager } from "../secrets-manager/service.ts";
import { service } from "../service.ts";
import { ssm } from "../ssm/service.ts";
import type { Account } from "../state.ts";
import { constraints } from "./constraints.gen.ts";
import { type Indexed, indexedNow, noteTags } from "./tag-index.ts";

/** The services whose resources AWS's index knows in every region. */
const everywhere: readonly Service[] = [ec2, elasticLoadBalancing, s3, secretsManager, ssm];

/**
 * What the index knows of the account. Auto Scaling is not in it, for whose groups GetResources answers
 * nothing, nor are IAM's roles and users, which AWS's list of supported services leaves out (Resource Groups
 * Tagging API reference, "Services that support the Resource Groups Tagging API"). What is global, such as
 * Route 53's zones, is known in us-east-1 alone (cloud-custodian#2729).
 */
function indexedServices({ region }: Account): readonly Service[] {
  return region === "us-east-1" ? [...everywhere, route53] : everywhere;
}

/** The index, as a resource of this service: it holds no record of its own. */
const tagIndex: Resource<ResourceGroupsTaggingAPI> = {
  operations: {
    /** GetResources: every tagged resource that fits each filter, with all of its tags. */
    GetResources(call) {
      const { TagFilters = [], ResourceTypeFilters = [], ResourcesPerPage = 50 } = call.input;
      const { PaginationToken, ResourceARNList = [] } = call.input;
      if (ResourcesPerPage < 1 || ResourcesPerPage > 100) {
        throw invalid(`ResourcesPerPage must be between 1 and 100, not ${ResourcesPerPage}`);
      }
      // API reference, GetResources, ResourceARNList.
      if (ResourceARNList.length > 0 && TagFilters.length + ResourceTypeFilters.length > 0) {
        throw invalid("ResourceARNList cannot stand beside TagFilters or ResourceTypeFilters");
      }
      const fitting = indexedNow(call).filter(
        (one) =>
          (ResourceARNList.length === 0 || ResourceARNList.includes(one.arn)) &&
          TagFilters.every((filter) => hasTag(one, filter)) &&
          isOfType(one, ResourceTypeFilters),
      );
      const { rows, next } = page(fitting, {
        key: ({ arn }) => arn,
        limit: ResourcesPerPage,
        token: PaginationToken,
        refuse: () =>
          new AwsError("PaginationTokenExpiredException", "The PaginationToken is not valid or has expired."),
      });
      return {
        PaginationToken: next ?? "",
        ResourceTagMappingList: rows.map(({ arn, tags }) => ({
          ResourceARN: arn,
          Tags: [...tags].map(([Key, Value]) => ({ Key, Value })),
        })),
      };
    },
  },
};

/** A filter without values asks for the key alone. */
function hasTag({ tags }: Indexed, { Key = "", Values = [] }: TagFilter): boolean {
  const value = tags.get(Key);
  return value !== undefined && (Values.length === 0 || Values.includes(value));
}

/** `ec2` is every type of EC2, `ec2:vpc` one. */
function isOfType({ arn }: Indexed, filters: readonly string[]): boolean {
  const [, , service = "", , , ...rest] = arn.split(":");
  const [type = ""] = rest.join(":").split(/[/:]/);
  return filters.length === 0 || filters.some((filter) => filter === service || filter === `${service}:${type}`);
}

function invalid(message: string): AwsError {
  return new AwsError("InvalidParameterException", message);
}

/** The Resource Groups Tagging API: only the index of what bears tags. */
export const resourceGroupsTagging: Service = {
  ...service<ResourceGroupsTaggingAPI>({
    id: "ResourceGroupsTaggingAPI",
    resources: [tagIndex],
    rules: { constraints, refuse: invalid },
  }),
  follow: (moment) => noteTags(moment, indexedServices(moment.account)),
};
