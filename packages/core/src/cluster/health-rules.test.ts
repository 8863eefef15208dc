import { expect, it } from "vitest";
import { brokenRules, ofPool } from "../../test/broken-rules.ts";
import { faultsOf } from "../../test/faults-of.ts";
import { design, network, type ExposureOptions, type HealthCheckOptions } from "../index.ts";

const at = "pools.web.expose.0";

function exposed(options: Partial<ExposureOptions>, dns?: string) {
  const net = network({ cidr: "10.10.0.0/16", ...(dns !== undefined && { dns }) });
  return brokenRules(ofPool({ expose: [{ port: 80, ...options }] }, { network: net }));
}

function checked(health: HealthCheckOptions, options: Partial<ExposureOptions> = {}) {
  return exposed({ ...options, health });
}

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
  [{ interval: 5 }, {}, []],
  [{ interval: 6 }, {}, []],
  [{ interval: 4 }, {}, [`health-range at ${at}.health.interval`]],
  [{ timeout: 10 }, {}, [`health-timeout at ${at}.health.timeout`]],
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

it.each([
  [{}, 6, 10],
  [{ interval: 5 }, 4, 5],
  [{ interval: 6 }, 5, 6],
  [{ interval: 7 }, 6, 7],
  [{ interval: 300 }, 6, 300],
  [{ timeout: 9 }, 9, 10],
])("%j waits %i of %i seconds", (health, timeout, interval) => {
  const [balancer] = design(ofPool({ expose: [{ port: 80, health }] })).balancers;
  expect(balancer?.listeners[0]?.target.health).toMatchObject({ timeout, interval });
});

faultsOf([
  [
    "check longer than its interval",
    ofPool({
      expose: [{ port: 80, health: { timeout: 30, interval: 20, healthyThreshold: 1 } }],
    }),
    `error at fleet.pools.web.expose.0.health.healthyThreshold: healthyThreshold is 2 to 10, not 1 [health-range]
       Give a number in that range.
     error at fleet.pools.web.expose.0.health.timeout: a check may take 30 s and is repeated after 20 s [health-timeout]
       Give a timeout less than the interval.`,
  ],
  [
    "check by tcp, with a path, behind an application balancer",
    ofPool({ expose: [{ port: 80, protocol: "http", health: { protocol: "tcp", path: "health" } }] }),
    `error at fleet.pools.web.expose.0.health.path: "health" is no path [health-path]
       Begin it with a slash, such as /health.
     error at fleet.pools.web.expose.0.health.protocol: an application balancer checks health by http or https [health-protocol]
       Set protocol to "http", or leave it out.
     error at fleet.pools.web.expose.0.health.path: a tcp check has no path [health-path]
       Remove the path, or set protocol to "http".`,
  ],
  [
    "check of a relative path",
    ofPool({ expose: [{ port: 80, health: { path: "health" } }] }),
    `error at fleet.pools.web.expose.0.health.path: "health" is no path [health-path]
       Begin it with a slash, such as /health.`,
  ],
]);
