import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Config } from "../spec/ignition-config.ts";
import { gzip } from "./gzip.ts";
import { type Breakdown, externalBreakdown, packedBreakdown, plainBreakdown, printBreakdown } from "./breakdown.ts";

const config: Config = {
  ignition: { version: "3.0.0" },
  storage: { files: [{ path: "/b" }, { path: "/long-é" }] },
  systemd: { units: [{ name: "c" }] },
};

describe("plainBreakdown", () => {
  it("counts each entry as the bytes of its JSON, and the rest as the frame", () => {
    expect(plainBreakdown(config, 100, 200)).toEqual({
      total: 100,
      limit: 200,
      frame: 100 - 19 - 13 - 12,
      parts: [
        { path: "$.storage.files.1", name: "/long-é", jsonBytes: 19, userDataBytes: 19 },
        { path: "$.storage.files.0", name: "/b", jsonBytes: 13, userDataBytes: 13 },
        { path: "$.systemd.units.0", name: "c", jsonBytes: 12, userDataBytes: 12 },
      ],
    });
  });
});

describe("externalBreakdown", () => {
  it("counts no bytes of user data for what is kept elsewhere, and sorts by JSON", () => {
    const { frame, parts } = externalBreakdown(config, 100, 200);
    expect(frame).toBe(100);
    expect(parts.map(({ name, jsonBytes, userDataBytes }) => [name, jsonBytes, userDataBytes])).toEqual([
      ["/long-é", 19, 0],
      ["/b", 13, 0],
      ["c", 12, 0],
    ]);
  });
});

describe("packedBreakdown", () => {
  const sizes = fc.array(fc.nat({ max: 300 }), { maxLength: 12 });

  it("shares all bytes but the frame out, larger parts first, each by how well it packs alone", () => {
    fc.assert(
      fc.property(sizes, fc.nat({ max: 5000 }), fc.nat({ max: 300 }), (lengths, packed, frame) => {
        const files = lengths.map((length, at) => ({ path: `/${at}/${"abcdefghij".repeat(length).slice(0, length)}` }));
        const some: Config = { ignition: { version: "3.0.0" }, storage: { files } };
        const breakdown = packedBreakdown(some, frame, packed + frame, 1);
        const shares = breakdown.parts.map(({ userDataBytes }) => userDataBytes);
        expect(shares.every((share) => Number.isInteger(share) && share >= 0)).toBe(true);
        expect(shares).toEqual(shares.toSorted((a, b) => b - a));
        const all = shares.reduce((sum, share) => sum + share, 0);
        expect(breakdown).toMatchObject({ total: packed + frame, limit: 1, frame: packed + frame - all });
        expect(all).toBe(files.length === 0 ? 0 : packed);
      }),
    );
  });

  it("gives what packs to as many bytes as many, and the odd byte to the first", () => {
    const twins: Config = { ignition: { version: "3.0.0" }, storage: { files: [{ path: "/a" }, { path: "/b" }] } };
    const { frame, parts } = packedBreakdown(twins, 10, 31, 100);
    expect(frame).toBe(10);
    expect(parts.map(({ name, jsonBytes, userDataBytes }) => [name, jsonBytes, userDataBytes])).toEqual([
      ["/a", 13, 11],
      ["/b", 13, 10],
    ]);
  });

  it("weighs a part by its packed bytes, not by its JSON", () => {
    const files = [{ path: `/${"a".repeat(2000)}` }, { path: `/${"k3v9x0q7m5z8w1".repeat(1)}` }, { path: "/c" }];
    const { parts } = packedBreakdown({ ignition: { version: "3.0.0" }, storage: { files } }, 0, 3000, 1);
    const bytes = new Map(parts.map(({ jsonBytes, userDataBytes }) => [jsonBytes, userDataBytes]));
    expect([...bytes]).toMatchInlineSnapshot(`
      [
        [
          2012,
          1200,
        ],
        [
          26,
          1200,
        ],
        [
          13,
          600,
        ],
      ]
    `);
  });

  it("gives the bytes that are left over to the largest remainders, the earlier of two alike first", () => {
    const nothing = gzip(new Uint8Array()).length;
    const paths = fc.uniqueArray(fc.stringMatching(/^\/[a-z]{1,40}$/), { minLength: 1, maxLength: 9 });
    fc.assert(
      fc.property(paths, fc.nat({ max: 900 }), (list, packed) => {
        const files = list.map((path) => ({ path }));
        const { parts } = packedBreakdown({ ignition: { version: "3.0.0" }, storage: { files } }, 0, packed, 1);
        const weights = files.map((each) => gzip(Buffer.from(JSON.stringify(each))).length - nothing);
        const exact = weights.map((weight) => (packed * weight) / weights.reduce((sum, each) => sum + each, 0));
        const extra = exact.map((share, at) => {
          const part = parts.find(({ path }) => path === `$.storage.files.${at}`);
          return { remainder: share - Math.floor(share), got: (part?.userDataBytes ?? -1) - Math.floor(share) };
        });
        expect(extra.filter(({ got }) => got !== 0 && got !== 1)).toEqual([]);
        const served = extra.toSorted((a, b) => b.remainder - a.remainder).map(({ got }) => got);
        expect(served).toEqual(served.toSorted((a, b) => b - a));
      }),
    );
  });

  it("has only a frame where there are no entries", () => {
    expect(packedBreakdown({ ignition: { version: "3.0.0" } }, 10, 31, 100)).toEqual({
      total: 31,
      limit: 100,
      frame: 31,
      parts: [],
    });
  });
});

describe("printBreakdown", () => {
  function breakdownOf(count: number): Breakdown {
    const parts = Array.from({ length: count }, (_, at) => ({
      path: `$.storage.files.${at}`,
      name: `/${at}`,
      jsonBytes: 20 + at,
      userDataBytes: 100 - at,
    }));
    return { total: 2000, limit: 16_384, frame: 7, parts };
  }

  it("shows ten parts where nothing else is asked for, then the rest in one line, then the frame", () => {
    expect(printBreakdown(breakdownOf(12))).toMatchInlineSnapshot(`
      "2000 of 16384 bytes:
           100  /0 ($.storage.files.0, 20 bytes of JSON)
            99  /1 ($.storage.files.1, 21 bytes of JSON)
            98  /2 ($.storage.files.2, 22 bytes of JSON)
            97  /3 ($.storage.files.3, 23 bytes of JSON)
            96  /4 ($.storage.files.4, 24 bytes of JSON)
            95  /5 ($.storage.files.5, 25 bytes of JSON)
            94  /6 ($.storage.files.6, 26 bytes of JSON)
            93  /7 ($.storage.files.7, 27 bytes of JSON)
            92  /8 ($.storage.files.8, 28 bytes of JSON)
            91  /9 ($.storage.files.9, 29 bytes of JSON)
           179  2 more
             7  the frame around them"
    `);
  });

  it.each([
    [0, ["1000 more", "frame"]],
    [9, ["/8", "1 more", "frame"]],
    [10, ["/9", "frame"]],
    [11, ["/9", "frame"]],
  ])("ends, where %i are asked for, with the frame", (most, words) => {
    const lines = printBreakdown(breakdownOf(10), most).split("\n");
    expect(lines).toHaveLength(Math.min(most, 10) + (most < 10 ? 3 : 2));
    for (const [at, word] of words.entries()) {
      if (most > 0) expect(lines.at(at - words.length)).toContain(word);
    }
  });

  it("adds up what it does not show", () => {
    expect(printBreakdown(breakdownOf(3), 1).split("\n")[2]).toBe("     197  2 more");
  });
});
