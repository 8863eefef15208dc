import { isInside, overlaps, parseBlock } from "../network/block.ts";
import type { Rule } from "./examined.ts";
import { quote } from "./finding.ts";
import { cidrForm } from "./network-range.ts";

/** An existing network as it is described: ids, ranges inside the VPC, none twice, none over another. */
export const existingSubnets: Rule = function* ({ network, subnets: planned }) {
  if (network?.kind !== "existing-network") return;
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
    if (!/^[a-z]{2}(-[a-z]+)+-\d[a-z]$/.test(zone)) {
      yield {
        path: `${path}.zone`,
        message: `${quote(zone)} is no name of a zone`,
        remedy: "Write it as us-west-2a.",
        rule: "zone-name",
      };
    }
    if (!/^[a-z][a-z0-9-]{0,19}$/.test(tier)) {
      yield {
        path,
        message: `${quote(tier)} is no name of a tier`,
        remedy: "Use 1 to 20 lower-case letters, digits and hyphens, beginning with a letter.",
        rule: "tier-name",
      };
    }
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
};

function blocksOverlap(a: string, b: string): boolean {
  const [first, second] = [parseBlock(a), parseBlock(b)];
  return first !== undefined && second !== undefined && overlaps(first, second);
}
