import { balancerSubnets, targetOf } from "../cluster/balancers.ts";
import type { Service } from "../cluster/service.ts";
import type { Rule } from "./examined.ts";
import { quote, type Finding } from "./finding.ts";
import { cidrForm } from "./network-range.ts";

function isPort(port: number): boolean {
  return port >= 1 && port <= 65_535;
}

/** Each exposure by itself: ports, certificate, record, sources, health check. */
export const exposures: Rule = function* ({ services, network }) {
  for (const service of services) {
    const { exposure, path } = service;
    const { port, targetPort, protocol, certificateArn, dns, from } = exposure;
    for (const [field, value] of Object.entries({ port, targetPort })) {
      if (!isPort(value))
        yield {
          path: `${path}.${field}`,
          message: `a port is 1 to 65535, not ${value}`,
          remedy: "Give a port.",
          rule: "port-range",
        };
    }
    const encrypted = protocol === "tls" || protocol === "https";
    if (encrypted && certificateArn === undefined) {
      yield {
        path: `${path}.certificateArn`,
        message: `a listener for ${protocol} shows a certificate, and none is named`,
        remedy: "Give the ARN of one from ACM.",
        rule: "certificate-missing",
      };
    } else if (certificateArn !== undefined && !encrypted) {
      yield {
        path: `${path}.certificateArn`,
        message: `a listener for ${protocol} shows no certificate`,
        remedy: `Set protocol to "${protocol === "http" ? "https" : "tls"}", or remove the certificate.`,
        rule: "certificate-unused",
      };
    } else if (
      certificateArn !== undefined &&
      !/^arn:aws[a-z-]*:(acm|iam):[a-z0-9-]*:\d{12}:(certificate|server-certificate)\/[\w/-]+$/.test(certificateArn)
    ) {
      yield {
        path: `${path}.certificateArn`,
        message: `${quote(certificateArn)} is no ARN of a certificate`,
        remedy: "Write it as arn:aws:acm:us-west-2:123456789012:certificate/id.",
        rule: "certificate-arn",
      };
    }
    if (service.type === "application" && (exposure.targetProtocol === "tcp" || exposure.targetProtocol === "tls")) {
      yield {
        path: `${path}.targetProtocol`,
        message: `an application balancer speaks http or https to nodes, not ${exposure.targetProtocol}`,
        remedy: 'Set targetProtocol to "http" or "https".',
        rule: "target-protocol",
      };
    }
    if (service.type === "network" && (exposure.targetProtocol === "http" || exposure.targetProtocol === "https")) {
      yield {
        path: `${path}.targetProtocol`,
        message: `a network balancer speaks tcp or tls to nodes, not ${exposure.targetProtocol}`,
        remedy: 'Set protocol to "http", or targetProtocol to "tcp".',
        rule: "target-protocol",
      };
    }
    if (
      typeof dns === "string" &&
      !/^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$/.test(dns)
    ) {
      yield {
        path: `${path}.dns`,
        message: `${quote(dns)} is no label of a host`,
        remedy: "Use lower-case letters, digits and hyphens.",
        rule: "dns-label",
      };
    } else if (typeof dns === "string" && network !== undefined && network.dns === undefined) {
      yield {
        path: `${path}.dns`,
        message: "the network has no private zone for the record",
        remedy: "Set network.dns, such as fleet.internal, or remove dns here.",
        rule: "dns-zone-missing",
      };
    }
    const isStore = service.role.spec.kind === "etcd" && (targetPort === 2379 || targetPort === 2380);
    if (
      isStore &&
      service.scheme === "internet-facing" &&
      service.role.spec.kind === "etcd" &&
      service.role.spec.tls === "off"
    ) {
      yield {
        path,
        message: "it shows etcd to the world, and anyone may read and write it",
        remedy: 'Set etcd.tls to "mutual", or scheme to "internal".',
        rule: "etcd-open",
      };
    }
    if (isStore && service.type === "application") {
      yield {
        path: `${path}.protocol`,
        message: "an application balancer ends the connection, and etcd's clients prove themselves by theirs",
        remedy: 'Use protocol "tcp".',
        rule: "etcd-balancer",
      };
    }
    for (const [index, cidr] of (from ?? []).entries()) yield* cidrForm(cidr, `${path}.from.${index}`);
    yield* health(service);
  }
};

function* health(service: Service): Iterable<Finding> {
  const { health } = targetOf(service);
  const path = `${service.path}.health`;
  // Source: Elastic Load Balancing, HealthCheckIntervalSeconds 5 to 300, timeout 2 to 120, counts 2 to 10.
  const bounds = {
    healthyThreshold: [2, 10],
    unhealthyThreshold: [2, 10],
    timeout: [2, 120],
    interval: [5, 300],
    port: [1, 65_535],
  } as const;
  for (const [field, [least, most]] of Object.entries(bounds)) {
    const value = health[field as keyof typeof bounds];
    if (value < least || value > most)
      yield {
        path: `${path}.${field}`,
        message: `${field} is ${least} to ${most}, not ${value}`,
        remedy: "Give a number in that range.",
        rule: "health-range",
      };
  }
  if (health.timeout >= health.interval) {
    yield {
      path: `${path}.timeout`,
      message: `a check may take ${health.timeout} s and is repeated after ${health.interval} s`,
      remedy: "Give a timeout less than the interval.",
      rule: "health-timeout",
    };
  }
  if (health.path !== undefined && !health.path.startsWith("/")) {
    yield {
      path: `${path}.path`,
      message: `${quote(health.path)} is no path`,
      remedy: "Begin it with a slash, such as /health.",
      rule: "health-path",
    };
  }
  if (service.exposure.health.protocol === "tcp" && service.type === "application") {
    yield {
      path: `${path}.protocol`,
      message: "an application balancer checks health by http or https",
      remedy: 'Set protocol to "http", or leave it out.',
      rule: "health-protocol",
    };
  }
  if (service.exposure.health.path !== undefined && service.exposure.health.protocol === "tcp") {
    yield {
      path: `${path}.path`,
      message: "a tcp check has no path",
      remedy: 'Remove the path, or set protocol to "http".',
      rule: "health-path",
    };
  }
}

/** Exposures together: names, ports of a shared balancer, and subnets for it to stand in. */
export const balancers: Rule = function* ({ services, subnets, network }) {
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
};
