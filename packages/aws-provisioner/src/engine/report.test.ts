import { expect, it } from "vitest";
import type { PlanStep } from "./plan.ts";
import { criticalPathSeconds, type Lap, timingsOf } from "./report.ts";

function lap(
  id: string,
  times: readonly [number, number?, number?],
  ...needs: readonly (readonly [string, "accepted" | "stable"])[]
): Lap {
  const [started, accepted, stable] = times;
  const step = { id, needs: needs.map(([first, reached]) => ({ step: first, reached })) } as unknown as PlanStep;
  return { step, started, accepted, stable };
}

it("timings are seconds since the run began, of what was done alone", () => {
  expect(timingsOf([lap("a", [2000, 2500, 4000]), lap("b", [3000]), lap("c", [3000, 3500])], 1000)).toEqual([
    { step: "a", started: 1, accepted: 1.5, stable: 3 },
  ]);
});

it("no order could have been faster than each step's duration after what it needs, as far as it needs it", () => {
  const laps = [
    lap("a", [0, 1000, 10_000]),
    // Started late: it had to wait for a slot.
    lap("b", [5000, 6000, 8000], ["a", "accepted"]),
    lap("c", [12_000, 12_500, 13_000], ["a", "stable"], ["b", "stable"]),
  ];
  expect(criticalPathSeconds(laps)).toBe(11);
  expect(criticalPathSeconds(laps.slice(0, 2))).toBe(10);
  expect(criticalPathSeconds([lap("b", [5000, 6000, 8000], ["lost", "stable"])])).toBe(3);
  expect(criticalPathSeconds([])).toBe(0);
});
