import fc from "fast-check";
import { expect, it } from "vitest";
import { ResourceGraph } from "./graph.ts";
import { toyAccount } from "./testing/toy-run.ts";
import { houses } from "./testing/toy-wishes.ts";

const wishes = fc.uniqueArray(
  fc.record({
    name: fc.constantFrom("a", "b", "c", "d"),
    color: fc.constantFrom("red", "blue"),
    plot: fc.constantFrom("1", "2"),
    doors: fc.uniqueArray(fc.constantFrom("front", "back"), { maxLength: 2 }),
  }),
  { maxLength: 4, selector: ({ name }) => name },
);

it("building either of two wishes after the other leaves nothing to do, and nothing else behind", async () => {
  await fc.assert(
    fc.asyncProperty(wishes, wishes, async (first, second) => {
      const { cloud, plan, build } = toyAccount();
      for (const wanted of [first, second]) {
        const wish = houses(...wanted);
        const graph = new ResourceGraph();
        wish(graph);
        expect((await build(wish)).error).toBeUndefined();
        expect((await plan(wish)).plan.steps).toEqual([]);
        expect(cloud.stored.size).toBe(graph.inOrder().length);
      }
    }),
    { numRuns: 60 },
  );
});
