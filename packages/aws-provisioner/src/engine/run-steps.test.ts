import { expect, it } from "vitest";
import type { PlanStep } from "./plan.ts";
import { Progress } from "./progress.ts";
import { runSteps } from "./run-steps.ts";
import { toyClock } from "./testing/toy-clock.ts";

function stepsOf(...ids: readonly string[]): PlanStep[] {
  return ids.map(
    (id) => ({ id, address: id, kind: "house", action: "create", seconds: 1, needs: [], changes: [] }) as never,
  );
}

it("has others begin in the place of what only waits for its turn, and of that the first first", async () => {
  const clock = toyClock();
  const begun: [string, number][] = [];
  const progress = new Progress(stepsOf("slow-1", "slow-2", "slow-3", "quick-1", "quick-2"), clock, () => {});
  await runSteps({
    progress,
    signal: new AbortController().signal,
    concurrency: 1,
    async run({ id }, _onAccepted, onQueued) {
      begun.push([id, clock.now()]);
      if (id.startsWith("slow")) {
        onQueued();
        await clock.sleep(60_000);
      } else await clock.sleep(1000);
    },
  });
  expect(begun).toEqual([
    ["slow-1", 0],
    ["slow-2", 0],
    ["slow-3", 0],
    ["quick-1", 0],
    ["quick-2", 1000],
  ]);
});

it("has no more than so many calls under way, beside those", async () => {
  const clock = toyClock();
  let [now, most] = [0, 0];
  const steps = stepsOf(...Array.from({ length: 12 }, (_, nth) => `step-${nth}`));
  await runSteps({
    progress: new Progress(steps, clock, () => {}),
    signal: new AbortController().signal,
    concurrency: 3,
    async run() {
      most = Math.max(most, (now += 1));
      await clock.sleep(1000);
      now -= 1;
    },
  });
  expect([most, clock.now()]).toEqual([3, 4000]);
});
