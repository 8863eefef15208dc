import { describe, expect, it } from "vitest";
import { blueprint, type BlueprintParts } from "./blueprint.ts";
import { BlueprintError } from "./blueprint-error.ts";
import { etcd } from "./cluster/etcd.ts";
import { workers } from "./cluster/workers.ts";
import { design } from "./design.ts";
import { draft, rulesOfPlaces } from "./draft.ts";
import { existingNetwork } from "./network/existing-network.ts";
import { network } from "./network/network.ts";
import { validateBlueprint } from "./validate-blueprint.ts";

const cidr = "10.10.0.0/16";
const standing = [
  { name: "public-1", cidr: "10.10.0.0/24", zone: "us-west-2a" },
  { name: "private-1", cidr: "10.10.1.0/24", zone: "us-west-2a" },
];

/**
 * A network of one zone that grew to two: its member's address lies where only a fresh one has its public
 * tier.
 */
function grown(parts: Partial<BlueprintParts> = {}) {
  const net = network({ cidr, zones: 2, nat: "single", tiers: { public: { subnets: 1 }, private: { newBits: 10 } } });
  return blueprint<BlueprintParts>("port", { network: net, etcd: etcd({ addresses: ["10.10.1.200"] }), ...parts });
}

describe("draft", () => {
  it("has the design of a blueprint that is sound whatever stands", () => {
    const net = blueprint<BlueprintParts>("port", { network: network({ cidr }), tags: { team: "sea" } });
    expect(draft(net)).toMatchObject({ name: "port", tags: { team: "sea" }, fresh: design(net) });
    expect(draft(net).within({})).toEqual(design(net));
  });

  it("knows the size of the subnets that it deals, and of no others", () => {
    const cidrs = ["10.10.9.0/28"];
    const tiers = { public: {}, private: { newBits: 10 }, db: { cidrs } };
    const net = blueprint<BlueprintParts>("port", { network: network({ cidr, zones: 1, tiers }) });
    expect([...draft(net).prefixes]).toEqual([
      ["public", 24],
      ["private", 26],
    ]);
    const existing = existingNetwork({
      vpcId: "vpc-0123456789abcdef0",
      cidr,
      subnets: { public: [{ id: "subnet-0123456789abcdef0", zone: "us-west-2a", cidr: "10.10.0.0/24" }] },
    });
    expect(draft(blueprint<BlueprintParts>("port", { network: existing })).prefixes.size).toBe(0);
  });

  it("leaves to the account what depends on where subnets lie", () => {
    const { fresh, within } = draft(grown());
    expect(fresh).toBeUndefined();
    const { network: net, roles } = within({ standing, offered: ["us-west-2a", "us-west-2b"] });
    expect(net.subnets.map(({ name, cidr: range }) => `${name} ${range}`)).toEqual([
      "public-1 10.10.0.0/24",
      "private-1 10.10.1.0/24",
      "private-2 10.10.2.0/26",
    ]);
    expect(roles.map(({ name }) => name)).toEqual(["etcd"]);
    expect(() => within({})).toThrow(/10\.10\.1\.200 lies in no subnet/);
  });

  it("knows the rules by their names, and only such as are errors", () => {
    const addresses = (...given: readonly string[]) => etcd({ addresses: given });
    const web = workers({
      subnets: "private",
      size: { min: 1, desired: 1, max: 1 },
      expose: [{ port: 80, protocol: "http" }],
    });
    const blueprints = [
      grown({ etcd: addresses("10.10.9.9") }),
      grown({ etcd: addresses("10.10.0.1") }),
      grown({ network: network({ cidr, zones: 1 }), pools: { web } }),
      grown({ network: network({ cidr, zones: 2, tiers: { public: { subnets: 1 }, private: {} } }) }),
      grown({ network: network({ cidr: "10.10.0.0/28" }) }),
    ];
    const errors = blueprints.flatMap((one) => validateBlueprint(one)).filter(({ severity }) => severity === "error");
    expect([...rulesOfPlaces].filter((rule) => !errors.some((error) => error.rule === rule))).toEqual([]);
  });

  it("refuses at once what is wrong in every account, and says the rest too", () => {
    const web = workers({ subnets: "nowhere", size: { min: 1, desired: 1, max: 1 } });
    expect(() => draft(grown({ pools: { web } }))).toThrow(BlueprintError);
    expect(() => draft(grown({ pools: { web } }))).toThrow(/lies in no subnet[^]*nowhere|nowhere[^]*lies in no subnet/);
    expect(() => draft(grown({ etcd: etcd({ addresses: ["10.11.1.200"] }) }))).toThrow(/outside the network/);
  });
});
