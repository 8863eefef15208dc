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

interface OwnBalancing {
  readonly balancers: readonly TaggedBalancer[];
  readonly targetGroups: readonly TaggedTargets[];
}

/** How many resources one `DescribeTags` takes (ELBv2 API reference). */
const tagBatch = 20;

/** The cluster's balancers and target groups. Their listings take no filter, so the tags of all of the region are asked for, 20 a call. */
export function ownBalancing(look: Look): Promise<OwnBalancing> {
  const { balancing: client, cluster, http, once } = look;
  return once("balancing", async () => {
    const [balancers, groups] = await Promise.all([
      items(paginateDescribeLoadBalancers({ client }, {}, http), ({ LoadBalancers }) => LoadBalancers),
      items(paginateDescribeTargetGroups({ client }, {}, http), ({ TargetGroups }) => TargetGroups),
    ]);
    const arns = [...balancers.map(({ LoadBalancerArn }) => LoadBalancerArn!), ...groups.map(({ TargetGroupArn }) => TargetGroupArn!)];
    const tags = await tagsOf(look, arns);
    const own = (arn: string | undefined) => tagValue(tags.get(arn!), tagKeys.cluster) === cluster;
    return {
      balancers: balancers.flatMap((balancer) =>
        own(balancer.LoadBalancerArn) ? [{ balancer, tags: tags.get(balancer.LoadBalancerArn!) ?? [] }] : [],
      ),
      targetGroups: groups.flatMap((group) =>
        own(group.TargetGroupArn) ? [{ group, tags: tags.get(group.TargetGroupArn!) ?? [] }] : [],
      ),
    };
  });
}

async function tagsOf({ balancing, http }: Look, arns: readonly string[]): Promise<ReadonlyMap<string, readonly Tag[]>> {
  const batches = Array.from({ length: Math.ceil(arns.length / tagBatch) }, (_, index) => arns.slice(index * tagBatch, (index + 1) * tagBatch));
  const answers = await Promise.all(batches.map((ResourceArns) => balancing.describeTags({ ResourceArns }, http)));
  const described = answers.flatMap(({ TagDescriptions = [] }) => TagDescriptions);
  return new Map(described.map(({ ResourceArn, Tags = [] }) => [ResourceArn!, Tags]));
}
