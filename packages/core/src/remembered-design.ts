import type { Blueprint } from "./blueprint.ts";
import { computeDesign } from "./cluster-design.ts";
import type { ClusterReading } from "./cluster/cluster-reading.ts";
import { remembering } from "./remembered.ts";

/** Few: a program has few blueprints at a time, and a design holds all their user data. */
const remembered = remembering<ReturnType<typeof computeDesign>>(4);

/**
 * What `computeDesign` gives, frozen, and computed once for blueprints that read the same: a program looks at
 * the same one to validate it, to plan it, to apply it and to plan it again, and most of that is writing user
 * data.
 *
 * @param reading What follows from `blueprint`, and from nothing else but where its subnets lie.
 */
export function rememberedDesign(blueprint: Blueprint, reading: ClusterReading): ReturnType<typeof computeDesign> {
  return remembered(JSON.stringify([blueprint, reading.subnets]), () => computeDesign(blueprint, reading));
}
