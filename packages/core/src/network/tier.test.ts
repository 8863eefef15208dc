import { expect, it } from "vitest";
import { brokenRules, ofNetwork, untyped } from "../../test/broken-rules.ts";
import { faultsOf } from "../../test/faults-of.ts";

it.each([
  [{ newBits: 12 }, []],
  [{ newBits: 13 }, ["subnet-size at network.tiers.only.newBits"]],
  [{ newBits: 0, subnets: 1 }, []],
  [{ newBits: -1, subnets: 1 }, ["subnet-size at network.tiers.only.newBits"]],
  [{ subnets: 1 }, []],
  [{ subnets: 0 }, ["tier-subnets at network.tiers.only.subnets"]],
  [{ newBits: 1, subnets: 2 }, []],
  [{ newBits: 1, subnets: 3 }, ["subnets-exhausted at network.tiers"]],
  [{ subnets: 200 }, []],
  [{ subnets: 201 }, ["field-type at network.tiers.only.subnets"]],
])("%j: %j", (tier, broken) => {
  expect(brokenRules(ofNetwork({ nat: "none", tiers: { only: tier } }))).toEqual(broken);
});

it.each([
  ["a", true],
  ["a".repeat(20), true],
  ["a".repeat(21), false],
  ["tier-1", true],
  ["1tier", false],
  ["tier!", false],
  ["!tier", false],
  ["Tier", false],
])("named %s: %j", (tier, isName) => {
  const broken = isName ? [] : [`tier-name at network.tiers.${tier}`];
  expect(brokenRules(ofNetwork({ nat: "none", tiers: { [tier]: {} } }))).toEqual(broken);
});

it("are one at least", () => {
  expect(brokenRules(ofNetwork({ nat: "none", tiers: {} }))).toEqual(["tiers-empty at network.tiers"]);
});

faultsOf([
  [
    "subnets smaller than AWS makes them",
    ofNetwork({ newBits: 13 }),
    `error at fleet.network.newBits: 13 new bits make /29 subnets of 10.10.0.0/16, and a subnet is /16 to /28 [subnet-size]
       Give 0 to 12.`,
  ],
  [
    "tier name",
    ofNetwork({ tiers: { "Public Tier": { public: true } } }),
    `error at fleet.network.tiers.Public Tier: "Public Tier" is no name of a tier [tier-name]
       Use 1 to 20 lower-case letters, digits and hyphens, beginning with a letter.`,
  ],
  [
    "more subnets than a network may have",
    ofNetwork({ tiers: { public: { subnets: 201 } } }),
    `error at fleet.network.tiers.public.subnets: 201 is not a number of at most 200 [field-type]
       Give a number of at most 200.`,
  ],
  [
    "no subnets in a tier, and subnets larger than AWS makes them",
    ofNetwork({ nat: "none", tiers: { none: { subnets: 0 }, large: { newBits: -1, subnets: 1 } } }),
    `error at fleet.network.tiers.none.subnets: a tier has at least one subnet, not 0 [tier-subnets]
       Give a number from 1.
     error at fleet.network.tiers.large.newBits: -1 new bits make /15 subnets of 10.10.0.0/16, and a subnet is /16 to /28 [subnet-size]
       Give 0 to 12.`,
  ],
  [
    "tiers that have another name, or are nothing",
    ofNetwork({ tiers: untyped({ a: { name: "b" }, public: null, private: { naem: "x" } }) }),
    `error at fleet.network.tiers.a.name: there is no field "name" [field-unknown]
       There are public, subnets, newBits, cidrs.
     error at fleet.network.tiers.public: null is not an object [field-type]
       Give an object.
     error at fleet.network.tiers.private.naem: there is no field "naem" [field-unknown]
       There are public, subnets, newBits, cidrs.`,
  ],
]);
