import { quote, type Finding } from "../finding.ts";
import { cidrForm } from "../network/cidr-form.ts";
import type { ClusterReading } from "./cluster-reading.ts";
import { healthRules } from "./health-rules.ts";

function isPort(port: number): boolean {
  return port >= 1 && port <= 65_535;
}

/** Each exposure by itself: ports, certificate, record, sources, health check. */
export function* exposureRules({ services, network, etcd }: ClusterReading): Iterable<Finding> {
  for (const service of services) {
    const { exposure, path } = service;
    const { port, targetPort, protocol, certificateArn, dns, from } = exposure;
    // What was not written is the port itself, and said once.
    const ports = targetPort === port ? { port } : { port, targetPort };
    for (const [field, value] of Object.entries(ports)) {
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
    // "Listeners for your Network Load Balancers" of the guide: a TCP listener sends to a TCP target group.
    if (exposure.protocol === "tcp" && exposure.targetProtocol === "tls") {
      yield {
        path: `${path}.targetProtocol`,
        message: "a tcp listener passes on what comes as it is, and cannot speak tls to nodes",
        remedy: 'Set protocol to "tls", with a certificate, or targetProtocol to "tcp".',
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
    if (isStore && service.scheme === "internet-facing" && etcd?.tls === "off") {
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
    // TargetGroupAttribute, API reference: deregistration_delay.timeout_seconds.
    if (exposure.drain < 0 || exposure.drain > 3600) {
      yield {
        path: `${path}.drain`,
        message: `a node drains for 0 to 3600 seconds, not ${exposure.drain}`,
        remedy: "Give as many seconds as the longest request takes.",
        rule: "drain-range",
      };
    }
    if (from?.length === 0) {
      yield {
        path: `${path}.from`,
        message: "no range is named that may reach the port, so that nobody may",
        remedy: "Name ranges, or leave it out for the usual ones.",
        rule: "from-empty",
      };
    }
    for (const [index, cidr] of (from ?? []).entries()) yield* cidrForm(cidr, `${path}.from.${index}`);
    yield* healthRules(service);
  }
}
