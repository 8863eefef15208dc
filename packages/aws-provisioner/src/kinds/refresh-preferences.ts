import type { RefreshPreferences } from "@aws-sdk/client-auto-scaling";
import * as z from "zod/mini";

const count = z.int().check(z.minimum(0));

/** How machines that run are replaced when the template changes. Without it they stay as they are. */
export const rolloutField = z.optional(
  z.object({
    /** Percent of them that serve meanwhile. */
    minHealthy: count.check(z.maximum(100)),
    /** How many at once; undefined for as many as `minHealthy` lets go. */
    batch: z.optional(z.int().check(z.minimum(1))),
    /** Seconds between batches. */
    pause: z.optional(count),
    /** Seconds from a start until a new one counts. */
    warmup: count,
    /** Seconds in which a new one has to become healthy, with the time in which an old one drains. */
    wait: z.optional(count),
    /** Seconds in which its balancers usually find a new one healthy. */
    healthy: z.optional(count),
    /** Whether one that fails goes back to what ran before. */
    back: z.optional(z.boolean()),
  }),
);

export type GroupRollout = NonNullable<z.infer<typeof rolloutField>>;

/** How a refresh replaces so many machines. */
export function refreshPreferences(
  { minHealthy, batch, pause = 0, warmup }: GroupRollout,
  machines: number,
): RefreshPreferences {
  return {
    MinHealthyPercentage: minHealthy,
    MaxHealthyPercentage: maxHealthy(minHealthy, batch, machines),
    InstanceWarmup: warmup,
    SkipMatching: true,
    // Its default waits an hour for whoever withdrew a machine, and fails then (RefreshPreferences).
    ScaleInProtectedInstances: "Ignore",
    StandbyInstances: "Ignore",
    ...(batch !== undefined && { CheckpointPercentages: checkpoints(batch, machines), CheckpointDelay: pause }),
  };
}

/**
 * Written even where it is AWS's default: where no machine can be spared, a written bound lets the new one
 * come first, and none lets an old one go at once (RefreshPreferences). Both bounds are at most 100 apart.
 */
function maxHealthy(minHealthy: number, batch: number | undefined, machines: number): number {
  if (batch === undefined) return Math.max(100, minHealthy + 10);
  const spared = machines - Math.ceil((machines * minHealthy) / 100);
  const first = Math.max(0, Math.min(batch, machines) - spared);
  return Math.min(100 + Math.ceil((100 * first) / Math.max(1, machines)), minHealthy + 100, 200);
}

/**
 * The shares at which AWS pauses, after each batch: a share is reached by the first machine with which as
 * many are new. In whole percent, so that batches of more than a hundred machines are about as large.
 */
function checkpoints(batch: number, machines: number): number[] {
  const after = Array.from({ length: Math.ceil(machines / batch) - 1 }, (_, at) =>
    Math.floor((100 * batch * (at + 1)) / machines),
  );
  return [...new Set([...after.filter((share) => share > 0 && share < 100), 100])];
}
