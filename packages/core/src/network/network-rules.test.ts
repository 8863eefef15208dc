import { describe, expect, it } from "vitest";
import { brokenRules, ofNetwork } from "../../test/broken-rules.ts";
import { blueprint, existingNetwork, type ExistingNetworkOptions } from "../index.ts";

const size = "vpc-size at network.cidr";
const form = ["cidr-form at network.cidr"];

describe("the range of a network", () => {
  it.each([
    ["10.10.0.0/16", {}, []],
    ["10.10.0.0/15", { newBits: 9 }, [size]],
    ["10.10.0.0/28", { newBits: 0, zones: 1, tiers: { public: {} }, nat: "none" }, []],
    [
      "10.10.0.0/29",
      { newBits: 0, zones: 1, tiers: { public: {} }, nat: "none" },
      [size, "subnet-size at network.tiers.public.newBits"],
    ],
    ["x10.10.0.0/16", {}, form],
    ["10.10.0.0/16x", {}, form],
    ["10.10.0.0/33", {}, form],
    ["10.10.0.0/160", {}, form],
    ["10.10.0/16", {}, form],
    ["10.256.0.0/16", {}, form],
    ["10.10.0.1/16", {}, ["cidr-host-bits at network.cidr"]],
    ["172.16.0.0/16", {}, []],
    ["172.31.0.0/16", {}, []],
    ["172.32.0.0/16", {}, ["vpc-public-range at network.cidr"]],
    ["100.64.0.0/16", {}, []],
    ["100.127.0.0/16", {}, []],
    ["100.128.0.0/16", {}, ["vpc-public-range at network.cidr"]],
    ["192.168.0.0/16", {}, []],
    ["192.167.0.0/16", {}, ["vpc-public-range at network.cidr"]],
    ["172.17.0.0/16", {}, ["docker-range at network.cidr"]],
    ["172.17.255.0/24", { newBits: 4 }, ["docker-range at network.cidr"]],
    ["172.18.0.0/16", {}, []],
  ] as const)("%s with %j: %j", (cidr, options, broken) => {
    expect(brokenRules(ofNetwork({ cidr, ...options }))).toEqual(broken);
  });
});

const name = "zone-name at network.zones.0";

describe("zones", () => {
  it.each([
    [1, []],
    [6, []],
    [0, ["zone-count at network.zones"]],
    [7, ["zone-count at network.zones"]],
    [[], ["zone-count at network.zones"]],
    [["us-west-2a"], []],
    [["us-gov-west-1b"], []],
    [["us-west-2a", "us-west-2b"], []],
    [["us-west-2a", "us-west-2a"], ["zone-duplicate at network.zones.1"]],
    [["us-west-2a", "us-west-1a"], ["zone-region at network.zones"]],
    [["us-west-2"], [name]],
    [["us-west-2ab"], [name]],
    [["xus-west-2a"], [name]],
    [["us-2a"], [name]],
    [["us-west-22a"], [name]],
  ])("%j: %j", (zones, broken) => {
    expect(brokenRules(ofNetwork({ zones }))).toEqual(broken);
  });
});

describe("tiers", () => {
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
    [{ subnets: 201 }, ["field-type at network.tiers.0.subnets"]],
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
});

function standing(options: Partial<ExistingNetworkOptions>) {
  const subnets = { private: [{ id: "subnet-0123456789abcdef0", cidr: "10.0.1.0/24", zone: "us-west-2a" }] };
  const given = { vpcId: "vpc-0123456789abcdef0", cidr: "10.0.0.0/16", subnets, ...options };
  return brokenRules(blueprint("fleet", { network: existingNetwork(given) }));
}
function subnet(id: string, cidr: string, zone = "us-west-2a") {
  return { id: `subnet-${id.repeat(8)}`, cidr, zone };
}

describe("an existing network", () => {
  it.each([
    ["vpc-01234567", true],
    ["vpc-0123456789abcdef0", true],
    ["vpc-0123456", false],
    ["vpc-012345678", false],
    ["xvpc-01234567", false],
    ["vpc-0123456789abcdef01", false],
    ["vpc-0123456g", false],
  ])("of id %s: %j", (vpcId, isId) => {
    expect(standing({ vpcId })).toEqual(isId ? [] : ["vpc-id at network.vpcId"]);
  });

  it.each([
    ["subnet-01234567", true],
    ["subnet-0123456789abcdef0", true],
    ["subnet-0123456", false],
    ["subnet-012345678", false],
    ["xsubnet-01234567", false],
    ["subnet-0123456789abcdef01", false],
  ])("with subnet %s: %j", (id, isId) => {
    const subnets = { private: [{ id, cidr: "10.0.1.0/24", zone: "us-west-2a" }] };
    expect(standing({ subnets })).toEqual(isId ? [] : ["subnet-id at network.subnets.private-1.id"]);
  });

  it.each([
    ["none", {}, ["subnets-empty at network.subnets"]],
    ["side by side", { private: [subnet("a", "10.0.0.0/25"), subnet("b", "10.0.0.128/25")] }, []],
    [
      "one over another",
      { private: [subnet("a", "10.0.0.0/24"), subnet("b", "10.0.0.128/25")] },
      ["subnet-overlap at network.subnets.private-2.cidr"],
    ],
    [
      "one twice",
      { a: [subnet("a", "10.0.0.0/24")], b: [subnet("a", "10.0.0.0/24")] },
      ["subnet-duplicate at network.subnets.b-1.id"],
    ],
    ["at the end", { private: [subnet("a", "10.0.255.0/24")] }, []],
    ["outside", { private: [subnet("a", "10.1.0.0/24")] }, ["subnet-outside at network.subnets.private-1.cidr"]],
    ["below", { private: [subnet("a", "9.255.255.0/24")] }, ["subnet-outside at network.subnets.private-1.cidr"]],
    ["of no range", { private: [subnet("a", "10.0.0.0")] }, ["cidr-form at network.subnets.private-1.cidr"]],
    [
      "in no zone",
      { private: [subnet("a", "10.0.0.0/24", "us-west-2")] },
      ["zone-name at network.subnets.private-1.zone"],
    ],
    ["in no tier", { "A tier": [subnet("a", "10.0.0.0/24")] }, ["tier-name at network.subnets.A tier-1"]],
  ])("with subnets %s", (_what, subnets, broken) => {
    expect(standing({ subnets })).toEqual(broken);
  });

  it("has a private zone like any other", () => {
    expect(standing({ dns: "fleet.local" })).toEqual(["dns-local at network.dns"]);
  });
});
