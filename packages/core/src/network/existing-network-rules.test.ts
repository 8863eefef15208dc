import { expect, it } from "vitest";
import { brokenRules, untyped } from "../../test/broken-rules.ts";
import { faultsOf } from "../../test/faults-of.ts";
import { blueprint, existingNetwork, type ExistingNetworkOptions } from "../index.ts";

function standing(options: Partial<ExistingNetworkOptions>) {
  const subnets = { private: [{ id: "subnet-0123456789abcdef0", cidr: "10.0.1.0/24", zone: "us-west-2a" }] };
  const given = { vpcId: "vpc-0123456789abcdef0", cidr: "10.0.0.0/16", subnets, ...options };
  return brokenRules(blueprint("fleet", { network: existingNetwork(given) }));
}

function subnet(id: string, cidr: string, zone = "us-west-2a") {
  return { id: `subnet-${id.repeat(8)}`, cidr, zone };
}

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
  expect(standing({ subnets })).toEqual(isId ? [] : ["subnet-id at network.subnets.private.0.id"]);
});

it.each([
  ["none", {}, ["subnets-empty at network.subnets"]],
  ["side by side", { private: [subnet("a", "10.0.0.0/25"), subnet("b", "10.0.0.128/25")] }, []],
  [
    "one over another",
    { private: [subnet("a", "10.0.0.0/24"), subnet("b", "10.0.0.128/25")] },
    ["subnet-overlap at network.subnets.private.1.cidr"],
  ],
  [
    "one twice",
    { a: [subnet("a", "10.0.0.0/24")], b: [subnet("a", "10.0.0.0/24")] },
    ["subnet-duplicate at network.subnets.b.0.id"],
  ],
  ["at the end", { private: [subnet("a", "10.0.255.0/24")] }, []],
  ["outside", { private: [subnet("a", "10.1.0.0/24")] }, ["subnet-outside at network.subnets.private.0.cidr"]],
  ["below", { private: [subnet("a", "9.255.255.0/24")] }, ["subnet-outside at network.subnets.private.0.cidr"]],
  [
    "of which the first is no range",
    { private: [subnet("a", "10.0.0.0"), subnet("b", "10.0.0.0/24")] },
    ["cidr-form at network.subnets.private.0.cidr"],
  ],
  ["of no range", { private: [subnet("a", "10.0.0.0")] }, ["cidr-form at network.subnets.private.0.cidr"]],
  [
    "in no zone",
    { private: [subnet("a", "10.0.0.0/24", "us-west-2")] },
    ["zone-name at network.subnets.private.0.zone"],
  ],
  ["in no tier", { "A tier": [subnet("a", "10.0.0.0/24")] }, ["tier-name at network.subnets.A tier"]],
  ["of /28", { private: [subnet("a", "10.0.0.0/28")] }, []],
  ["of /29", { private: [subnet("a", "10.0.0.0/29")] }, ["subnet-size at network.subnets.private.0.cidr"]],
  [
    "of two regions",
    { a: [subnet("a", "10.0.0.0/24")], b: [subnet("b", "10.0.1.0/24", "us-east-1a")] },
    ["zone-region at network.subnets"],
  ],
  ["of two zones of a region", { a: [subnet("a", "10.0.0.0/24")], b: [subnet("b", "10.0.1.0/24", "us-west-2b")] }, []],
  [
    "that say their tier themselves",
    { a: [untyped({ ...subnet("a", "10.0.0.0/24"), tier: "b" })] },
    ["field-unknown at network.subnets.a.0.tier"],
  ],
])("with subnets %s", (_what, subnets, broken) => {
  expect(standing({ subnets })).toEqual(broken);
});

it("of no range leaves open where its subnets lie", () => {
  expect(standing({ cidr: "10.0.0.0" })).toEqual(["cidr-form at network.cidr"]);
});

it("has a private zone like any other", () => {
  expect(standing({ dns: "fleet.local" })).toEqual(["dns-local at network.dns"]);
});

faultsOf([
  [
    "existing subnets that overlap, lie outside and repeat",
    blueprint("fleet", {
      network: existingNetwork({
        vpcId: "vpc-1",
        cidr: "10.0.0.0/16",
        subnets: {
          public: [subnet("a", "10.0.0.0/24"), subnet("b", "10.0.0.128/25")],
          private: [subnet("a", "10.1.0.0/24", "us-west-2")],
        },
      }),
    }),
    `error at fleet.network.vpcId: "vpc-1" is no id of a VPC [vpc-id]
       Write it as vpc-0123456789abcdef0.
     error at fleet.network.subnets.public.1.cidr: "10.0.0.128/25" overlaps public-1, 10.0.0.0/24 [subnet-overlap]
       Give the ranges as AWS shows them: subnets of a VPC never overlap.
     error at fleet.network.subnets.private.0.id: "subnet-aaaaaaaa" is named twice [subnet-duplicate]
       Name each subnet once, in one tier.
     error at fleet.network.subnets.private.0.zone: "us-west-2" is no name of a zone [zone-name]
       Write it as us-west-2a.
     error at fleet.network.subnets.private.0.cidr: "10.1.0.0/24" lies outside the network's 10.0.0.0/16 [subnet-outside]
       Give the subnet's own range, or the VPC's range that holds it.`,
  ],
  [
    "no subnets",
    blueprint("fleet", { network: existingNetwork({ vpcId: "vpc-01234567", cidr: "10.0.0.0/16", subnets: {} }) }),
    `error at fleet.network.subnets: no subnet is named [subnets-empty]
       Name the subnets that nodes may stand in, by tier.`,
  ],
  [
    "subnet whose id is none, of no tier",
    blueprint("fleet", {
      network: existingNetwork({
        vpcId: "vpc-01234567",
        cidr: "10.0.0.0/16",
        subnets: { Web: [{ id: "subnet-1", cidr: "10.0.0.0/24", zone: "us-west-2a" }] },
      }),
    }),
    `error at fleet.network.subnets.Web.0.id: "subnet-1" is no id of a subnet [subnet-id]
       Write it as subnet-0123456789abcdef0.
     error at fleet.network.subnets.Web: "Web" is no name of a tier [tier-name]
       Use 1 to 20 lower-case letters, digits and hyphens, beginning with a letter.`,
  ],
  [
    "subnets too small, in two regions",
    blueprint("fleet", {
      network: existingNetwork({
        vpcId: "vpc-0123456789abcdef0",
        cidr: "10.0.0.0/16",
        subnets: { a: [subnet("a", "10.0.0.0/24"), subnet("b", "10.0.1.0/29", "us-east-1a")] },
      }),
    }),
    `error at fleet.network.subnets: the zones lie in different regions: us-west-2, us-east-1 [zone-region]
       A VPC lies in one region: name the subnets of one.
     error at fleet.network.subnets.a.1.cidr: a subnet is /16 to /28, "10.0.1.0/29" is /29 [subnet-size]
       Give the range as AWS shows it.`,
  ],
]);
