import { quote, type Finding } from "../finding.ts";
import { isInside, isReserved, parseAddress, parseBlock } from "../network/block.ts";
import type { ClusterReading } from "./cluster-reading.ts";
import { subnetOf } from "./named-role.ts";

/** Fixed addresses of members and machines: addresses at all, in a subnet, not AWS's own, none twice. */
export function* addressRules({ network, roles, subnets }: ClusterReading): Iterable<Finding> {
  const vpc = parseBlock(network?.cidr ?? "");
  const holders = new Map<string, string>();
  for (const { path, spec } of roles) {
    const addresses = spec.kind === "workers" ? [] : (spec.addresses ?? []);
    for (const [index, address] of addresses.entries()) {
      const at = `${path}.addresses.${index}`;
      const number = parseAddress(address);
      if (number === undefined) {
        yield {
          path: at,
          message: `${quote(address)} is no IPv4 address`,
          remedy: "Write four numbers from 0 to 255, such as 10.10.3.100.",
          rule: "address-form",
        };
        continue;
      }
      const holder = holders.get(address);
      if (holder !== undefined) {
        yield {
          path: at,
          message: `${address} is taken by ${holder}`,
          remedy: "Give each node an address of its own.",
          rule: "address-duplicate",
        };
        continue;
      }
      holders.set(address, at);
      if (network === undefined || vpc === undefined) continue;
      const subnet = subnetOf(address, subnets);
      if (subnet === undefined) {
        const isOutside = !isInside(number, vpc);
        const where = isOutside ? `outside the network's ${network.cidr}` : "in no subnet";
        const choice = subnets.map(({ name, cidr }) => `${name} ${cidr}`).join(", ");
        yield {
          path: at,
          message: `${address} lies ${where}`,
          remedy: `Take an address of one of: ${choice}.`,
          rule: isOutside ? "address-outside" : "address-subnet",
        };
        continue;
      }
      const block = parseBlock(subnet.cidr);
      if (block !== undefined && isReserved(number, block)) {
        yield {
          path: at,
          message: `${address} belongs to AWS: the first four addresses of ${subnet.name}, ${subnet.cidr}, and its last`,
          remedy: "Take another address of that subnet.",
          rule: "address-reserved",
        };
      }
    }
  }
}
