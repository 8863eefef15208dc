import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isInside, overlaps, parseBlock, type Block } from "./block.ts";
import { network } from "./network.ts";
import { planSubnets } from "./subnet-plan.ts";

it("public subnets come first, then private ones, one of each per zone", () => {
  const { subnets } = planSubnets(network({ cidr: "10.10.0.0/16", zones: 3 }));
  expect(subnets.map(({ name, zone, cidr }) => `${name} ${zone} ${cidr}`)).toMatchInlineSnapshot(`
    [
      "public-1 0 10.10.0.0/24",
      "public-2 1 10.10.1.0/24",
      "public-3 2 10.10.2.0/24",
      "private-1 0 10.10.3.0/24",
      "private-2 1 10.10.4.0/24",
      "private-3 2 10.10.5.0/24",
    ]
  `);
});

it("tiers of different sizes lie aligned one after the other, and subnets wrap around the zones", () => {
  const plan = planSubnets(
    network({
      cidr: "10.42.0.0/16",
      zones: 2,
      tiers: { public: { newBits: 10, subnets: 3 }, private: { newBits: 4 }, data: { newBits: 12 } },
    }),
  );
  expect(plan.subnets.map(({ name, zone, cidr }) => `${name} ${zone} ${cidr}`)).toMatchInlineSnapshot(`
    [
      "public-1 0 10.42.0.0/26",
      "public-2 1 10.42.0.64/26",
      "public-3 0 10.42.0.128/26",
      "private-1 0 10.42.16.0/20",
      "private-2 1 10.42.32.0/20",
      "data-1 0 10.42.48.0/28",
      "data-2 1 10.42.48.16/28",
    ]
  `);
  expect(plan.homeless).toEqual([]);
});

const tier = fc.record({ newBits: fc.integer({ min: 0, max: 12 }), subnets: fc.integer({ min: 1, max: 9 }) });
const networks = fc
  .record({
    prefix: fc.integer({ min: 16, max: 24 }),
    third: fc.integer({ min: 0, max: 255 }),
    zones: fc.integer({ min: 1, max: 6 }),
    tiers: fc.dictionary(fc.stringMatching(/^[a-z]{1,8}$/), tier, { minKeys: 1, maxKeys: 4 }),
  })
  .map(({ prefix, third, zones, tiers }) =>
    network({ cidr: parseBlock(`10.${third}.${third}.0/${prefix}`)?.cidr ?? "", zones, tiers }),
  );

function blocksOf(cidrs: readonly { readonly cidr: string }[]): Block[] {
  return cidrs.flatMap(({ cidr }) => parseBlock(cidr) ?? []);
}

describe("laws", () => {
  it("every subnet lies inside the network, and none over another", () => {
    fc.assert(
      fc.property(networks, (each) => {
        const range = parseBlock(each.cidr);
        const blocks = blocksOf(planSubnets(each).subnets);
        expect(range).toBeDefined();
        for (const [index, block] of blocks.entries()) {
          expect(range !== undefined && isInside(block, range)).toBe(true);
          for (const other of blocks.slice(index + 1)) expect(overlaps(block, other)).toBe(false);
        }
      }),
    );
  });

  it("every subnet that was asked for is planned or named as homeless", () => {
    fc.assert(
      fc.property(networks, (each) => {
        const { subnets, homeless } = planSubnets(each);
        const asked = each.tiers
          .filter(({ newBits }) => Number(each.cidr.split("/")[1]) + newBits <= 32)
          .flatMap(({ name, subnets: count }) => Array.from({ length: count }, (_, index) => `${name}-${index + 1}`));
        expect([...subnets.map(({ name }) => name), ...homeless].toSorted()).toEqual(asked.toSorted());
      }),
    );
  });

  it("a network dealt out in equal halves of halves is covered without a gap", () => {
    fc.assert(
      fc.property(fc.integer({ min: 16, max: 24 }), fc.integer({ min: 0, max: 4 }), (prefix, newBits) => {
        const each = network({
          cidr: `10.0.0.0/${prefix}`,
          zones: 1,
          tiers: { all: { newBits, subnets: 2 ** newBits } },
        });
        const blocks = blocksOf(planSubnets(each).subnets);
        expect(blocks.map(({ first }) => first)).toEqual(
          blocks.map((_, index) => (blocks[0]?.first ?? 0) + index * 2 ** (32 - prefix - newBits)),
        );
        expect(blocks.at(-1)?.last).toBe(parseBlock(each.cidr)?.last);
      }),
    );
  });

  it("another tier at the end moves no address of those before it", () => {
    fc.assert(
      fc.property(networks, (each) => {
        const more = { ...each, tiers: [...each.tiers, { name: "later", public: false, subnets: 2, newBits: 12 }] };
        const { subnets } = planSubnets(each);
        expect(planSubnets(more).subnets.slice(0, subnets.length)).toEqual(subnets);
      }),
    );
  });
});
