import fc from "fast-check";
import { expect, it } from "vitest";
import { seededRandom } from "./random.ts";

it("equal seeds give equal streams, other seeds others", () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (one, other) => {
      const take = (seed: string): string => seededRandom(seed).hex(32);
      expect(take(one)).toBe(take(one));
      if (one !== other) expect(take(one)).not.toBe(take(other));
    }),
  );
});

it("a fork does not depend on what was drawn before", () => {
  const fresh = seededRandom(7);
  const used = seededRandom(7);
  for (let draw = 0; draw < 10; draw += 1) used();
  expect(used.fork("ids").hex(16)).toBe(fresh.fork("ids").hex(16));
});

it("integers stay within their bounds and reach both", () => {
  const random = seededRandom("bounds");
  const seen = new Set(Array.from({ length: 500 }, () => random.integer(3, 6)));
  expect([...seen].toSorted((a, b) => a - b)).toEqual([3, 4, 5, 6]);
});
