import { expect, it } from "vitest";
import { refreshPreferences, replacementBounds } from "./refresh-preferences.ts";

it.each<[number, number | undefined, number, readonly [min: number, max: number, atOnce: number]]>([
  [100, undefined, 3, [100, 110, 1]],
  [100, undefined, 25, [100, 110, 2]],
  [50, undefined, 4, [50, 100, 2]],
  [0, undefined, 4, [0, 100, 4]],
  [95, undefined, 10, [95, 105, 1]],
  // As many as the batch come first wherever fewer are spared, and none where as many are.
  [100, 2, 5, [100, 140, 2]],
  [75, 3, 4, [100, 175, 3]],
  [50, 2, 4, [50, 100, 2]],
  [50, 1, 4, [50, 100, 1]],
  [100, 9, 4, [100, 200, 4]],
  [100, undefined, 0, [100, 110, 1]],
])("%d percent healthy, in batches of %s, of %d machines: %j", (minHealthy, batch, machines, [min, max, atOnce]) => {
  const rollout = { minHealthy, warmup: 60, ...(batch !== undefined && { batch }) };
  expect(replacementBounds(rollout, machines)).toEqual({ min, max, atOnce });
  expect(refreshPreferences(rollout, machines)).toMatchObject({ MinHealthyPercentage: min, MaxHealthyPercentage: max });
  expect(max - min).toBeLessThanOrEqual(100);
});
