import { expect, it } from "vitest";
import { brokenRules, ofPool, untyped } from "../../test/broken-rules.ts";
import { faultsOf } from "../../test/faults-of.ts";
import { blueprint, network, workers, type ExposureOptions } from "../index.ts";

const at = "pools.web.expose.0";

it.each([
  [{ name: "a".repeat(24) }, []],
  [{ name: "a".repeat(25) }, ["balancer-name at pools.web.expose.0"]],
  [{ balancer: "a".repeat(25) }, ["balancer-name at pools.web.expose.0"]],
  [{ name: "Web-1" }, []],
  [{ name: "a-bc-def" }, []],
  [{ name: "web-" }, ["balancer-name at pools.web.expose.0"]],
  [{ name: "-web" }, ["balancer-name at pools.web.expose.0"]],
  [{ name: "web!" }, ["balancer-name at pools.web.expose.0"]],
])("of a service %j", (options, broken) => {
  expect(brokenRules(ofPool({ expose: [{ port: 80, ...options }] }))).toEqual(broken);
});

const size = { min: 0, desired: 1, max: 2 };

function together(...exposures: readonly (readonly ExposureOptions[])[]) {
  const pools = exposures.map((expose, index) => [`p${index}`, workers({ subnets: "private", size, expose })]);
  return brokenRules(ofPool({}, { pools: Object.fromEntries(pools) as Record<string, ReturnType<typeof workers>> }));
}

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

faultsOf([
  [
    "one listener for two services",
    ofPool(
      {},
      {
        pools: {
          web: workers({ subnets: "private", size, expose: [{ port: 80, balancer: "front" }] }),
          api: workers({ subnets: "private", size, expose: [{ port: 80, balancer: "front" }] }),
        },
      },
    ),
    `error at fleet.pools.api.expose.0.port: port 80 of balancer "front" is taken by pools.web.expose.0 [listener-taken]
       Give one of them another port, or another balancer.`,
  ],
  [
    "one balancer of two kinds",
    ofPool(
      {},
      {
        pools: {
          web: workers({ subnets: "private", size, expose: [{ port: 80, balancer: "front" }] }),
          api: workers({
            subnets: "private",
            size,
            expose: [{ port: 8080, balancer: "front", protocol: "http", scheme: "internet-facing" }],
          }),
        },
      },
    ),
    `error at fleet.pools.api.expose.0: balancer "front" is internal for tcp at pools.web.expose.0, and cannot be internet-facing for http [balancer-mixed]
       Name another balancer: each is internal or internet-facing, and for tcp and tls or for http and https.`,
  ],
  [
    "internet-facing balancer without a public subnet",
    blueprint("fleet", {
      network: network({ cidr: "10.10.0.0/16", nat: "none", tiers: { private: {} } }),
      pools: {
        web: workers({
          subnets: "private",
          size,
          sessionManager: false,
          expose: [{ port: 80, scheme: "internet-facing" }],
        }),
      },
    }),
    `error at fleet.pools.web.expose.0: an internet-facing balancer needs a public subnet, and there is none [balancer-subnets]
       Add a public tier, or set scheme to "internal".`,
  ],
  [
    "application balancer in one zone",
    blueprint("fleet", {
      network: network({ cidr: "10.10.0.0/16", zones: 1 }),
      pools: { web: workers({ subnets: "private", size, expose: [{ port: 80, protocol: "http" }] }) },
    }),
    `error at fleet.pools.web.expose.0: an application balancer stands in two zones at least, and its subnets lie in one [balancer-zones]
       Give the network two zones, or use protocol tcp.`,
  ],
  [
    "names of balancers too long",
    ofPool({ expose: [{ port: 80, name: "the-public-face-of-the-cluster" }] }),
    `error at fleet.pools.web.expose.0: "the-public-face-of-the-cluster" is no name of a service [balancer-name]
       Set name to 1 to 24 letters, digits and single hyphens: names of balancers and target groups have 32 characters at most and begin with the cluster's.`,
  ],
  [
    "two services of one name",
    ofPool({
      expose: [
        { port: 80, name: "a" },
        { port: 81, name: "a", balancer: "b" },
      ],
    }),
    `error at fleet.pools.web.expose.1: pools.web.expose.0 is a service named "a" already [service-name-taken]
       Give one of them another name.`,
  ],
  [
    "balancer where there is no network",
    untyped({
      name: "fleet",
      pools: { web: workers({ subnets: "private", size, expose: [{ port: 80, protocol: "http" }] }) },
    }),
    `error at fleet.network: nothing stands where network(...) or existingNetwork(...) belongs [shape]
       Make it by network(...) or existingNetwork(...).`,
  ],
  [
    "balancer in a network without subnets",
    ofPool({ expose: [{ port: 80, protocol: "http" }] }, { network: network({ cidr: "10.10.0.0" }) }),
    `error at fleet.network.cidr: "10.10.0.0" is no IPv4 range [cidr-form]
       Write it as address/prefix, such as 10.10.0.0/16.
     error at fleet.pools.web.subnets: the network has no tier "private" [tier-unknown]
       None is declared: declare it first.`,
  ],
  [
    "balancer of nodes that stand nowhere",
    ofPool({ subnets: "privat", expose: [{ port: 80, balancer: "a!" }] }),
    `error at fleet.pools.web.subnets: the network has no tier "privat" [tier-unknown]
       Did you mean "private"?
     error at fleet.pools.web.expose.0: "a!" is no name of a balancer [balancer-name]
       Set balancer to 1 to 24 letters, digits and single hyphens: names of balancers and target groups have 32 characters at most and begin with the cluster's.
     error at fleet.pools.web.expose.0: its nodes stand in no subnet [balancer-subnets]
       Name a tier that the network has.`,
  ],
]);
