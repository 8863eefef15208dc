import * as z from "zod/mini";
import type { Named, Read, Written } from "../written.ts";

const rolloutFields = {
  /**
   * With `apply`, the apply replaces machines that run, and is done when all are new. With `next-launch`,
   * they stay as they are, and only machines that start later are new. Default `apply`.
   */
  when: z._default(z.enum(["apply", "next-launch"]), "apply"),
  /**
   * Percent of the pool's nodes that serve at any time: 0 to 100. Where no old machine can be spared, as with
   * 100, new ones come first, beyond `size.max` if need be: one for ten nodes, and one where there are fewer.
   * Default 100.
   */
  minHealthy: z._default(z.int(), 100),
  /**
   * Seconds from a new machine's start until it counts as one that serves, in which a balancer finds it
   * healthy: 0 to 86400. Default 300.
   */
  warmup: z._default(z.int(), 300),
};

/** How the machines of a pool are replaced when what they are launched from changes. */
export interface RolloutOptions extends Written<typeof rolloutFields>, Named {}

/** How the machines of a pool are replaced, as it is read. */
export interface Rollout extends Read<typeof rolloutFields> {}

export const rolloutSchema: z.ZodMiniType<Rollout, RolloutOptions> = z.strictObject(rolloutFields);

/** How many machines of a group serve while they are replaced. */
export interface RolloutDesign {
  /** Percent. */
  readonly minHealthy: number;
  /** Seconds. */
  readonly warmup: number;
}

/** How the machines of a pool are replaced by an apply; undefined where none that runs is. */
export function rolloutDesign({ when, minHealthy, warmup }: Rollout): RolloutDesign | undefined {
  return when === "apply" ? { minHealthy, warmup } : undefined;
}
