import type { Filter } from "@aws-sdk/client-auto-scaling";
import { validationError } from "../request/modelled-error.ts";
import type { GroupRecord } from "./records/group.ts";

/**
 * What each filter of DescribeAutoScalingGroups asks of a group: all of them must hold.
 *
 * @throws AwsError - ValidationError for a filter that is not about tags.
 */
export function groupFilters(filters: readonly Filter[] = []): readonly ((group: GroupRecord) => boolean)[] {
  return filters.map(({ Name = "", Values = [] }) => {
    if (Name !== "tag-key" && Name !== "tag-value" && !Name.startsWith("tag:")) {
      throw validationError(
        `Filter type ${Name} is not correct. Allowed Filter types are: tag-key tag-value tag:<key>`,
      );
    }
    return ({ tags }: GroupRecord): boolean =>
      Name === "tag-key"
        ? Values.some((key) => tags.has(key))
        : Name === "tag-value"
          ? [...tags.values()].some((value) => Values.includes(value))
          : Values.includes(tags.get(Name.slice("tag:".length)) ?? "\u0000");
  });
}
