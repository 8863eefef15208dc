import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { batchesOf } from "./batches.ts";

describe("the batches of a set", () => {
  it.each([
    ["all of which serve", "+++++", 2, [0, 0, 1, 1, 2]],
    ["none of which serves", "---", 2, [0, 0, 1]],
    ["of which two serve, never take both", "++-", 2, [0, 1, 0]],
    ["of which one serves", "-+--", 2, [0, 0, 1, 1]],
    ["of which four serve", "++++--", 3, [0, 1, 0, 1, 0, 1]],
  ])("%s", (_, machines, size, batches) => {
    expect(
      batchesOf(
        machines.split("").map((one) => one === "+"),
        size,
      ),
    ).toEqual(batches);
  });

  it("are never larger than they may be, nor more than they must, and spread those that serve", () => {
    fc.assert(
      fc.property(
        fc.array(fc.boolean(), { minLength: 1, maxLength: 40 }),
        fc.integer({ min: 1, max: 9 }),
        (all, size) => {
          const batches = batchesOf(all, size);
          const many = Math.ceil(all.length / size);
          const inBatch = Array.from({ length: many }, (_, batch) => batches.filter((one) => one === batch).length);
          const serving = Array.from(
            { length: many },
            (_, batch) => batches.filter((one, at) => one === batch && all[at]).length,
          );
          expect(inBatch.every((count) => count >= 1 && count <= size)).toBe(true);
          expect(inBatch.reduce((sum, count) => sum + count, 0)).toBe(all.length);
          if (all.includes(false)) expect(Math.max(...serving) - Math.min(...serving)).toBeLessThanOrEqual(1);
        },
      ),
    );
  });
});
