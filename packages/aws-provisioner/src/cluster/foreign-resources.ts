import type { Look } from "../aws/cloud.ts";
import type { Resource } from "../engine/graph.ts";
import type { ObservedResource, ObservedState } from "../engine/observed.ts";
import { kinds } from "../kinds/registry.ts";

/**
 * Tells what others put beside the cluster's own, a listener on its balancer, from what a blueprint dropped:
 * both stand under addresses that it does not have. Costs a call only where there is such a thing.
 */
export async function tellForeign(
  observed: ObservedState,
  resources: readonly Resource[],
  look: Look,
): Promise<ObservedState> {
  const wanted = new Set(resources.map(({ address }) => address));
  const unclear = observed.resources.filter(({ address, foreign }) => !wanted.has(address) && foreign === undefined);
  const asked = kinds.flatMap(({ name, foreign }) => {
    const ids = unclear.flatMap(({ kind, id }) => (kind === name ? [id] : []));
    return foreign === undefined || ids.length === 0
      ? []
      : [foreign(look, ids).then((found) => [name, found] as const)];
  });
  const found = new Map<string, ReadonlySet<string>>(await Promise.all(asked));
  if (found.size === 0) return observed;
  const unclearOnes = new Set(unclear);
  const told = (one: ObservedResource): ObservedResource =>
    unclearOnes.has(one) && found.get(one.kind)?.has(one.id) ? { ...one, foreign: true } : one;
  return { ...observed, resources: observed.resources.map(told) };
}
