import { expect, it } from "vitest";
import { brokenRules, ofEtcd, ofPool, untyped } from "../../test/broken-rules.ts";
import { faultsOf } from "../../test/faults-of.ts";
import { etcd, network, workers, type ExposureOptions } from "../index.ts";

const size = { min: 0, desired: 1, max: 2 };
const at = "pools.web.expose.0";

const acm = "arn:aws:acm:us-west-2:123456789012:certificate/0123-ab";

function exposed(options: Partial<ExposureOptions>, dns?: string) {
  const net = network({ cidr: "10.10.0.0/16", ...(dns !== undefined && { dns }) });
  return brokenRules(ofPool({ expose: [{ port: 80, ...options }] }, { network: net }));
}

it.each([
  [{ port: 1 }, []],
  [{ port: 65_535 }, []],
  [{ port: 65_536, targetPort: 80 }, [`port-range at ${at}.port`]],
  [{ port: 0, targetPort: 80 }, [`port-range at ${at}.port`]],
  [{ port: 0 }, [`port-range at ${at}.port`]],
  [{ port: 65_536 }, [`port-range at ${at}.port`]],
  [{ targetPort: 70_000 }, [`port-range at ${at}.targetPort`]],
  [{ drain: -1 }, [`drain-range at ${at}.drain`]],
  [{ drain: 0 }, []],
  [{ drain: 3600 }, []],
  [{ drain: 3601 }, [`drain-range at ${at}.drain`]],
  [{ from: [] }, [`from-empty at ${at}.from`]],
  [{ targetPort: 65_536, health: { port: 80 } }, [`port-range at ${at}.targetPort`]],
  [{ targetPort: 0, health: { port: 80 } }, [`port-range at ${at}.targetPort`]],
  [{ protocol: "tls" }, [`certificate-missing at ${at}.certificateArn`]],
  [{ protocol: "https" }, [`certificate-missing at ${at}.certificateArn`]],
  [{ protocol: "tls", certificateArn: acm }, []],
  [{ protocol: "https", certificateArn: acm.replace("acm", "iam").replace("certificate", "server-certificate") }, []],
  [{ protocol: "tls", certificateArn: acm.replace("aws", "aws-us-gov") }, []],
  [{ protocol: "tls", certificateArn: "arn:aws:iam::123456789012:server-certificate/a/b" }, []],
  [{ protocol: "tls", certificateArn: `x${acm}` }, [`certificate-arn at ${at}.certificateArn`]],
  [{ protocol: "tls", certificateArn: `${acm} ` }, [`certificate-arn at ${at}.certificateArn`]],
  [{ protocol: "tls", certificateArn: acm.replace("acm", "s3") }, [`certificate-arn at ${at}.certificateArn`]],
  [{ protocol: "tcp", certificateArn: acm }, [`certificate-unused at ${at}.certificateArn`]],
  [{ protocol: "http", certificateArn: acm }, [`certificate-unused at ${at}.certificateArn`]],
  [{ protocol: "http", targetProtocol: "https" }, []],
  [{ protocol: "http", targetProtocol: "tcp" }, [`target-protocol at ${at}.targetProtocol`]],
  [{ protocol: "http", targetProtocol: "tls" }, [`target-protocol at ${at}.targetProtocol`]],
  [{ protocol: "tcp", targetProtocol: "tls" }, [`target-protocol at ${at}.targetProtocol`]],
  [{ protocol: "tls", targetProtocol: "tls", certificateArn: acm }, []],
  [{ protocol: "tcp", targetProtocol: "http" }, [`target-protocol at ${at}.targetProtocol`]],
  [{ protocol: "tcp", targetProtocol: "https" }, [`target-protocol at ${at}.targetProtocol`]],
  [{ from: ["10.0.0.0/8", "10.1.0.0"] }, [`cidr-form at ${at}.from.1`]],
  [{ dns: false }, []],
  [{ dns: "web" }, [`dns-zone-missing at ${at}.dns`]],
] satisfies readonly (readonly [Partial<ExposureOptions>, string[]])[])("%j: %j", (options, broken) => {
  expect(exposed(options)).toEqual(broken);
});

it.each([
  ["web", true],
  ["w", true],
  ["web-1.api", true],
  ["web.a", true],
  ["web.internal", true],
  ["a.b.c-d", true],
  ["a".repeat(63), true],
  ["a".repeat(64), false],
  ["-web", false],
  ["web-", false],
  ["web.", false],
  [".web", false],
  ["web.-api", false],
  ["Web", false],
  ["web!", false],
])("under the host %s: %j", (dns, isLabel) => {
  expect(exposed({ dns }, "fleet.internal")).toEqual(isLabel ? [] : [`dns-label at ${at}.dns`]);
});

it.each([
  ["off", { port: 2379, scheme: "internet-facing" }, ["etcd-open at etcd.expose.0"]],
  ["off", { port: 80, targetPort: 2380, scheme: "internet-facing" }, ["etcd-open at etcd.expose.0"]],
  ["off", { port: 2381, scheme: "internet-facing" }, []],
  ["off", { port: 2379, scheme: "internal" }, []],
  ["mutual", { port: 2379, scheme: "internet-facing" }, []],
  ["mutual", { port: 2379, protocol: "http" }, ["etcd-balancer at etcd.expose.0.protocol"]],
  ["mutual", { port: 80, protocol: "http" }, []],
] as const)("of etcd with tls %s, %j", (tls, exposure, broken) => {
  const addresses = ["10.10.3.100", "10.10.4.100", "10.10.5.100"] as const;
  expect(brokenRules(ofPool({}, { etcd: etcd({ addresses, tls, expose: [exposure] }) }))).toEqual(broken);
});

faultsOf([
  [
    "ports out of range",
    ofPool({ expose: [{ port: 0, targetPort: 70_000 }] }),
    `error at fleet.pools.web.expose.0.port: a port is 1 to 65535, not 0 [port-range]
       Give a port.
     error at fleet.pools.web.expose.0.targetPort: a port is 1 to 65535, not 70000 [port-range]
       Give a port.`,
  ],
  [
    "listener without certificate",
    ofPool({ expose: [{ port: 443, protocol: "https" }] }),
    `error at fleet.pools.web.expose.0.certificateArn: a listener for https shows a certificate, and none is named [certificate-missing]
       Give the ARN of one from ACM.`,
  ],
  [
    "certificate that nobody shows",
    ofPool({ expose: [{ port: 80, certificateArn: acm }] }),
    `error at fleet.pools.web.expose.0.certificateArn: a listener for tcp shows no certificate [certificate-unused]
       Set protocol to "tls", or remove the certificate.`,
  ],
  [
    "record without a zone",
    ofPool({ expose: [{ port: 80, dns: "web" }] }),
    `error at fleet.pools.web.expose.0.dns: the network has no private zone for the record [dns-zone-missing]
       Set network.dns, such as fleet.internal, or remove dns here.`,
  ],
  [
    "etcd shown to the world",
    ofEtcd({ tls: "off", expose: [{ port: 2379, scheme: "internet-facing" }] }),
    `error at fleet.etcd.expose.0: it shows etcd to the world, and anyone may read and write it [etcd-open]
       Set etcd.tls to "mutual", or scheme to "internal".`,
  ],
  [
    "etcd behind a balancer that ends connections",
    ofEtcd({
      expose: [{ port: 443, targetPort: 2379, protocol: "https", targetProtocol: "https", certificateArn: acm }],
    }),
    `error at fleet.etcd.expose.0.protocol: an application balancer ends the connection, and etcd's clients prove themselves by theirs [etcd-balancer]
       Use protocol "tcp".`,
  ],
  [
    "ARN of no certificate",
    ofPool({ expose: [{ port: 443, protocol: "tls", certificateArn: "arn" }] }),
    `error at fleet.pools.web.expose.0.certificateArn: "arn" is no ARN of a certificate [certificate-arn]
       Write it as arn:aws:acm:us-west-2:123456789012:certificate/id.`,
  ],
  [
    "protocols that balancers do not speak to nodes",
    ofPool({
      expose: [
        { port: 80, protocol: "http", targetProtocol: "tcp" },
        { port: 81, targetProtocol: "http" },
      ],
    }),
    `error at fleet.pools.web.expose.0.targetProtocol: an application balancer speaks http or https to nodes, not tcp [target-protocol]
       Set targetProtocol to "http" or "https".
     error at fleet.pools.web.expose.1.targetProtocol: a network balancer speaks tcp or tls to nodes, not http [target-protocol]
       Set protocol to "http", or targetProtocol to "tcp".`,
  ],
  [
    "certificate that a listener for http does not show",
    ofPool({ expose: [{ port: 80, protocol: "http", certificateArn: acm }] }),
    `error at fleet.pools.web.expose.0.certificateArn: a listener for http shows no certificate [certificate-unused]
       Set protocol to "https", or remove the certificate.`,
  ],
  [
    "host that is none",
    ofPool({ expose: [{ port: 80, dns: "Web" }] }),
    `error at fleet.pools.web.expose.0.dns: "Web" is no label of a host [dns-label]
       Use lower-case letters, digits and hyphens.`,
  ],
  [
    "ports of etcd on nodes that are none of its members",
    ofPool({
      expose: [
        { port: 2379, scheme: "internet-facing" },
        { port: 2380, protocol: "http" },
      ],
    }),
    ``,
  ],
  [
    "record where there is no network",
    untyped({
      name: "fleet",
      pools: { web: workers({ subnets: "private", size, expose: [{ port: 80, dns: "web" }] }) },
    }),
    `error at fleet.network: nothing stands where network(...) or existingNetwork(...) belongs [shape]
       Make it by network(...) or existingNetwork(...).`,
  ],
  [
    "drain of more than an hour",
    ofPool({ expose: [{ port: 80, drain: 7200 }] }),
    `error at fleet.pools.web.expose.0.drain: a node drains for 0 to 3600 seconds, not 7200 [drain-range]
       Give as many seconds as the longest request takes.`,
  ],
  [
    "port that nobody may reach",
    ofPool({ expose: [{ port: 80, from: [] }] }),
    `error at fleet.pools.web.expose.0.from: no range is named that may reach the port, so that nobody may [from-empty]
       Name ranges, or leave it out for the usual ones.`,
  ],
]);
