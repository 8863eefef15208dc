import { blockAt, blockSize, parseBlock } from "./block.ts";
import type { ExistingNetwork } from "./existing-network.ts";
import type { Network } from "./network.ts";

/** A subnet with its addresses computed. */
export interface SubnetDesign {
  /** `public-1`, `private-3`: the tier and the 1-based index. */
  readonly name: string;
  readonly tier: string;
  /** Index into the network's zones. */
  readonly zone: number;
  readonly cidr: string;
  /** Whether its default route leads to the internet gateway. */
  readonly public: boolean;
}

/** A subnet of an existing network. */
export interface ExistingSubnetDesign extends SubnetDesign {
  /** `subnet-0123456789abcdef0`. */
  readonly id: string;
  /** Zone by name, such as `us-west-2a`. */
  readonly zoneName: string;
}

/** Subnets of a network with their addresses computed. */
export interface SubnetPlan {
  readonly subnets: readonly SubnetDesign[];
  /** Names of the subnets for which the network's range had no room left. */
  readonly homeless: readonly string[];
}

/** How many different zones a network spans. */
export function zoneCount(zones: Network["zones"]): number {
  return typeof zones === "number" ? zones : zones.length;
}

/**
 * Deals a network's range to its tiers in order, one aligned block after the other, and each tier's subnets
 * over the zones in turn. The same network always gives the same plan.
 *
 * @example
 * ```ts
 * import { network, planSubnets } from "@drydock/core";
 *
 * const [first] = planSubnets(network({ cidr: "10.10.0.0/16" })).subnets;
 * console.log(first?.name, first?.cidr); // public-1 10.10.0.0/24
 * ```
 */
export function planSubnets(network: Network): SubnetPlan {
  const range = parseBlock(network.cidr);
  const subnets: SubnetDesign[] = [];
  const homeless: string[] = [];
  if (range === undefined) return { subnets, homeless };
  const zones = Math.max(1, zoneCount(network.zones));
  let next = range.first;
  for (const tier of network.tiers) {
    const prefix = range.prefix + tier.newBits;
    if (prefix < range.prefix || prefix > 32) continue;
    const size = blockSize(prefix);
    for (let index = 0; index < tier.subnets; index++) {
      const name = `${tier.name}-${index + 1}`;
      const first = Math.ceil(next / size) * size;
      if (first + size - 1 > range.last) {
        homeless.push(name);
        continue;
      }
      next = first + size;
      subnets.push({
        name,
        tier: tier.name,
        zone: index % zones,
        cidr: blockAt(first, prefix).cidr,
        public: tier.public,
      });
    }
  }
  return { subnets, homeless };
}

/**
 * The subnets of an existing network in the same shape; zones are numbered in the order in which they are
 * first named.
 */
export function existingSubnets(network: ExistingNetwork): ExistingSubnetDesign[] {
  const zones = [...new Set(network.subnets.map(({ zone }) => zone))];
  const seen = new Map<string, number>();
  return network.subnets.map(({ tier, id, cidr, zone, public: isPublic }) => {
    const index = (seen.get(tier) ?? 0) + 1;
    seen.set(tier, index);
    return { name: `${tier}-${index}`, tier, zone: zones.indexOf(zone), cidr, public: isPublic, id, zoneName: zone };
  });
}

/** Subnets of either kind of network. */
export function subnetsOf(network: Network | ExistingNetwork): readonly SubnetDesign[] {
  return network.kind === "network" ? planSubnets(network).subnets : existingSubnets(network);
}
