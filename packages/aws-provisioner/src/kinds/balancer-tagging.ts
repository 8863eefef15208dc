import type { Step } from "../aws/cloud.ts";
import { items } from "../aws/pages.ts";
import { balancingTagging, type Tagging } from "../aws/tagging.ts";
import { tagKeys, tagValue } from "../aws/tags.ts";

/** Elastic Load Balancing API reference, AddTags, DescribeTags: resources of one call. */
const mostAtOnce = 20;

const { write, remove } = balancingTagging.permissions;
const looking = ["elasticloadbalancing:DescribeListeners", "elasticloadbalancing:DescribeTags"];

/**
 * The tags of a balancer and of the cluster's listeners on it: no listing tells theirs, and so they are
 * written before the balancer's own, which say that all is done.
 */
export const balancerTagging: Tagging = {
  permissions: { write: [...write, ...looking], remove: [...remove, ...looking] },
  async change(step, id, written, gone) {
    if (written.length === 0 && gone.length === 0) return;
    for (const ResourceArns of inParts([...(await ownListeners(step, id)), id])) {
      const { balancing } = step.clients;
      if (gone.length > 0) await balancing.removeTags({ ResourceArns, TagKeys: [...gone] }, step.request);
      if (written.length > 0) await balancing.addTags({ ResourceArns, Tags: [...written] }, step.request);
    }
  },
};

async function ownListeners({ clients: { balancing }, cluster, request }: Step, id: string): Promise<string[]> {
  const listeners = await items(
    (Marker) => balancing.describeListeners({ LoadBalancerArn: id, Marker }, request),
    ({ Listeners }) => Listeners,
    ({ NextMarker }) => NextMarker,
  );
  const parts = inParts(listeners.flatMap(({ ListenerArn }) => ListenerArn ?? []));
  const answers = await Promise.all(parts.map((ResourceArns) => balancing.describeTags({ ResourceArns }, request)));
  return answers
    .flatMap(({ TagDescriptions = [] }) => TagDescriptions)
    .filter(({ Tags }) => tagValue(Tags, tagKeys.cluster) === cluster)
    .flatMap(({ ResourceArn }) => ResourceArn ?? []);
}

function inParts(arns: readonly string[]): string[][] {
  return Array.from({ length: Math.ceil(arns.length / mostAtOnce) }, (_, at) =>
    arns.slice(at * mostAtOnce, (at + 1) * mostAtOnce),
  );
}
