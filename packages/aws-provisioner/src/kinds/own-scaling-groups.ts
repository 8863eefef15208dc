import type { AutoScalingGroup } from "@aws-sdk/client-auto-scaling";
import type { Look } from "../aws/cloud.ts";
import { items } from "../aws/pages.ts";
import { tagKeys } from "../aws/tags.ts";

/** The auto-scaling groups that bear the cluster's tag, asked for once a look. */
export function ownScalingGroups({
  clients: { autoScaling },
  cluster,
  request,
  once,
}: Look): Promise<readonly AutoScalingGroup[]> {
  const Filters = [{ Name: `tag:${tagKeys.cluster}`, Values: [cluster] }];
  return once("scaling-groups", () =>
    items(
      (NextToken) => autoScaling.describeAutoScalingGroups({ Filters, MaxRecords: 100, NextToken }, request),
      ({ AutoScalingGroups }) => AutoScalingGroups,
    ),
  );
}
