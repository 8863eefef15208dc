import fc from "fast-check";
import { expect, it } from "vitest";
import type { PlanStep } from "./plan.ts";
import { Progress } from "./progress.ts";
import { runSteps } from "./run-steps.ts";
import { criticalPath, secondsUntil } from "./schedule.ts";
import { toyClock } from "./testing/toy-clock.ts";

/** Steps in an order in which each needs only some of those before it. */
const plans = fc
  .array(
    fc.record({
      seconds: fc.constantFrom(0, 0.5, 1, 2, 20, 100),
      needs: fc.array(
        fc.record({ back: fc.nat(5), reached: fc.constantFrom("accepted" as const, "stable" as const) }),
        {
          maxLength: 3,
        },
      ),
    }),
    { minLength: 1, maxLength: 12 },
  )
  .map((steps) =>
    steps.map(({ seconds, needs }, at) => {
      const earlier = needs.filter(({ back }) => back < at);
      return {
        id: String(at),
        address: String(at),
        seconds,
        needs: earlier.map(({ back, reached }) => ({ step: String(at - 1 - back), reached })),
      } as unknown as PlanStep;
    }),
  )
  .chain((steps) => fc.shuffledSubarray(steps, { minLength: steps.length }));

/** Runs steps that each take the time that the plan gives them, and no limit of how many at once. */
async function runAsPlanned(steps: readonly PlanStep[]) {
  const clock = toyClock();
  const ends: number[] = [];
  const progress = new Progress(steps, clock, (event) => {
    if ("eta" in event) ends.push(clock.now() / 1000 + event.eta);
  });
  const run = async (step: PlanStep, onAccepted: () => void) => {
    const accepted = secondsUntil(step, "accepted");
    await clock.sleep(accepted * 1000);
    onAccepted();
    await clock.sleep((step.seconds - accepted) * 1000);
  };
  await runSteps({ progress, signal: new AbortController().signal, concurrency: Infinity, run });
  return { seconds: progress.report().elapsedSeconds, ends };
}

it("a run as planned, however many steps at once, takes its longest path, and always tells that end", async () => {
  await fc.assert(
    fc.asyncProperty(plans, async (steps) => {
      const { seconds, ends } = await runAsPlanned(steps);
      expect(seconds).toBe(criticalPath(steps).seconds);
      expect(new Set(ends)).toEqual(new Set([seconds]));
    }),
    { numRuns: 200 },
  );
});
