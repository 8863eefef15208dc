import type { LoadBalancer, Tag, TargetGroup } from "@aws-sdk/client-elastic-load-balancing-v2";
import { complete, present } from "../aws/answer.ts";
import type { Look } from "../aws/cloud.ts";
import { items } from "../aws/pages.ts";
import { tagKeys, tagValue } from "../aws/tags.ts";
import { digest } from "../engine/digest.ts";
import { type TagBatch, tagBatch } from "./tag-batch.ts";

/** Longest name of a load balancer or target group (ELBv2 API reference, CreateLoadBalancer). */
const longestName = 32;

/**
 * What the names of a cluster's load balancers and target groups begin with, as long as the cluster's own
 * name has at most 20 characters.
 */
function balancingPrefix(cluster: string): string {
  return `${cluster}-`;
}

/**
 * A name for a load balancer or target group: at most 32 letters, digits and hyphens. It ends in a digest of
 * what cannot change in place, so that a replacement bears another name and can be made before the old one
 * goes.
 */
export function balancingName(cluster: string, name: string, fixed: unknown): string {
  const suffix = digest([cluster, name, fixed]).slice(0, 6);
  const words = `${balancingPrefix(cluster)}${name}`
    .replace(/[^A-Za-z0-9]+/g, "-")
    .slice(0, longestName - suffix.length - 1);
  return `${words.replace(/^-+|-+$/g, "")}-${suffix}`;
}

/** The part of such a name that is not the cluster's. */
export function nameInCluster(cluster: string, name: string): string {
  return name.slice(balancingPrefix(cluster).length);
}

export interface TaggedBalancer {
  readonly balancer: LoadBalancer;
  /** Where it does not follow from the tags. */
  readonly name?: string | undefined;
  readonly tags: readonly Tag[];
}

export interface TaggedTargets {
  readonly group: TargetGroup;
  readonly tags: readonly Tag[];
}

/** Marks the groups whose targets the blueprint lists; auto-scaling groups fill the others. */
export const listedTag = { Key: "drydock:targets", Value: "listed" } as const;

/** Whether the tags of a target group say that the blueprint lists its targets. */
export function isListed(tags: readonly Tag[]): boolean {
  return tagValue(tags, listedTag.Key) !== undefined;
}

/** The cluster's load balancers. */
export function ownBalancers(look: Look): Promise<readonly TaggedBalancer[]> {
  const {
    clients: { balancing },
    request,
    once,
  } = look;
  return once("load-balancers", async () => {
    const listed = items(
      (Marker) => balancing.describeLoadBalancers({ Marker }, request),
      ({ LoadBalancers }) => LoadBalancers,
      ({ NextMarker }) => NextMarker,
    );
    const own = await ownOf(look, listed, (balancer) => {
      const { LoadBalancerArn: arn, LoadBalancerName: name } = complete(
        balancer,
        "LoadBalancerArn",
        "LoadBalancerName",
      );
      return { arn, name };
    });
    return own.map(([balancer, tags]) => ({ balancer, tags }));
  });
}

/** The cluster's target groups. */
export function ownTargetGroups(look: Look): Promise<readonly TaggedTargets[]> {
  const {
    clients: { balancing },
    request,
    once,
  } = look;
  return once("target-groups", async () => {
    const listed = items(
      (Marker) => balancing.describeTargetGroups({ Marker }, request),
      ({ TargetGroups }) => TargetGroups,
      ({ NextMarker }) => NextMarker,
    );
    const own = await ownOf(look, listed, (group) => {
      const { TargetGroupArn: arn, TargetGroupName: name } = complete(group, "TargetGroupArn", "TargetGroupName");
      return { arn, name };
    });
    return own.map(([group, tags]) => ({ group, tags }));
  });
}

/**
 * The tags of one of those that is known by its ARN; those of another cluster tell that it is none of ours.
 */
export async function tagsOfOwn({ clients: { balancing }, request }: Look, arn: string | undefined) {
  const { TagDescriptions } = await balancing.describeTags({ ResourceArns: [present(arn, "ARN")] }, request);
  return TagDescriptions?.[0]?.Tags ?? [];
}

interface Named {
  readonly arn: string;
  readonly name: string;
}

/**
 * Those of a listing that bear the cluster's tag. Listings of this service take no filter and show no tags:
 * those of resources with the cluster's names are asked for, together with those of the look's other listing.
 */
async function ownOf<Item>(
  look: Look,
  listed: Promise<readonly Item[]>,
  identify: (item: Item) => Named,
): Promise<[Item, readonly Tag[]][]> {
  const batch = batchOf(look);
  const isLikely = (item: Item) => identify(item).name.startsWith(balancingPrefix(look.cluster));
  // What cannot be identified fails here, as a listing that is not there: the other one would wait for ever.
  const likely = await batch.with(listed.then((all) => all.filter(isLikely)));
  const tags = await batch.tags(likely.map((item) => identify(item).arn));
  return likely.flatMap((item): [Item, readonly Tag[]][] => {
    const own = tags.get(identify(item).arn) ?? [];
    return tagValue(own, tagKeys.cluster) === look.cluster ? [[item, own]] : [];
  });
}

const batches = new WeakMap<Look, TagBatch>();

function batchOf(look: Look): TagBatch {
  const known = batches.get(look);
  if (known !== undefined) return known;
  const batch = tagBatch(
    ({ clients: { balancing }, request }, arns) => balancing.describeTags({ ResourceArns: [...arns] }, request),
    look,
  );
  batches.set(look, batch);
  return batch;
}
