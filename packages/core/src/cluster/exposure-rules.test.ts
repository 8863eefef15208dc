import { describe, expect, it } from "vitest";
import { brokenRules, ofPool } from "../../test/broken-rules.ts";
import { etcd, network, workers, type ExposureOptions, type HealthCheckOptions } from "../index.ts";

const at = "pools.web.expose.0";
const acm = "arn:aws:acm:us-west-2:123456789012:certificate/0123-ab";

function exposed(options: Partial<ExposureOptions>, dns?: string) {
  const net = network({ cidr: "10.10.0.0/16", ...(dns !== undefined && { dns }) });
  return brokenRules(ofPool({ expose: [{ port: 80, ...options }] }, { network: net }));
}
function checked(health: HealthCheckOptions, options: Partial<ExposureOptions> = {}) {
  return exposed({ ...options, health });
}

describe("an exposure", () => {
  it.each([
    [{ port: 1 }, []],
    [{ port: 65_535 }, []],
    [{ port: 65_536, targetPort: 80 }, [`port-range at ${at}.port`]],
    [{ port: 0, targetPort: 80 }, [`port-range at ${at}.port`]],
    [{ targetPort: 65_536, health: { port: 80 } }, [`port-range at ${at}.targetPort`]],
    [{ targetPort: 0, health: { port: 80 } }, [`port-range at ${at}.targetPort`]],
    [{ protocol: "tls" }, [`certificate-missing at ${at}.certificateArn`]],
    [{ protocol: "https" }, [`certificate-missing at ${at}.certificateArn`]],
    [{ protocol: "tls", certificateArn: acm }, []],
    [{ protocol: "https", certificateArn: acm.replace("acm", "iam").replace("certificate", "server-certificate") }, []],
    [{ protocol: "tls", certificateArn: `x${acm}` }, [`certificate-arn at ${at}.certificateArn`]],
    [{ protocol: "tls", certificateArn: `${acm} ` }, [`certificate-arn at ${at}.certificateArn`]],
    [{ protocol: "tls", certificateArn: acm.replace("acm", "s3") }, [`certificate-arn at ${at}.certificateArn`]],
    [{ protocol: "tcp", certificateArn: acm }, [`certificate-unused at ${at}.certificateArn`]],
    [{ protocol: "http", certificateArn: acm }, [`certificate-unused at ${at}.certificateArn`]],
    [{ protocol: "http", targetProtocol: "https" }, []],
    [{ protocol: "http", targetProtocol: "tcp" }, [`target-protocol at ${at}.targetProtocol`]],
    [{ protocol: "http", targetProtocol: "tls" }, [`target-protocol at ${at}.targetProtocol`]],
    [{ protocol: "tcp", targetProtocol: "tls" }, []],
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
    ["web-1.api", true],
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
});

describe("a health check", () => {
  it.each([
    ["healthyThreshold", 1, false],
    ["healthyThreshold", 2, true],
    ["healthyThreshold", 10, true],
    ["healthyThreshold", 11, false],
    ["unhealthyThreshold", 1, false],
    ["unhealthyThreshold", 2, true],
    ["unhealthyThreshold", 10, true],
    ["unhealthyThreshold", 11, false],
    ["timeout", 1, false],
    ["timeout", 2, true],
    ["timeout", 120, true],
    ["timeout", 121, false],
    ["interval", 300, true],
    ["interval", 301, false],
    ["port", 0, false],
    ["port", 1, true],
    ["port", 65_535, true],
    ["port", 65_536, false],
  ])("with %s %i: %j", (field, value, isInside) => {
    const room = field === "timeout" ? { interval: 300 } : {};
    expect(checked({ ...room, [field]: value })).toEqual(isInside ? [] : [`health-range at ${at}.health.${field}`]);
  });

  it.each([
    [{ interval: 5, timeout: 4 }, {}, []],
    [{ interval: 4, timeout: 3 }, {}, [`health-range at ${at}.health.interval`]],
    [{ interval: 10, timeout: 10 }, {}, [`health-timeout at ${at}.health.timeout`]],
    [{ interval: 10, timeout: 9 }, {}, []],
    [{ path: "/health" }, {}, []],
    [{ path: "health" }, {}, [`health-path at ${at}.health.path`]],
    [{ protocol: "tcp" }, {}, []],
    [{ protocol: "tcp", path: "/health" }, {}, [`health-path at ${at}.health.path`]],
    [{ protocol: "tcp" }, { protocol: "http" }, [`health-protocol at ${at}.health.protocol`]],
    [{ protocol: "http" }, { protocol: "http" }, []],
  ] as const)("%j behind %j: %j", (health, options, broken) => {
    expect(checked(health, options)).toEqual(broken);
  });
});

const size = { min: 0, desired: 1, max: 2 };

function together(...exposures: readonly (readonly ExposureOptions[])[]) {
  const pools = exposures.map((expose, index) => [`p${index}`, workers({ subnets: "private", size, expose })]);
  return brokenRules(ofPool({}, { pools: Object.fromEntries(pools) as Record<string, ReturnType<typeof workers>> }));
}

describe("balancers", () => {
  it.each([
    [
      "two of one name",
      [[{ port: 80, name: "web" }], [{ port: 81, name: "web" }]],
      ["service-name-taken at pools.p1.expose.0"],
    ],
    ["two ports of one", [[{ port: 80, balancer: "b" }], [{ port: 81, balancer: "b" }]], []],
    [
      "one port of one",
      [[{ port: 80, balancer: "b" }], [{ port: 80, balancer: "b" }]],
      ["listener-taken at pools.p1.expose.0.port"],
    ],
    ["one port of two", [[{ port: 80, balancer: "b" }], [{ port: 80, balancer: "c" }]], []],
    [
      "two schemes of one",
      [[{ port: 80, balancer: "b" }], [{ port: 81, balancer: "b", scheme: "internet-facing" }]],
      ["balancer-mixed at pools.p1.expose.0"],
    ],
    [
      "two types of one",
      [[{ port: 80, balancer: "b" }], [{ port: 81, balancer: "b", protocol: "http" }]],
      ["balancer-mixed at pools.p1.expose.0"],
    ],
  ] satisfies readonly (readonly [string, readonly (readonly ExposureOptions[])[], string[]])[])(
    "%s",
    (_what, exposures, broken) => {
      expect(together(...exposures)).toEqual(broken);
    },
  );

  it.each([
    [{ zones: 1 }, "http", ["balancer-zones"]],
    [{ zones: 2 }, "http", []],
    [{ zones: 1 }, "tcp", []],
  ] as const)("in %j for %s", (options, protocol, broken) => {
    const net = network({ cidr: "10.10.0.0/16", ...options });
    const said = brokenRules(ofPool({ expose: [{ port: 80, protocol }] }, { network: net }));
    expect(said).toEqual(broken.map((rule) => `${rule} at ${at}`));
  });

  it("need a subnet", () => {
    const net = network({ cidr: "10.10.0.0/16", nat: "none", tiers: { private: {} } });
    const open = { sessionManager: false, expose: [{ port: 80, scheme: "internet-facing" }] } as const;
    expect(brokenRules(ofPool(open, { network: net }))).toEqual([`balancer-subnets at ${at}`]);
    const nowhere = { subnets: "privat", expose: [{ port: 80 }] };
    expect(brokenRules(ofPool(nowhere))).toEqual(["tier-unknown at pools.web.subnets", `balancer-subnets at ${at}`]);
  });
});
