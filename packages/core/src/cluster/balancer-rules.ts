import { quote, type Finding } from "../finding.ts";
import { balancerSubnets } from "./balancers.ts";
import type { ClusterReading } from "./cluster-reading.ts";

/** Exposures together: names, ports of a shared balancer, and subnets for it to stand in. */
export function* balancerRules({ services, subnets, network }: ClusterReading): Iterable<Finding> {
  for (const { name: service, balancer, path } of services) {
    for (const [what, own] of new Map([
      ["service", service],
      ["balancer", balancer],
    ])) {
      if (own.length <= 24 && /^[A-Za-z0-9]+(-[A-Za-z0-9]+)*$/.test(own)) continue;
      yield {
        path,
        message: `${quote(own)} is no name of a ${what}`,
        remedy: `Set ${what === "service" ? "name" : "balancer"} to 1 to 24 letters, digits and single hyphens: names of balancers and target groups have 32 characters at most and begin with the cluster's.`,
        rule: "balancer-name",
      };
    }
  }
  const names = new Map<string, string>();
  for (const { name, path } of services) {
    const holder = names.get(name);
    if (holder === undefined) names.set(name, path);
    else
      yield {
        path,
        message: `${holder} is a service named ${quote(name)} already`,
        remedy: "Give one of them another name.",
        rule: "service-name-taken",
      };
  }
  for (const balancer of new Set(services.map((service) => service.balancer))) {
    const mine = services.filter((service) => service.balancer === balancer);
    const [first, ...others] = mine;
    if (first === undefined) continue;
    for (const other of others) {
      if (other.type !== first.type || other.scheme !== first.scheme) {
        yield {
          path: other.path,
          message: `balancer ${quote(balancer)} is ${first.scheme} for ${first.exposure.protocol} at ${first.path}, and cannot be ${other.scheme} for ${other.exposure.protocol}`,
          remedy:
            "Name another balancer: each is internal or internet-facing, and for tcp and tls or for http and https.",
          rule: "balancer-mixed",
        };
      }
    }
    for (const [index, service] of mine.entries()) {
      const earlier = mine.find((each, at) => at < index && each.exposure.port === service.exposure.port);
      if (earlier !== undefined) {
        yield {
          path: `${service.path}.port`,
          message: `port ${service.exposure.port} of balancer ${quote(balancer)} is taken by ${earlier.path}`,
          remedy: "Give one of them another port, or another balancer.",
          rule: "listener-taken",
        };
      }
    }
    if (network === undefined || subnets.length === 0) continue;
    const places = balancerSubnets(mine, subnets);
    if (places.length === 0) {
      yield {
        path: first.path,
        message:
          first.scheme === "internet-facing"
            ? "an internet-facing balancer needs a public subnet, and there is none"
            : "its nodes stand in no subnet",
        remedy:
          first.scheme === "internet-facing"
            ? 'Add a public tier, or set scheme to "internal".'
            : "Name a tier that the network has.",
        rule: "balancer-subnets",
      };
    } else if (first.type === "application" && places.length < 2) {
      yield {
        path: first.path,
        message: "an application balancer stands in two zones at least, and its subnets lie in one",
        remedy: "Give the network two zones, or use protocol tcp.",
        rule: "balancer-zones",
      };
    }
  }
}
