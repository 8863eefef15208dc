import { expect, it } from "vitest";
import { brokenRules, ofNetwork } from "../../test/broken-rules.ts";

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
])("of the zone %s", (dns, broken) => {
  expect(brokenRules(ofNetwork({ dns }))).toEqual(broken);
});
