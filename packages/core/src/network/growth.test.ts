import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isInside, overlaps, parseBlock } from "./block.ts";
import { network, type Network, type NetworkOptions } from "./network.ts";
import type { StandingSubnet } from "./standing-subnet.ts";
import { planSubnets, type SubnetDesign } from "./subnet-plan.ts";

const offered = ["us-west-2a", "us-west-2b", "us-west-2c", "us-west-2d"];

/** The subnets of a network that is changed as often as there are options. */
function changed(first: Omit<NetworkOptions, "cidr">, ...later: readonly Omit<NetworkOptions, "cidr">[]) {
  let standing: readonly StandingSubnet[] = [];
  for (const options of [first, ...later]) {
    standing = standingOf(planSubnets(network({ cidr: "10.0.0.0/16", ...options }), { standing, offered }).subnets);
  }
  return standing.map(({ name, cidr, zone }) => `${name} ${cidr} ${zone.at(-1)}`);
}

function standingOf(subnets: readonly SubnetDesign[]): StandingSubnet[] {
  return subnets.map(({ name, cidr, zoneName = "" }) => ({ name, cidr, zone: zoneName }));
}

describe("a network that grows and shrinks", () => {
  it("of two zones takes a third one behind what stands", () => {
    expect(changed({ zones: 2 }, { zones: 3 })).toMatchInlineSnapshot(`
      [
        "public-1 10.0.0.0/24 a",
        "public-2 10.0.1.0/24 b",
        "public-3 10.0.4.0/24 c",
        "private-1 10.0.2.0/24 a",
        "private-2 10.0.3.0/24 b",
        "private-3 10.0.5.0/24 c",
      ]
    `);
  });

  it("of three zones gives up the last one, or the one that is no longer named", () => {
    const named = { zones: ["us-west-2a", "us-west-2b", "us-west-2c"] };
    expect(changed(named, { zones: ["us-west-2a", "us-west-2c"] })).toMatchInlineSnapshot(`
      [
        "public-1 10.0.0.0/24 a",
        "public-3 10.0.2.0/24 c",
        "private-1 10.0.3.0/24 a",
        "private-3 10.0.5.0/24 c",
      ]
    `);
    expect(changed({ zones: 3 }, { zones: 2 })).toMatchInlineSnapshot(`
      [
        "public-1 10.0.0.0/24 a",
        "public-2 10.0.1.0/24 b",
        "private-1 10.0.3.0/24 a",
        "private-2 10.0.4.0/24 b",
      ]
    `);
  });

  it("keeps what stands when tiers change their order, and another joins", () => {
    const tiers = { public: {}, private: {} };
    expect(changed({ zones: 1, tiers }, { zones: 1, tiers: { data: {}, private: {}, public: {} } }))
      .toMatchInlineSnapshot(`
      [
        "data-1 10.0.2.0/24 a",
        "private-1 10.0.1.0/24 a",
        "public-1 10.0.0.0/24 a",
      ]
    `);
  });

  it("adds subnets to a tier where it has the fewest", () => {
    const tiers = (subnets: number) => ({ zones: 2, tiers: { all: { subnets } } });
    expect(changed(tiers(3), tiers(5))).toMatchInlineSnapshot(`
      [
        "all-1 10.0.0.0/24 a",
        "all-2 10.0.1.0/24 b",
        "all-3 10.0.2.0/24 a",
        "all-4 10.0.3.0/24 b",
        "all-5 10.0.4.0/24 a",
      ]
    `);
    expect(changed(tiers(5), tiers(2))).toMatchInlineSnapshot(`
      [
        "all-1 10.0.0.0/24 a",
        "all-2 10.0.1.0/24 b",
      ]
    `);
  });

  it("makes subnets of another size from now on", () => {
    const tiers = (data: object) => ({ zones: 1, tiers: { web: { subnets: 2 }, data } });
    expect(changed(tiers({ newBits: 2 }), tiers({ newBits: 4, subnets: 3 }))).toMatchInlineSnapshot(`
      [
        "web-1 10.0.0.0/24 a",
        "web-2 10.0.1.0/24 a",
        "data-1 10.0.64.0/18 a",
        "data-2 10.0.128.0/20 a",
        "data-3 10.0.144.0/20 a",
      ]
    `);
  });

  it("takes ranges that are given, and keeps those that stand", () => {
    const given = (...cidrs: readonly string[]) => ({ zones: 2, tiers: { web: {}, data: { cidrs } } });
    expect(changed(given("10.0.0.0/24", "10.0.9.0/24"))).toMatchInlineSnapshot(`
      [
        "web-1 10.0.1.0/24 a",
        "web-2 10.0.2.0/24 b",
        "data-1 10.0.0.0/24 a",
        "data-2 10.0.9.0/24 b",
      ]
    `);
    // The one that comes stands in the zone of the one that leaves.
    expect(changed(given("10.0.8.0/24", "10.0.9.0/24"), given("10.0.8.0/24", "10.0.7.0/24")).slice(2)).toEqual([
      "data-1 10.0.8.0/24 a",
      "data-3 10.0.7.0/24 b",
    ]);
    expect(changed(given("10.0.8.0/24", "10.0.9.0/24"), given("10.0.9.0/24", "10.0.7.0/24"))).toMatchInlineSnapshot(`
      [
        "web-1 10.0.0.0/24 a",
        "web-2 10.0.1.0/24 b",
        "data-2 10.0.9.0/24 b",
        "data-3 10.0.7.0/24 a",
      ]
    `);
  });

  it("has no more zones than the region", () => {
    const { subnets } = planSubnets(network({ cidr: "10.0.0.0/16", zones: 3 }), { offered: ["x-1a", "x-1b"] });
    expect(subnets.map(({ zone, zoneName }) => `${zone} ${zoneName}`)).toEqual([
      "0 x-1a",
      "1 x-1b",
      "0 x-1a",
      "0 x-1a",
      "1 x-1b",
      "0 x-1a",
    ]);
  });

  it("makes all anew in another range", () => {
    const standing = standingOf(planSubnets(network({ cidr: "10.0.0.0/16" }), { offered }).subnets);
    const moved = network({ cidr: "10.1.0.0/16" });
    expect(planSubnets(moved, { standing, offered })).toEqual(planSubnets(moved, { offered }));
  });
});

const tier = fc.record({ newBits: fc.integer({ min: 2, max: 10 }), subnets: fc.integer({ min: 1, max: 6 }) });
const networks = fc
  .record({
    zones: fc.oneof(fc.integer({ min: 1, max: 5 }), fc.subarray(offered, { minLength: 1 })),
    tiers: fc.dictionary(fc.constantFrom("a", "b", "c", "d-2"), tier, { minKeys: 1 }),
  })
  .map((options) => network({ cidr: "10.0.0.0/16", ...options }));

const histories = fc.array(networks, { minLength: 2, maxLength: 5 });

describe("laws of change", () => {
  it("a subnet that stays keeps its range and its zone; none lies over what stands, or outside", () => {
    fc.assert(
      fc.property(histories, (history) => {
        let standing: readonly StandingSubnet[] = [];
        for (const each of history) {
          const { subnets } = planSubnets(each, { standing, offered });
          for (const { name, cidr, zoneName } of subnets) {
            const before = standing.find((subnet) => subnet.name === name);
            if (before !== undefined) expect({ name, cidr, zone: zoneName }).toEqual(before);
            for (const other of standing) {
              if (other.name !== name) expect(meet(cidr, other.cidr)).toBe(false);
            }
            expect(within(cidr, each)).toBe(true);
          }
          const cidrs = subnets.map(({ cidr }) => cidr);
          cidrs.forEach((cidr, at) => expect(cidrs.slice(at + 1).some((other) => meet(cidr, other))).toBe(false));
          standing = standingOf(subnets);
        }
      }),
    );
  });

  it("what was planned once is planned again", () => {
    fc.assert(
      fc.property(histories, (history) => {
        let standing: readonly StandingSubnet[] = [];
        for (const each of history) {
          const plan = planSubnets(each, { standing, offered });
          // It is refused, and what stands stays.
          if (plan.homeless.length > 0) continue;
          standing = standingOf(plan.subnets);
          expect(standingOf(planSubnets(each, { standing, offered }).subnets)).toEqual(standing);
        }
      }),
    );
  });

  it("what stands of a network that is half made is completed as the whole was meant", () => {
    fc.assert(
      fc.property(networks, networks, fc.infiniteStream(fc.boolean()), (first, each, coins) => {
        const isMade = () => coins.next().value === true;
        const { subnets, homeless } = planSubnets(each, { offered });
        if (homeless.length === 0) {
          const half = standingOf(subnets.filter(isMade));
          expect(standingOf(planSubnets(each, { standing: half, offered }).subnets)).toEqual(standingOf(subnets));
        }
        // Of a network that grew it holds for the ranges, whatever is made.
        const standing = standingOf(planSubnets(first, { offered }).subnets);
        const grown = planSubnets(each, { standing, offered });
        if (grown.homeless.length > 0) return;
        const isNew = ({ name }: { readonly name: string }) => !standing.some((one) => one.name === name);
        const half = [...standing, ...standingOf(grown.subnets.filter((one) => isNew(one) && isMade()))];
        const ranges = (all: readonly SubnetDesign[]) => all.map(({ name, cidr }) => ({ name, cidr }));
        expect(ranges(planSubnets(each, { standing: half, offered }).subnets)).toEqual(ranges(grown.subnets));
      }),
    );
  });

  it("a network that only grows takes nothing away", () => {
    fc.assert(
      fc.property(networks, fc.integer({ min: 0, max: 2 }), fc.integer({ min: 0, max: 3 }), (each, zones, more) => {
        const standing = standingOf(planSubnets(each, { offered }).subnets);
        const grown: Network = {
          ...each,
          zones: typeof each.zones === "number" ? each.zones + zones : [...new Set([...each.zones, ...offered])],
          tiers: each.tiers.map((one) => ({ ...one, subnets: one.subnets + more })),
        };
        const after = standingOf(planSubnets(grown, { standing, offered }).subnets);
        expect(after).toEqual(expect.arrayContaining([...standing]));
      }),
    );
  });
});

function meet(a: string, b: string): boolean {
  const [one, other] = [parseBlock(a), parseBlock(b)];
  return one !== undefined && other !== undefined && overlaps(one, other);
}

function within(cidr: string, { cidr: range }: Network): boolean {
  const [inner, outer] = [parseBlock(cidr), parseBlock(range)];
  return inner !== undefined && outer !== undefined && isInside(inner, outer);
}
