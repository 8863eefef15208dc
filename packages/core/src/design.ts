import { checkOptions } from "@drydock/systemd/ground";
import type { Blueprint } from "./blueprint.ts";
import { BlueprintError } from "./blueprint-error.ts";
import type { ClusterDesign } from "./cluster-design.ts";
import { type Surroundings, surroundingsShape } from "./network/standing-subnet.ts";
import { checkBlueprint } from "./validate-blueprint.ts";

/**
 * The blueprint with everything computed. The same blueprint, in the same surroundings, always gives
 * the same design, byte for byte.
 *
 * @param options What is known of the account. Default: nothing stands, and the region has zones enough.
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
export function design(blueprint: Blueprint, options: Surroundings = {}): ClusterDesign {
  checkOptions("design", surroundingsShape, options);
  const { name, diagnostics, sound } = checkBlueprint(blueprint, options);
  if (sound === undefined) throw new BlueprintError(name, diagnostics);
  return sound.design;
}
