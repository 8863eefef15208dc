import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  blockAt,
  blockSize,
  formatAddress,
  isInside,
  isReserved,
  overlaps,
  parseAddress,
  parseBlock,
} from "./block.ts";

const address = fc.integer({ min: 0, max: 2 ** 32 - 1 });
const block = fc
  .tuple(address, fc.integer({ min: 0, max: 32 }))
  .map(([at, prefix]) => blockAt(Math.floor(at / blockSize(prefix)) * blockSize(prefix), prefix));

describe("parseBlock", () => {
  it.each([
    ["10.10.0.0/16", "10.10.0.0/16"],
    ["10.10.1.5/24", "10.10.1.0/24"],
    ["0.0.0.0/0", "0.0.0.0/0"],
    ["255.255.255.255/32", "255.255.255.255/32"],
  ])("%s is %s", (text, cidr) => expect(parseBlock(text)?.cidr).toBe(cidr));

  it.each([
    "",
    "10.10.0.0",
    "10.10.0/16",
    "10.10.0.0/33",
    "10.10.0.0/-1",
    "10.10.0.256/24",
    "010.0.0.0/8",
    " 10.0.0.0/8",
    "10.0.0.0/08",
    "::/0",
    "10.0.0.0/16\n",
    "10.0.0.0/16/16",
    "10.0.0.0/",
    "10.0.0.0/160",
    "x10.0.0.0/16",
    "1000.0.0.0/16",
  ])("%j is none", (text) => expect(parseBlock(text)).toBeUndefined());
});

it.each([
  ["0.0.0.0", 0],
  ["0.0.0.1", 1],
  ["0.0.1.0", 2 ** 8],
  ["0.1.0.0", 2 ** 16],
  ["1.0.0.0", 2 ** 24],
  ["199.209.249.250", 0xc7_d1_f9_fa],
  ["255.255.255.255", 2 ** 32 - 1],
  ["256.0.0.0", undefined],
  ["1.2.3", undefined],
  ["1.2.3.4.5", undefined],
  ["1.2.3.04", undefined],
  ["1.2.3.4/32", undefined],
])("the address %s is %j", (text, address) => expect(parseAddress(text)).toBe(address));

describe("laws", () => {
  it("an address survives being written and read", () => {
    fc.assert(fc.property(address, (at) => parseAddress(formatAddress(at)) === at));
  });
  it("a block survives being written and read", () => {
    fc.assert(
      fc.property(block, (each) => {
        expect(parseBlock(each.cidr)).toEqual(each);
      }),
    );
  });
  it("two blocks overlap exactly when one lies in the other", () => {
    fc.assert(fc.property(block, block, (a, b) => overlaps(a, b) === (isInside(a, b) || isInside(b, a))));
  });
  it("overlap is mutual", () => {
    fc.assert(fc.property(block, block, (a, b) => overlaps(a, b) === overlaps(b, a)));
  });
  it("AWS keeps five addresses of every subnet", () => {
    fc.assert(
      fc.property(fc.integer({ min: 24, max: 28 }), (prefix) => {
        const subnet = blockAt(2 ** 31, prefix);
        const kept = Array.from({ length: blockSize(prefix) }, (_, index) => subnet.first + index).filter((each) =>
          isReserved(each, subnet),
        );
        expect(kept).toHaveLength(5);
      }),
    );
  });
});
