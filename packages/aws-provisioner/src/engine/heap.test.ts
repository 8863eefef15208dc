import fc from "fast-check";
import { expect, it } from "vitest";
import { Heap } from "./heap.ts";

function heapOf(values: readonly number[]): Heap<number> {
  const heap = new Heap<number>((one, other) => one < other);
  for (const value of values) heap.add(value);
  return heap;
}

it("gives its values in their order, whatever is added meanwhile", () => {
  fc.assert(
    fc.property(fc.array(fc.option(fc.integer({ min: 0, max: 20 }))), (deeds) => {
      const heap = heapOf([]);
      let left: number[] = [];
      for (const deed of deeds) {
        if (deed === null) {
          expect(heap.first).toBe(left[0]);
          expect(heap.take()).toBe(left[0]);
          left = left.slice(1);
        } else {
          heap.add(deed);
          left = [...left, deed].toSorted((a, b) => a - b);
        }
      }
      expect(left.map(() => heap.take())).toEqual(left);
      expect(heap.take()).toBeUndefined();
    }),
  );
});

it("forgets those that do not count, up to the first that does", () => {
  const heap = heapOf([5, 1, 4, 2, 3]);
  expect(heap.firstThat((value) => value > 2)).toBe(3);
  expect(heap.first).toBe(3);
  expect(heap.firstThat(() => false)).toBeUndefined();
});
