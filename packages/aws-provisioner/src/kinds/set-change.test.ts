import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { setChange } from "./set-change.ts";

describe("setChange", () => {
  const sets = fc.tuple(fc.uniqueArray(fc.nat(20)), fc.uniqueArray(fc.nat(20)));

  it("turns the one set into the other", () => {
    fc.assert(
      fc.property(sets, ([before, after]) => {
        const { added, removed } = setChange(before, after);
        const result = [...before.filter((item) => !removed.includes(item)), ...added];
        expect(result.toSorted()).toEqual(after.toSorted());
      }),
    );
  });

  it("adds nothing that is there and removes nothing that is wanted", () => {
    fc.assert(
      fc.property(sets, ([before, after]) => {
        const { added, removed } = setChange(before, after);
        expect(added.filter((item) => before.includes(item))).toEqual([]);
        expect(removed.filter((item) => after.includes(item))).toEqual([]);
      }),
    );
  });

  it("compares objects by what they hold", () => {
    expect(setChange([{ a: 1 }, { a: 2 }], [{ a: 2 }, { a: 3 }])).toEqual({ added: [{ a: 3 }], removed: [{ a: 1 }] });
  });
});
