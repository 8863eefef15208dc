import { expect, it } from "vitest";
import type { GroupRollout } from "./refresh-preferences.ts";
import { longestRoll, rolledOf, rollEstimate } from "./roll-estimate.ts";

it.each<[GroupRollout, number, readonly [atOnce: number, seconds: number]]>([
  [{ minHealthy: 100, warmup: 60 }, 3, [1, 240]],
  [{ minHealthy: 100, warmup: 60, healthy: 270 }, 3, [1, 870]],
  [{ minHealthy: 100, warmup: 300, healthy: 30 }, 1, [1, 320]],
  [{ minHealthy: 100, warmup: 60 }, 25, [2, 13 * 80]],
  [{ minHealthy: 50, warmup: 60 }, 4, [2, 160]],
  [{ minHealthy: 90, warmup: 60 }, 4, [1, 320]],
  [{ minHealthy: 0, warmup: 60 }, 4, [4, 80]],
  [{ minHealthy: 100, warmup: 60, batch: 2, pause: 600 }, 5, [2, 240 + 1200]],
  [{ minHealthy: 100, warmup: 60, batch: 9, pause: 600 }, 4, [4, 80]],
  [{ minHealthy: 75, warmup: 60, batch: 3 }, 4, [3, 160]],
  [{ minHealthy: 50, warmup: 60, batch: 1 }, 4, [1, 320]],
  [{ minHealthy: 95, warmup: 60 }, 30, [1, 30 * 80]],
])("%j of %d machines: %j", (rollout, machines, [atOnce, seconds]) => {
  expect(rollEstimate(rollout, machines)).toEqual({ machines, atOnce, seconds, leaving: 0 });
});

it("what runs before a machine goes is waited for in each batch", () => {
  const estimate = rollEstimate({ minHealthy: 50, warmup: 60 }, 4, 300);
  expect(estimate).toEqual({ machines: 4, atOnce: 2, seconds: 160, leaving: 600 });
  expect(longestRoll(estimate)).toBe(760);
});

it.each<[rollable: number, before: number, desired: number | undefined, rolled: number]>([
  [3, 3, undefined, 3],
  [3, 3, 5, 5],
  [5, 5, 3, 3],
  [3, 3, 0, 0],
  // One is protected, or two beside them stand by.
  [2, 3, 3, 2],
  [2, 3, 5, 4],
  [0, 0, 3, 0],
])(
  "of %d machines that may be, where %d were desired and %s are, %d are replaced",
  (rollable, before, desired, all) => {
    expect(rolledOf(rollable, before, desired)).toBe(all);
  },
);
