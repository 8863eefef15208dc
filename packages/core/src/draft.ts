import { hasErrors } from "@drydock/systemd/ground";
import type { Blueprint } from "./blueprint.ts";
import { BlueprintError } from "./blueprint-error.ts";
import type { ClusterDesign } from "./cluster-design.ts";
import { design } from "./design.ts";
import { parseBlock } from "./network/block.ts";
import type { ExistingNetwork } from "./network/existing-network.ts";
import type { Network } from "./network/network.ts";
import type { Surroundings } from "./network/standing-subnet.ts";
import { readBlueprint } from "./read-blueprint.ts";
import { checkBlueprint } from "./validate-blueprint.ts";

/** A blueprint of which is not known yet which of its subnets stand, and so where they lie. */
export interface Draft {
  readonly name: string;
  readonly tags: Readonly<Record<string, string>>;
  /**
   * Length of the prefix that a new subnet of each tier has; nothing of tiers whose ranges are given, and of
   * networks that stand.
   */
  readonly prefixes: ReadonlyMap<string, number>;
  /** Its design where none stands; undefined for one that is sound only where some do. */
  readonly fresh: ClusterDesign | undefined;
  /**
   * Its design in an account.
   *
   * @throws {BlueprintError} Where it is not sound there either.
   */
  within(surroundings: Surroundings): ClusterDesign;
}

/** Rules whose errors depend on where subnets lie. */
export const rulesOfPlaces: ReadonlySet<string | undefined> = new Set([
  "address-reserved",
  "address-subnet",
  "balancer-zones",
  "nat-zone",
  "subnets-exhausted",
]);

/**
 * What a blueprint comes to before its account was looked at.
 *
 * @throws {BlueprintError} Where it is wrong whatever stands.
 *
 * @example
 * ```ts
 * import { blueprint, network } from "@drydock/core";
 * import { draft } from "@drydock/core/design";
 *
 * const { fresh, within } = draft(blueprint("net", { network: network({ cidr: "10.10.0.0/16", zones: 1 }) }));
 * const standing = [{ name: "private-1", cidr: "10.10.7.0/24", zone: "us-west-2a" }];
 * console.log(fresh?.network.subnets.map(({ cidr }) => cidr)); // ["10.10.0.0/24", "10.10.1.0/24"]
 * console.log(within({ standing }).network.subnets.map(({ cidr }) => cidr)); // ["10.10.0.0/24", "10.10.7.0/24"]
 * ```
 */
export function draft(blueprint: Blueprint): Draft {
  const { name, diagnostics, sound } = checkBlueprint(blueprint);
  const lasting = diagnostics.filter(({ rule }) => !rulesOfPlaces.has(rule));
  if (sound === undefined && hasErrors(lasting)) throw new BlueprintError(name, diagnostics);
  const { tags = {}, network } = readBlueprint(blueprint).parts;
  const within = (surroundings: Surroundings) => design(blueprint, surroundings);
  return { name, tags, prefixes: prefixesOf(network), fresh: sound?.design, within };
}

function prefixesOf(network: Network | ExistingNetwork | undefined): ReadonlyMap<string, number> {
  const range = network?.kind === "network" ? parseBlock(network.cidr) : undefined;
  if (network?.kind !== "network" || range === undefined) return new Map();
  const dealt = network.tiers.filter(({ cidrs }) => cidrs === undefined);
  return new Map(dealt.map(({ name, newBits }) => [name, range.prefix + newBits]));
}
