import { quote, type Finding } from "../finding.ts";
import { isInside, overlaps, parseBlock } from "./block.ts";
import { cidrForm } from "./cidr-form.ts";
import type { ExistingNetwork } from "./existing-network.ts";
import { existingSubnets } from "./subnet-plan.ts";
import { tierNameRules } from "./tier.ts";
import { isZoneName } from "./zone-rules.ts";

/** An existing network as it is described: ids, ranges inside the VPC, none twice, none over another. */
export function* existingNetworkRules(network: ExistingNetwork): Iterable<Finding> {
  const { vpcId } = network;
  const subnets = existingSubnets(network);
  if (!/^vpc-([0-9a-f]{8}|[0-9a-f]{17})$/.test(vpcId)) {
    yield {
      path: "network.vpcId",
      message: `${quote(vpcId)} is no id of a VPC`,
      remedy: "Write it as vpc-0123456789abcdef0.",
      rule: "vpc-id",
    };
  }
  if (subnets.length === 0) {
    yield {
      path: "network.subnets",
      message: "no subnet is named",
      remedy: "Name the subnets that nodes may stand in, by tier.",
      rule: "subnets-empty",
    };
  }
  const regions = new Set(subnets.flatMap(({ zoneName }) => (isZoneName(zoneName) ? [zoneName.slice(0, -1)] : [])));
  if (regions.size > 1) {
    yield {
      path: "network.subnets",
      message: `the zones lie in different regions: ${[...regions].join(", ")}`,
      remedy: "A VPC lies in one region: name the subnets of one.",
      rule: "zone-region",
    };
  }
  const vpc = parseBlock(network.cidr);
  for (const [index, { id, cidr, zoneName, tier }] of subnets.entries()) {
    const path = `network.subnets.${tier}.${subnets.slice(0, index).filter((other) => other.tier === tier).length}`;
    const earlier = subnets.slice(0, index);
    if (!/^subnet-([0-9a-f]{8}|[0-9a-f]{17})$/.test(id)) {
      yield {
        path: `${path}.id`,
        message: `${quote(id)} is no id of a subnet`,
        remedy: "Write it as subnet-0123456789abcdef0.",
        rule: "subnet-id",
      };
    } else if (earlier.some((other) => other.id === id)) {
      yield {
        path: `${path}.id`,
        message: `${quote(id)} is named twice`,
        remedy: "Name each subnet once, in one tier.",
        rule: "subnet-duplicate",
      };
    }
    if (!isZoneName(zoneName)) {
      yield {
        path: `${path}.zone`,
        message: `${quote(zoneName)} is no name of a zone`,
        remedy: "Write it as us-west-2a.",
        rule: "zone-name",
      };
    }
    if (earlier.every((other) => other.tier !== tier)) yield* tierNameRules(tier, `network.subnets.${tier}`);
    yield* cidrForm(cidr, `${path}.cidr`);
    const block = parseBlock(cidr);
    if (block === undefined) continue;
    if (block.prefix > 28) {
      yield {
        path: `${path}.cidr`,
        message: `a subnet is /16 to /28, ${quote(cidr)} is /${block.prefix}`,
        remedy: "Give the range as AWS shows it.",
        rule: "subnet-size",
      };
    }
    if (vpc !== undefined && !isInside(block, vpc)) {
      yield {
        path: `${path}.cidr`,
        message: `${quote(cidr)} lies outside the network's ${network.cidr}`,
        remedy: "Give the subnet's own range, or the VPC's range that holds it.",
        rule: "subnet-outside",
      };
    }
    const other = earlier.find((each) => each.id !== id && blocksOverlap(each.cidr, cidr));
    if (other !== undefined) {
      yield {
        path: `${path}.cidr`,
        message: `${quote(cidr)} overlaps ${other.name}, ${other.cidr}`,
        remedy: "Give the ranges as AWS shows them: subnets of a VPC never overlap.",
        rule: "subnet-overlap",
      };
    }
  }
}

function blocksOverlap(a: string, b: string): boolean {
  const [first, second] = [parseBlock(a), parseBlock(b)];
  return first !== undefined && second !== undefined && overlaps(first, second);
}
