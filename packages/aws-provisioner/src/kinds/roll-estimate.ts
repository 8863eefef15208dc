import { type GroupRollout, replacementBounds } from "./refresh-preferences.ts";

/** Fields of a group whose change replaces its machines. */
export const rollingFields = ["templateId", "templateVersion", "renewed"] as const;

/** Seconds from a group's wish for a machine until that runs. */
export const launchSeconds = 20;

/**
 * How many machines a rollout replaces where `rollable` may be, so many were desired, and so many are now:
 * those that come beside them start as the old ones were. None where none runs.
 */
export function rolledOf(rollable: number, before: number, desired = before): number {
  return rollable === 0 ? 0 : Math.max(0, rollable + desired - before);
}

/** In how many batches machines are replaced, how many are in each, and about how long that takes. */
export interface RollEstimate {
  readonly machines: number;
  readonly atOnce: number;
  readonly seconds: number;
  /** How much longer, at most, for what runs on each machine before it goes. */
  readonly leaving: number;
}

/** Seconds that such a roll takes where what runs before a machine goes takes all its time. */
export function longestRoll({ seconds, leaving }: Pick<RollEstimate, "seconds" | "leaving">): number {
  return seconds + leaving;
}

/**
 * What an instance refresh of so many machines comes to. In each batch the new ones start and come to count,
 * the later of when they are warm and when their balancers find them healthy.
 *
 * @param leaving Seconds for which an old one may run its unit before it goes.
 */
export function rollEstimate(rollout: GroupRollout, machines: number, leaving = 0): RollEstimate {
  const { pause = 0, warmup, healthy = 0 } = rollout;
  const { atOnce } = replacementBounds(rollout, machines);
  const batches = Math.ceil(machines / Math.max(1, atOnce));
  const seconds = batches * (launchSeconds + Math.max(warmup, healthy)) + Math.max(0, batches - 1) * pause;
  return { machines, atOnce, seconds, leaving: batches * leaving };
}
