import type { Finding } from "../finding.ts";
import { type Block, isInside, overlaps, parseBlock } from "./block.ts";
import { cidrForm } from "./cidr-form.ts";
import type { Tier } from "./tier.ts";

/**
 * The ranges that tiers give their subnets: of a size that AWS takes, inside the network, none over another.
 */
export function* givenRangeRules(tiers: readonly Tier[], network: Block | undefined): Iterable<Finding> {
  const earlier: { readonly path: string; readonly block: Block }[] = [];
  for (const { name, cidrs = [], subnets } of tiers) {
    if (cidrs.length > 0 && cidrs.length !== subnets) {
      yield {
        path: `network.tiers.${name}.subnets`,
        message: `${subnets} subnets are wanted, and ${cidrs.length} ranges are given`,
        remedy: "Give a range for each subnet, or leave subnets out.",
        rule: "tier-ranges",
      };
    }
    for (const [index, cidr] of cidrs.entries()) {
      const path = `network.tiers.${name}.cidrs.${index}`;
      yield* cidrForm(cidr, path);
      const block = parseBlock(cidr);
      if (block === undefined) continue;
      yield* placeRules(block, network, path);
      const other = earlier.find((one) => overlaps(one.block, block));
      if (other !== undefined) {
        yield {
          path,
          message: `${cidr} overlaps ${other.block.cidr}, at ${other.path}`,
          remedy: "Give each subnet a range of its own.",
          rule: "subnet-overlap",
        };
      }
      earlier.push({ path, block });
    }
  }
}

function* placeRules(block: Block, network: Block | undefined, path: string): Iterable<Finding> {
  if (block.prefix < 16 || block.prefix > 28) {
    yield {
      path,
      message: `${block.cidr} is a /${block.prefix}, and a subnet is /16 to /28`,
      remedy: "Take a range of that size.",
      rule: "subnet-size",
    };
  } else if (network !== undefined && !isInside(block, network)) {
    yield {
      path,
      message: `${block.cidr} lies outside the network's ${network.cidr}`,
      remedy: "Take a range inside it.",
      rule: "subnet-outside",
    };
  }
}
