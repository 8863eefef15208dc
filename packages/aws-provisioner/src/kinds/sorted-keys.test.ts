import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sortedKeys } from "./sorted-keys.ts";

describe("sortedKeys", () => {
  it("sorts at every depth and leaves lists in their order", () => {
    expect(JSON.stringify(sortedKeys({ b: [{ d: 1, c: 2 }, "z", "a"], a: null }))).toBe(
      '{"a":null,"b":[{"c":2,"d":1},"z","a"]}',
    );
  });

  it("changes no value, and nothing a second time", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const sorted = sortedKeys(value);
        expect(sorted).toEqual(value);
        expect(JSON.stringify(sortedKeys(sorted))).toBe(JSON.stringify(sorted));
      }),
    );
  });
});
