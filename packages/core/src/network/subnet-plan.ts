import { checkOptions, valueLike } from "@drydock/systemd/ground";
import { type Block, isInside, parseBlock } from "./block.ts";
import type { ExistingNetwork } from "./existing-network.ts";
import type { Network } from "./network.ts";
import { roomOf } from "./room.ts";
import { type Surroundings, surroundingsShape } from "./standing-subnet.ts";
import { placesOf } from "./subnet-places.ts";
import { numberZones } from "./zone-numbers.ts";

/** A subnet with its addresses computed. */
export interface SubnetDesign {
  /** `public-1`, `private-3`: the tier and the 1-based index. */
  readonly name: string;
  readonly tier: string;
  /** Number of its zone within the design, from 0. */
  readonly zone: number;
  /** Its zone by name, such as `us-west-2a`, where that is known: it was given, or the subnet stands. */
  readonly zoneName?: string;
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

const networkShape = valueLike<Network>(
  (value) =>
    typeof value === "object" &&
    value !== null &&
    typeof Reflect.get(value, "cidr") === "string" &&
    Array.isArray(Reflect.get(value, "tiers")),
  "a network that could be read, made by network(...)",
);

/**
 * Deals a network's range to its tiers in order, one aligned block after the other, and each tier's subnets
 * over the zones in turn. The same network always gives the same plan.
 *
 * A subnet that stands keeps its name, its zone and its range, whatever else is added, taken away or put in
 * another order: new ones are dealt beside it, each in a zone that has the fewest of its tier. Of a tier with
 * `cidrs` those stay that have one of them. A subnet stays while its tier and its zone are wanted, and of a
 * tier that has become smaller the first ones do.
 *
 * @param surroundings What is known of the account. Default: nothing stands, and the region has zones enough.
 *
 * @example
 * ```ts
 * import { network, planSubnets } from "@drydock/core";
 *
 * const [first] = planSubnets(network({ cidr: "10.10.0.0/16" })).subnets;
 * console.log(first?.name, first?.cidr); // public-1 10.10.0.0/24
 *
 * const standing = [{ name: "private-1", cidr: "10.10.1.0/24", zone: "us-west-2a" }];
 * const grown = planSubnets(network({ cidr: "10.10.0.0/16", zones: 1 }), { standing }).subnets;
 * console.log(grown.map(({ name, cidr }) => `${name} ${cidr}`)); // ["public-1 10.10.0.0/24", "private-1 10.10.1.0/24"]
 * ```
 */
export function planSubnets(network: Network, surroundings: Surroundings = {}): SubnetPlan {
  checkOptions("planSubnets", surroundingsShape, surroundings);
  checkOptions("planSubnets", networkShape, network);
  const range = parseBlock(network.cidr);
  const subnets: SubnetDesign[] = [];
  const homeless: string[] = [];
  if (range === undefined) return { subnets, homeless };
  const { standing = [], offered } = surroundings;
  const inside = standing.filter(({ cidr }) => isWithin(cidr, range));
  const zones = numberZones(network.zones, { standing: inside, ...(offered !== undefined && { offered }) });
  const given = network.tiers.flatMap(({ cidrs = [] }) => cidrs);
  const room = roomOf(range, blocksOf([...inside.map(({ cidr }) => cidr), ...given]));
  for (const tier of network.tiers) {
    const prefix = range.prefix + tier.newBits;
    if (tier.cidrs === undefined && (prefix < range.prefix || prefix > 32)) continue;
    for (const { name, zone, zoneName, cidr: settled } of placesOf(tier, zones, inside)) {
      for (const block of blocksOf(settled === undefined ? [] : [settled])) room.pass(block);
      const cidr = settled ?? room.next(prefix)?.cidr;
      if (cidr === undefined) homeless.push(name);
      else {
        const place = { zone, ...(zoneName !== undefined && { zoneName }) };
        subnets.push({ name, tier: tier.name, ...place, cidr, public: tier.public });
      }
    }
  }
  return { subnets, homeless };
}

function isWithin(cidr: string, range: Block): boolean {
  const block = parseBlock(cidr);
  return block !== undefined && isInside(block, range);
}

function blocksOf(cidrs: readonly string[]): Block[] {
  return cidrs.flatMap((cidr) => parseBlock(cidr) ?? []);
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
export function subnetsOf(network: Network | ExistingNetwork, surroundings: Surroundings = {}): SubnetPlan {
  return network.kind === "network"
    ? planSubnets(network, surroundings)
    : { subnets: existingSubnets(network), homeless: [] };
}
