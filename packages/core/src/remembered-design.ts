import type { Blueprint } from "./blueprint.ts";
import { computeDesign } from "./cluster-design.ts";
import type { ClusterReading } from "./cluster/cluster-reading.ts";
import { freeze } from "./freeze.ts";

type Designed = ReturnType<typeof computeDesign>;

const known = new Map<string, Designed>();
/**
 * How many designs are kept: a program has few blueprints at a time, and a design holds all their user data.
 */
const most = 4;

/**
 * What `computeDesign` gives, frozen, and computed once for blueprints that read the same: a program looks at
 * the same one to validate it, to plan it, to apply it and to plan it again, and most of that is writing user
 * data.
 *
 * @param reading What follows from `blueprint`, and from nothing else but where its subnets lie.
 */
export function rememberedDesign(blueprint: Blueprint, reading: ClusterReading): Designed {
  const key = JSON.stringify([blueprint, reading.subnets]);
  const designed = known.get(key) ?? freeze(computeDesign(blueprint, reading));
  // The one that was asked for last stands last.
  known.delete(key);
  known.set(key, designed);
  const [oldest] = known.keys();
  if (known.size > most && oldest !== undefined) known.delete(oldest);
  return designed;
}
