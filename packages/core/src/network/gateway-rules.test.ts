import { expect, it } from "vitest";
import { brokenRules, ofNetwork } from "../../test/broken-rules.ts";
import { faultsOf } from "../../test/faults-of.ts";

const bare = { public: { subnets: 1 }, private: {} };

it.each([
  ["a public tier and NAT in each zone", {}, []],
  ["no public tier and no NAT", { nat: "none", tiers: { private: {} } }, []],
  ["no public tier and a single NAT", { nat: "single", tiers: { private: {} } }, ["nat-subnet at network.nat"]],
  ["no private tier", { nat: "per-zone", tiers: { public: { subnets: 1 } } }, []],
  ["a public subnet in one zone and a single NAT", { nat: "single", tiers: bare }, []],
  ["a public subnet in one zone and NAT in each", { tiers: bare }, ["nat-zone at network.nat"]],
] as const)("of NAT, with %s: %j", (_what, options, broken) => {
  expect(brokenRules(ofNetwork(options))).toEqual(broken);
});

it.each([
  [["s3", "ecr.api", "ecr.dkr"], []],
  [[], []],
  [["s4"], ["endpoint-unknown at network.endpoints.0"]],
  [["ec2", "s3", "ec2"], ["endpoint-duplicate at network.endpoints.2"]],
])("of the endpoints %j", (endpoints, broken) => {
  expect(brokenRules(ofNetwork({ endpoints }))).toEqual(broken);
});

const label = "a".repeat(63);
const bad = ["dns-zone at network.dns"];

it.each([
  ["fleet.internal", []],
  ["_fleet.internal", []],
  ["a.b2-c.internal", []],
  [`${label}.internal`, []],
  [`a${label}.internal`, bad],
  [`${label}.${label}.${label}.internal`, []],
  [`${label}.${label}.${label}.internals`, bad],
  ["internal", bad],
  ["fleet.internal.", bad],
  [".fleet.internal", bad],
  ["Fleet.internal", bad],
  ["fleet-.internal", bad],
  ["-fleet.internal", bad],
  ["fleet.internal-", bad],
  ["fleet.internal!", bad],
  ["!fleet.internal", bad],
  ["fleet.1nternal", bad],
  ["fleet.local", ["dns-local at network.dns"]],
  ["fleet.nonlocal", []],
  ["amazonaws.com", ["dns-shadow at network.dns"]],
  ["s3.us-west-2.amazonaws.com", ["dns-shadow at network.dns"]],
  ["amazonaws.com.cn", ["dns-shadow at network.dns"]],
  ["compute.internal", ["dns-shadow at network.dns"]],
  ["us-west-2.compute.internal", ["dns-shadow at network.dns"]],
  ["ec2.internal", ["dns-shadow at network.dns"]],
  ["notamazonaws.com", []],
  ["amazonaws.com.example.org", []],
  ["myec2.internal", []],
])("of the zone %s", (dns, broken) => {
  expect(brokenRules(ofNetwork({ dns }))).toEqual(broken);
});

faultsOf([
  [
    "NAT without a public subnet",
    ofNetwork({ tiers: { private: {} } }),
    `error at fleet.network.nat: nat is "per-zone", and no tier is public: a NAT gateway stands in a public subnet [nat-subnet]
       Add a public tier, or set nat to "none".`,
  ],
  [
    "NAT per zone with a public subnet in one",
    ofNetwork({ tiers: { public: { subnets: 1 }, private: {} } }),
    `error at fleet.network.nat: a NAT gateway per zone needs a public subnet in each, and zone 2, 3 has none [nat-zone]
       Give the public tier a subnet per zone, or set nat to "single".`,
  ],
  [
    "endpoints unknown and twice",
    ofNetwork({ endpoints: ["s3", "secretmanager", "s3"] }),
    `error at fleet.network.endpoints.1: no endpoint is known for "secretmanager" [endpoint-unknown]
       Did you mean "secretsmanager"?
     error at fleet.network.endpoints.2: endpoint "s3" is named twice [endpoint-duplicate]
       Name it once.`,
  ],
  [
    "zone name with a dot at the end",
    ofNetwork({ dns: "fleet.internal." }),
    `error at fleet.network.dns: "fleet.internal." is no name of a DNS zone [dns-zone]
       Write two or more labels of lower-case letters, digits and hyphens, such as fleet.internal, without a dot at the end.`,
  ],
  [
    "zone name of multicast DNS",
    ofNetwork({ dns: "cluster.local" }),
    `warning at fleet.network.dns: resolvers keep "cluster.local" on the local link, because .local belongs to multicast DNS [dns-local]
       Use a name below .internal.`,
  ],
  [
    "NAT without any subnet",
    ofNetwork({ tiers: {} }),
    `error at fleet.network.tiers: a network without tiers has no subnets [tiers-empty]
       Name one tier at least, or leave tiers out.`,
  ],
  [
    "private zone over names of AWS",
    ofNetwork({ dns: "us-west-2.compute.internal" }),
    `warning at fleet.network.dns: a private zone "us-west-2.compute.internal" hides names of AWS's own from the nodes, such as those of its services [dns-shadow]
       Use a name of your own, such as fleet.internal.`,
  ],
]);
