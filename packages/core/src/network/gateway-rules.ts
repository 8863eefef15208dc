import { quote, useOneOf, type Finding } from "../finding.ts";
import { endpointServices } from "./endpoint-services.ts";
import type { Network } from "./network.ts";
import type { SubnetDesign } from "./subnet-plan.ts";

/** NAT has a public subnet to stand in. */
export function* natRules(nat: Network["nat"], subnets: readonly SubnetDesign[]): Iterable<Finding> {
  const inside = subnets.filter((subnet) => !subnet.public);
  const open = new Set(subnets.filter((subnet) => subnet.public).map(({ zone }) => zone));
  if (nat !== "none" && inside.length > 0 && open.size === 0) {
    yield {
      path: "network.nat",
      message: `nat is ${quote(nat)}, and no tier is public: a NAT gateway stands in a public subnet`,
      remedy: 'Add a public tier, or set nat to "none".',
      rule: "nat-subnet",
    };
  } else if (nat === "per-zone") {
    const bare = [...new Set(inside.map(({ zone }) => zone))].filter((zone) => !open.has(zone));
    if (bare.length > 0) {
      yield {
        path: "network.nat",
        message: `a NAT gateway per zone needs a public subnet in each, and zone ${bare.map((zone) => zone + 1).join(", ")} has none`,
        remedy: 'Give the public tier a subnet per zone, or set nat to "single".',
        rule: "nat-zone",
      };
    }
  }
}

/** Endpoints are services that exist, none twice. */
export function* endpointRules(endpoints: readonly string[]): Iterable<Finding> {
  for (const [index, service] of endpoints.entries()) {
    const path = `network.endpoints.${index}`;
    if (!endpointServices.some((known) => known === service)) {
      yield {
        path,
        message: `no endpoint is known for ${quote(service)}`,
        remedy: useOneOf(service, endpointServices),
        rule: "endpoint-unknown",
      };
    } else if (endpoints.indexOf(service) !== index) {
      yield {
        path,
        message: `endpoint ${quote(service)} is named twice`,
        remedy: "Name it once.",
        rule: "endpoint-duplicate",
      };
    }
  }
}

/** The private zone has a usable name. */
export function* dnsRules(dns: string | undefined): Iterable<Finding> {
  if (dns === undefined) return;
  if (dns.length > 200 || !/^([a-z0-9_]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])?$/.test(dns)) {
    yield {
      path: "network.dns",
      message: `${quote(dns)} is no name of a DNS zone`,
      remedy:
        "Write two or more labels of lower-case letters, digits and hyphens, such as fleet.internal, without a dot at the end.",
      rule: "dns-zone",
    };
  } else if (
    /(^|\.)(amazonaws\.com(\.cn)?|amazonaws\.eu|api\.aws|on\.aws|aws\.dev|(compute|ec2)\.internal)$/.test(dns)
  ) {
    yield {
      severity: "warning",
      path: "network.dns",
      message: `a private zone ${quote(dns)} hides names of AWS's own from the nodes, such as those of its services`,
      remedy: "Use a name of your own, such as fleet.internal.",
      rule: "dns-shadow",
    };
  } else if (dns.endsWith(".local")) {
    yield {
      severity: "warning",
      path: "network.dns",
      message: `resolvers keep ${quote(dns)} on the local link, because .local belongs to multicast DNS`,
      remedy: "Use a name below .internal.",
      rule: "dns-local",
    };
  }
}
