import type { AutoScalingGroup } from "@aws-sdk/client-auto-scaling";
import type { Look, Step } from "../aws/cloud.ts";
import { items } from "../aws/pages.ts";
import { tagKeys, tagValue } from "../aws/tags.ts";

/** The most of a page (Auto Scaling API reference, DescribeAutoScalingGroups). */
const MaxRecords = 100;

/** Under which a look keeps its listing of the cluster's own. */
const key = "scaling-groups";

/** The auto-scaling groups that bear the cluster's tag, asked for once a look. */
export function ownScalingGroups({
  clients: { autoScaling },
  cluster,
  request,
  once,
}: Look): Promise<readonly AutoScalingGroup[]> {
  const Filters = [{ Name: `tag:${tagKeys.cluster}`, Values: [cluster] }];
  return once(key, () =>
    items(
      (NextToken) => autoScaling.describeAutoScalingGroups({ Filters, MaxRecords, NextToken }, request),
      ({ AutoScalingGroups }) => AutoScalingGroups,
    ),
  );
}

/** Groups by their names; whose they are, their tags tell. */
export function scalingGroupsNamed(
  { clients: { autoScaling }, request }: Pick<Look, "clients" | "request">,
  names: readonly string[],
): Promise<readonly AutoScalingGroup[]> {
  return items(
    (NextToken) =>
      autoScaling.describeAutoScalingGroups({ AutoScalingGroupNames: [...names], MaxRecords, NextToken }, request),
    ({ AutoScalingGroups }) => AutoScalingGroups,
  );
}

/** The ids of a group's machines, as they are now. */
export async function machinesIn(step: Pick<Step, "clients" | "request">, name: string): Promise<readonly string[]> {
  const [group] = await scalingGroupsNamed(step, [name]);
  return (group?.Instances ?? []).flatMap(({ InstanceId }) => InstanceId ?? []);
}

/** Every auto-scaling group, whosever it is, asked for once a look. */
export function allScalingGroups({
  clients: { autoScaling },
  request,
  once,
}: Look): Promise<readonly AutoScalingGroup[]> {
  return once("all-scaling-groups", () =>
    items(
      (NextToken) => autoScaling.describeAutoScalingGroups({ MaxRecords, NextToken }, request),
      ({ AutoScalingGroups }) => AutoScalingGroups,
    ),
  );
}

/** Has a look find the cluster's own groups among all of them, for one that needs both. */
export function ownAmongAllScalingGroups(look: Look): void {
  const isOwn = ({ Tags }: AutoScalingGroup) => tagValue(Tags, tagKeys.cluster) === look.cluster;
  // Whoever asks for them hears of a failure.
  look.once(key, async () => (await allScalingGroups(look)).filter(isOwn)).catch(() => undefined);
}
