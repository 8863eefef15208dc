import * as z from "zod/mini";
import type { Named, Read, Written } from "../written.ts";

const shared = {
  /**
   * With `apply`, the apply replaces machines that run, and is done when all are new. With `next-launch`,
   * they stay as they are, and only machines that start later are new. Default `apply`.
   */
  when: z._default(z.enum(["apply", "next-launch"]), "apply"),
  /**
   * Seconds that pass after each batch before the next begins: 0 to 172800, two days. Of a pool it needs a
   * `batch`. Default 0.
   */
  pause: z.optional(z.int()),
};

const ofPool = {
  ...shared,
  /**
   * Seconds for which a rollout may come no further, beside those for which an old machine drains and the
   * `pause`: in so many a new machine has to become healthy, by EC2's checks and by its balancers. Where it
   * does not, the rollout has failed, and the machines that are left stay as they are: 60 to 3600. Default
   * 900, or ten minutes more than the balancers' checks take where that is longer.
   */
  wait: z.optional(z.int()),
  /**
   * Percent of the pool's nodes that serve at any time: 0 to 100. Where no old machine can be spared, as with
   * 100, new ones come first, beyond `size.max` if need be. Default 100.
   */
  minHealthy: z.optional(z.int()),
  /**
   * How many machines are replaced at once: 1 or more, which AWS counts in whole percent of the pool. Where
   * `minHealthy` lets fewer go, so many new ones come first, beyond `size.max` if need be. Default: as many
   * as `minHealthy` lets go; where new ones come first, one for ten nodes, and one where there are fewer.
   */
  batch: z.optional(z.int()),
  /**
   * Seconds from a new machine's start until it counts as one that serves, where it is healthy by then: 0 to
   * 3600, and less than `wait`. Default 300.
   */
  warmup: z.optional(z.int()),
  /**
   * What becomes of a rollout that fails. With `back`, AWS replaces what is new by what ran before; with
   * `stop`, it stays as it is, some machines new and the others old. Default `back`.
   */
  onFailure: z.optional(z.enum(["stop", "back"])),
};

const ofMachines = {
  ...shared,
  /**
   * Seconds in which a new machine has to run, in as many more to pass EC2's checks, and in as many again to
   * be found healthy by its balancers; where it does not, the rollout has failed, and the machines that are
   * left stay as they are: 60 to 3600. Default 900, or ten minutes more than the balancers' checks take where
   * that is longer.
   */
  wait: z.optional(z.int()),
  /**
   * How many machines are replaced at once: 1 or more. None of them serves meanwhile, because a new one has
   * the name, the address and the volume of the old one. Default 1.
   */
  batch: z.optional(z.int()),
  /**
   * What becomes of a rollout that fails: `stop`, with the machine that is not healthy in the place of the
   * old one, and the others untouched. There is no way back. Default `stop`.
   */
  onFailure: z.optional(z.enum(["stop", "back"])),
};

/** How the machines of a pool are replaced when what they are launched from changes. */
export interface RolloutOptions extends Written<typeof ofPool>, Named {}

/** How the machines of a pool are replaced, as it is read. */
export interface Rollout extends Read<typeof ofPool> {}

/** How machines of a fixed number are replaced when what they are made from changes. */
export interface MachinesRolloutOptions extends Written<typeof ofMachines>, Named {}

/** How machines of a fixed number are replaced, as it is read. */
export interface MachinesRollout extends Read<typeof ofMachines> {}

export const rolloutSchema: z.ZodMiniType<Rollout, RolloutOptions> = z.strictObject(ofPool);

export const machinesRolloutSchema: z.ZodMiniType<MachinesRollout, MachinesRolloutOptions> = z.strictObject(ofMachines);

/** How long a rollout waits for a new machine, behind balancers whose checks take so long. */
export function waitOf({ wait }: Pick<Rollout, "wait">, checks: number): number {
  return wait ?? Math.max(900, checks + 600);
}

/** How many machines of a group serve while they are replaced, and when that has failed. */
export interface RolloutDesign {
  /** Percent. */
  readonly minHealthy: number;
  /** How many at once; undefined for as many as `minHealthy` lets go. */
  readonly batch: number | undefined;
  /** Seconds between batches. */
  readonly pause: number;
  /** Seconds. */
  readonly warmup: number;
  /** Seconds for which it may come no further, beside those of an old machine's draining and the pause. */
  readonly wait: number;
  /** Whether a rollout that fails goes back to what ran before. */
  readonly back: boolean;
}

/**
 * How the machines of a pool are replaced by an apply, behind balancers whose checks take so long; undefined
 * where none that runs is.
 */
export function rolloutDesign(rollout: Rollout, checks: number): RolloutDesign | undefined {
  const { when, minHealthy = 100, batch, pause = 0, onFailure = "back" } = rollout;
  if (when !== "apply") return undefined;
  const wait = waitOf(rollout, checks);
  return { minHealthy, batch, pause, warmup: warmupOf(rollout), wait, back: onFailure === "back" };
}

/** Seconds from a new machine's start until it counts as one that serves. */
export function warmupOf({ warmup = 300 }: Rollout): number {
  return warmup;
}

/** How machines of a fixed number are replaced. */
export interface MachinesRolloutDesign {
  /** Whether an apply replaces those that run. */
  readonly replaces: boolean;
  /** How many at once. */
  readonly batch: number;
  /** Seconds between batches. */
  readonly pause: number;
  /** Seconds in which a new machine has to run, to pass its checks, and to serve by its balancers, each. */
  readonly wait: number;
}

/** How machines of a fixed number are replaced by an apply, behind balancers whose checks take so long. */
export function machinesRolloutDesign(rollout: MachinesRollout, checks: number): MachinesRolloutDesign {
  const { when, batch = 1, pause = 0 } = rollout;
  return { replaces: when === "apply", batch, pause, wait: waitOf(rollout, checks) };
}
