import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { difference, patched } from "./difference.ts";

const json = fc.jsonValue({ maxDepth: 3 });

/** Values that differ in little. */
const pair = fc.tuple(
  fc.record({ a: json, b: fc.array(json, { maxLength: 3 }), c: fc.dictionary(fc.string(), json) }),
  fc.record(
    { a: json, b: fc.array(json, { maxLength: 3 }), c: fc.dictionary(fc.string(), json) },
    { requiredKeys: [] },
  ),
  fc.boolean(),
);

describe("what differs", () => {
  it("put into what was, is what is", () => {
    fc.assert(
      fc.property(pair, ([before, more, joins]) => {
        const after = joins ? { ...before, ...more } : more;
        const told = difference(before, after);
        if (told === "untold") return;
        expect(JSON.stringify(told)).toBeDefined();
        expect(told === "none" ? before : patched(before, told.patch)).toEqual(after);
      }),
    );
  });

  it.each<[unknown, unknown, unknown]>([
    [{ a: 1 }, { a: 1 }, "none"],
    [{ a: 1, b: 2 }, { a: 1, c: 3 }, { patch: { b: null, c: 3 } }],
    [{ a: { b: 1, c: [1, 2] } }, { a: { b: 1, c: [1, 3] } }, { patch: { a: { c: { 1: 3 } } } }],
    [{ a: [1, 2] }, { a: [3, 4] }, { patch: { a: [3, 4] } }],
    [{ a: [1, 2] }, { a: [1] }, { patch: { a: [1] } }],
    [{ a: 1 }, { a: null }, "untold"],
    [{ a: 1 }, { a: 1, b: null }, "untold"],
    [{ a: [1] }, { a: { b: 1 } }, "untold"],
    [{ a: { b: 1 } }, { a: [1] }, { patch: { a: [1] } }],
    [{}, { ["__proto__"]: { a: 1 } }, { patch: { ["__proto__"]: { a: 1 } } }],
  ])("between %j and %j is told", (before, after, told) => {
    expect(difference(before, after)).toEqual(told);
  });
});
