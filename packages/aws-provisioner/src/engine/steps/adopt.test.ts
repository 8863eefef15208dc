import { describe, expect, it } from "vitest";
import { withAddress } from "../observed.ts";
import { House, type Toy } from "../testing/toy-kinds.ts";
import type { WatchLimits } from "../watch.ts";
import { seek } from "./adopt.ts";
import type { StepScope } from "./step-scope.ts";

const house = withAddress("house", { id: "h", name: "main", props: {}, outputs: {}, status: "ready" });

/** What seeking comes to when it is shown each of these listings at its time. */
async function sought(...listings: readonly (readonly [milliseconds: number, found: boolean])[]) {
  let now = 5000;
  const asked: WatchLimits[] = [];
  const scope = {
    kind: House,
    clock: { now: () => now },
    watch: {
      until: async (_kind: unknown, accept: (listing: unknown) => unknown, limits: WatchLimits) => {
        asked.push(limits);
        for (const [after, found] of listings) {
          now = 5000 + after;
          const answer = accept(found ? [house] : []);
          if (answer !== undefined) return answer;
        }
        return { one: "none of the listings" };
      },
    },
  } as unknown as StepScope<Toy>;
  return { one: await seek(scope, ({ id }) => id === "h", 10), asked, after: now - 5000 };
}

describe("what an earlier try made", () => {
  it("is taken as soon as a listing shows it", async () => {
    const { one, asked, after } = await sought([150, false], [400, true], [900, true]);
    expect([one, after]).toEqual([house, 400]);
    expect(asked).toEqual([{ usualSeconds: 1, limitSeconds: 100, depth: "fields" }]);
  });

  it("is there for no two listings when they cannot be behind any more, and not before", async () => {
    const gone = await sought([9999, false], [10_000, false], [11_000, false]);
    expect(gone).toMatchObject({ one: undefined, after: 11_000 });
    expect(await sought([10_000, false], [11_000, true])).toMatchObject({ one: house, after: 11_000 });
    expect(await sought([9999, false], [9999, true])).toMatchObject({ one: house, after: 9999 });
  });
});
