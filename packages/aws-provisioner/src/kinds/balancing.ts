import {
  type LoadBalancer,
  paginateDescribeLoadBalancers,
  paginateDescribeTargetGroups,
  type Tag,
  type TargetGroup,
} from "@aws-sdk/client-elastic-load-balancing-v2";
import type { Look } from "../aws/cloud.ts";
import { items } from "../aws/pages.ts";
import { tagKeys, tagValue } from "../aws/tags.ts";
import { type TagBatch, tagBatch } from "./tag-batch.ts";

export interface TaggedBalancer {
  readonly balancer: LoadBalancer;
  readonly tags: readonly Tag[];
}

export interface TaggedTargets {
  readonly group: TargetGroup;
  readonly tags: readonly Tag[];
  /** Ids or addresses of what it sends to; undefined where that is not the blueprint's to say. */
  readonly targets?: readonly string[] | undefined;
}

/** The cluster's load balancers. */
export function ownBalancers(look: Look): Promise<readonly TaggedBalancer[]> {
  const { balancing: client, http, once } = look;
  return once("load-balancers", async () => {
    const listed = items(paginateDescribeLoadBalancers({ client }, {}, http), ({ LoadBalancers }) => LoadBalancers);
    const own = await ownOf(look, listed, ({ LoadBalancerArn: arn, LoadBalancerName: name }) => ({ arn, name }));
    return own.map(([balancer, tags]) => ({ balancer, tags }));
  });
}

/** The cluster's target groups. */
export function ownTargetGroups(look: Look): Promise<readonly TaggedTargets[]> {
  const { balancing: client, http, once } = look;
  return once("target-groups", async () => {
    const listed = items(paginateDescribeTargetGroups({ client }, {}, http), ({ TargetGroups }) => TargetGroups);
    const own = await ownOf(look, listed, ({ TargetGroupArn: arn, TargetGroupName: name }) => ({ arn, name }));
    return own.map(([group, tags]) => ({ group, tags }));
  });
}

interface Identity {
  readonly arn: string | undefined;
  readonly name: string | undefined;
}

/**
 * Those of a listing that bear the cluster's tag. Listings of this service take no filter and show no tags: those of resources with
 * the cluster's names are asked for, together with those of the look's other listing.
 */
async function ownOf<Item>(
  look: Look,
  listed: Promise<readonly Item[]>,
  identify: (item: Item) => Identity,
): Promise<[Item, readonly Tag[]][]> {
  const batch = batchOf(look);
  const likely = (await batch.with(listed)).filter((item) => identify(item).name?.startsWith(`${look.cluster}-`));
  const tags = await batch.tags(likely.map((item) => identify(item).arn!));
  return likely.flatMap((item): [Item, readonly Tag[]][] => {
    const own = tags.get(identify(item).arn!) ?? [];
    return tagValue(own, tagKeys.cluster) === look.cluster ? [[item, own]] : [];
  });
}

const batches = new WeakMap<Look, TagBatch>();

function batchOf(look: Look): TagBatch {
  const known = batches.get(look);
  if (known !== undefined) return known;
  const batch = tagBatch(
    ({ balancing, http }, arns) => balancing.describeTags({ ResourceArns: [...arns] }, http),
    look,
  );
  batches.set(look, batch);
  return batch;
}
