import type { Blueprint } from "./blueprint.ts";
import { BlueprintError } from "./blueprint-error.ts";
import type { ClusterDesign } from "./cluster-design.ts";
import { checkBlueprint } from "./validate-blueprint.ts";

/**
 * The blueprint with everything computed. The same blueprint always gives the same design, byte for byte.
 *
 * @throws {BlueprintError} Where `validateBlueprint` finds an error; it lists every problem.
 *
 * @example
 * ```ts
 * import { blueprint, design, network } from "@drydock/core";
 *
 * const { network: net } = design(blueprint("net", { network: network({ cidr: "10.10.0.0/16" }) }));
 * console.log(net.subnets.map(({ name, cidr }) => `${name} ${cidr}`));
 * ```
 */
export function design(blueprint: Blueprint): ClusterDesign {
  const { name, diagnostics, sound } = checkBlueprint(blueprint);
  if (sound === undefined) throw new BlueprintError(name, diagnostics);
  return sound.design;
}
