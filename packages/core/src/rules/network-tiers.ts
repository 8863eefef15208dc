import { parseBlock } from "../network/block.ts";
import { planSubnets } from "../network/subnet-plan.ts";
import type { Rule } from "./examined.ts";
import { quote } from "./finding.ts";

/** Tiers: their names, their sizes, and whether the range has room for all of them. */
export const networkTiers: Rule = function* ({ network }) {
  if (network?.kind !== "network") return;
  const block = parseBlock(network.cidr);
  if (network.tiers.length === 0) {
    yield {
      path: "network.tiers",
      message: "a network without tiers has no subnets",
      remedy: "Name one tier at least, or leave tiers out.",
      rule: "tiers-empty",
    };
  }
  for (const tier of network.tiers) {
    const path = `network.tiers.${tier.name}`;
    if (!/^[a-z][a-z0-9-]{0,19}$/.test(tier.name)) {
      yield {
        path,
        message: `${quote(tier.name)} is no name of a tier`,
        remedy: "Use 1 to 20 lower-case letters, digits and hyphens, beginning with a letter.",
        rule: "tier-name",
      };
    }
    if (tier.subnets < 1) {
      yield {
        path: `${path}.subnets`,
        message: `a tier has at least one subnet, not ${tier.subnets}`,
        remedy: "Give a number from 1.",
        rule: "tier-subnets",
      };
    }
    const prefix = (block?.prefix ?? 16) + tier.newBits;
    if (block !== undefined && (tier.newBits < 0 || prefix < 16 || prefix > 28)) {
      yield {
        path: `${path}.newBits`,
        message: `${tier.newBits} new bits make /${prefix} subnets of ${block.cidr}, and a subnet is /16 to /28`,
        remedy: `Give ${Math.max(0, 16 - block.prefix)} to ${28 - block.prefix}.`,
        rule: "subnet-size",
      };
    }
  }
  const { homeless, subnets } = planSubnets(network);
  if (homeless.length > 0) {
    yield {
      path: "network.tiers",
      message: `${network.cidr} has room for ${subnets.length} of ${subnets.length + homeless.length} subnets; no room is left for ${homeless.join(", ")}`,
      remedy: "Take a larger range, more newBits (smaller subnets), or fewer zones.",
      rule: "subnets-exhausted",
    };
  }
};
