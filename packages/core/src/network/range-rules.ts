import { quote, type Finding } from "../finding.ts";
import { overlaps, parseBlock, isInside, type Block } from "./block.ts";
import { cidrForm } from "./cidr-form.ts";

const privateRanges = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10"];
const dockerBridge = "172.17.0.0/16";

/**
 * The network's own range: a CIDR of /16 to /28 without stray bits, private, and clear of docker's bridge.
 */
export function* rangeRules(cidr: string): Iterable<Finding> {
  const path = "network.cidr";
  const block = parseBlock(cidr);
  yield* cidrForm(cidr, path);
  if (block === undefined) return;
  if (block.prefix < 16 || block.prefix > 28) {
    yield {
      path,
      message: `a VPC is /16 to /28, ${quote(cidr)} is /${block.prefix}`,
      remedy:
        block.prefix < 16
          ? "Take a smaller range, such as 10.10.0.0/16."
          : "Take a larger range: subnets alone need /28 each.",
      rule: "vpc-size",
    };
  }
  if (!privateRanges.some((range) => isWithin(block, range))) {
    yield {
      severity: "warning",
      path,
      message: `${quote(block.cidr)} is not a private range: nodes could not reach the owners of those addresses`,
      remedy: `Take a range inside ${privateRanges.slice(0, 3).join(", ")}.`,
      rule: "vpc-public-range",
    };
  }
  const docker = parseBlock(dockerBridge);
  if (docker !== undefined && overlaps(block, docker)) {
    yield {
      severity: "warning",
      path,
      message: `${quote(block.cidr)} overlaps ${dockerBridge}, the bridge that docker makes on every node`,
      remedy: "Take a range outside 172.17.0.0/16, or give docker another bridge.",
      rule: "docker-range",
    };
  }
}

function isWithin(inner: Block, range: string): boolean {
  const outer = parseBlock(range);
  return outer !== undefined && isInside(inner, outer);
}
