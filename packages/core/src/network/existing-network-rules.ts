import { quote, type Finding } from "../finding.ts";
import { isInside, overlaps, parseBlock } from "./block.ts";
import { cidrForm } from "./cidr-form.ts";
import type { ExistingNetwork } from "./existing-network.ts";
import type { SubnetDesign } from "./subnet-plan.ts";
import { tierNameRules } from "./tier.ts";
import { isZoneName } from "./zone-rules.ts";

/** An existing network as it is described: ids, ranges inside the VPC, none twice, none over another. */
export function* existingNetworkRules(network: ExistingNetwork, planned: readonly SubnetDesign[]): Iterable<Finding> {
  const { vpcId, subnets } = network;
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
  const vpc = parseBlock(network.cidr);
  for (const [index, { id, cidr, zone, tier }] of subnets.entries()) {
    const path = `network.subnets.${planned[index]?.name ?? index}`;
    if (!/^subnet-([0-9a-f]{8}|[0-9a-f]{17})$/.test(id)) {
      yield {
        path: `${path}.id`,
        message: `${quote(id)} is no id of a subnet`,
        remedy: "Write it as subnet-0123456789abcdef0.",
        rule: "subnet-id",
      };
    } else if (subnets.findIndex((other) => other.id === id) !== index) {
      yield {
        path: `${path}.id`,
        message: `${quote(id)} is named twice`,
        remedy: "Name each subnet once, in one tier.",
        rule: "subnet-duplicate",
      };
    }
    if (!isZoneName(zone)) {
      yield {
        path: `${path}.zone`,
        message: `${quote(zone)} is no name of a zone`,
        remedy: "Write it as us-west-2a.",
        rule: "zone-name",
      };
    }
    yield* tierNameRules(tier, path);
    yield* cidrForm(cidr, `${path}.cidr`);
    const block = parseBlock(cidr);
    if (block === undefined) continue;
    if (vpc !== undefined && !isInside(block, vpc)) {
      yield {
        path: `${path}.cidr`,
        message: `${quote(cidr)} lies outside the network's ${network.cidr}`,
        remedy: "Give the subnet's own range, or the VPC's range that holds it.",
        rule: "subnet-outside",
      };
    }
    const other = subnets.findIndex(
      (earlier, at) => at < index && earlier.id !== id && blocksOverlap(earlier.cidr, cidr),
    );
    if (other >= 0) {
      yield {
        path: `${path}.cidr`,
        message: `${quote(cidr)} overlaps ${planned[other]?.name ?? other}, ${subnets[other]?.cidr ?? ""}`,
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
