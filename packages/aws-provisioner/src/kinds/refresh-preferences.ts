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
    /** Seconds for which it may come no further beside the pause, with those for which an old one drains. */
    wait: z.optional(count),
    /** Seconds in which its balancers usually find a new one healthy. */
    healthy: z.optional(count),
    /** Whether one that fails goes back to what ran before. */
    back: z.optional(z.boolean()),
  }),
);

export type GroupRollout = NonNullable<z.infer<typeof rolloutField>>;

/** How a refresh replaces so many machines. */
export function refreshPreferences(rollout: GroupRollout, machines: number): RefreshPreferences {
  const { batch, pause = 0, warmup } = rollout;
  const { min, max } = replacementBounds(rollout, machines);
  return {
    MinHealthyPercentage: min,
    MaxHealthyPercentage: max,
    InstanceWarmup: warmup,
    SkipMatching: true,
    // Its default waits an hour for whoever withdrew a machine, and fails then (RefreshPreferences).
    ScaleInProtectedInstances: "Ignore",
    StandbyInstances: "Ignore",
    ...(batch !== undefined && { CheckpointPercentages: checkpoints(batch, machines), CheckpointDelay: pause }),
  };
}

/** In which bounds a group stays while its machines are replaced, and how many that lets go at once. */
interface ReplacementBounds {
  /** Percent of the machines that serve, and that may be there. */
  readonly min: number;
  readonly max: number;
  readonly atOnce: number;
}

/**
 * The bounds between which so many machines are replaced. Either the old ones go first, or the new ones come
 * first: of a range that lets both, AWS says only that a larger one lets more be replaced at once
 * (RefreshPreferences). So where `minHealthy` spares fewer than a batch, all of the batch come first. A bound
 * that is AWS's default is written too: where no machine can be spared, a written one lets the new one come
 * first, and none lets an old one go at once. Both are at most 100 apart.
 */
export function replacementBounds({ minHealthy, batch }: GroupRollout, machines: number): ReplacementBounds {
  const all = Math.max(1, machines);
  const spared = all - Math.ceil((all * minHealthy) / 100);
  const wanted = batch === undefined ? undefined : Math.min(batch, all);
  if (wanted !== undefined && wanted > spared)
    return { min: 100, max: 100 + Math.ceil((100 * wanted) / all), atOnce: wanted };
  if (spared > 0) return { min: minHealthy, max: 100, atOnce: wanted ?? spared };
  const max = Math.max(100, minHealthy + 10);
  return { min: minHealthy, max, atOnce: Math.max(1, Math.floor((all * max) / 100) - all) };
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
