import type { Finding } from "../finding.ts";
import { parseBlock } from "./block.ts";
import type { ExistingNetwork } from "./existing-network.ts";
import { existingNetworkRules } from "./existing-network-rules.ts";
import { givenRangeRules } from "./given-range-rules.ts";
import { dnsRules, endpointRules, natRules } from "./gateway-rules.ts";
import type { Network } from "./network.ts";
import { rangeRules } from "./range-rules.ts";
import type { SubnetPlan } from "./subnet-plan.ts";
import { bitsRules, tierRules } from "./tier.ts";
import { zoneRules } from "./zone-rules.ts";

/** Everything that may be wrong with a network: its range, zones, tiers, gateways and private zone. */
export function* networkRules(network: Network | ExistingNetwork, plan: SubnetPlan): Iterable<Finding> {
  yield* rangeRules(network.cidr);
  if (network.kind === "network") {
    yield* zoneRules(network.zones);
    yield* roomRules(network, plan);
    yield* natRules(network.nat, plan.subnets);
    yield* endpointRules(network.endpoints);
  }
  yield* dnsRules(network.dns);
  if (network.kind === "existing-network") yield* existingNetworkRules(network);
}

/** Tiers: each by itself, and whether the range has room for all of them. */
function* roomRules(network: Network, { subnets, homeless }: SubnetPlan): Iterable<Finding> {
  const block = parseBlock(network.cidr);
  if (network.tiers.length === 0) {
    yield {
      path: "network.tiers",
      message: "a network without tiers has no subnets",
      remedy: "Name one tier at least, or leave tiers out.",
      rule: "tiers-empty",
    };
  }
  if (network.newBits !== undefined) yield* bitsRules(network.newBits, block, "network.newBits");
  for (const tier of network.tiers) yield* tierRules(tier, block, network.newBits);
  yield* givenRangeRules(network.tiers, block);
  if (homeless.length > 0) {
    yield {
      path: "network.tiers",
      message: `${network.cidr} has room for ${subnets.length} of ${subnets.length + homeless.length} subnets; no room is left for ${homeless.join(", ")}`,
      remedy: "Take a larger range, more newBits (smaller subnets), or fewer zones.",
      rule: "subnets-exhausted",
    };
  }
}
