import { type GroupRollout, replacementBounds } from "./refresh-preferences.ts";

/** Fields of a group whose change replaces its machines. */
export const rollingFields = ["templateId", "templateVersion", "renewed"] as const;

/** Seconds from a group's wish for a machine until that runs. */
const launch = 20;

/** In how many batches machines are replaced, how many are in each, and about how long that takes. */
export interface RollEstimate {
  readonly machines: number;
  readonly atOnce: number;
  readonly seconds: number;
}

/**
 * What an instance refresh of so many machines comes to. In each batch the new ones start and come to count,
 * the later of when they are warm and when their balancers find them healthy.
 */
export function rollEstimate(rollout: GroupRollout, machines: number): RollEstimate {
  const { pause = 0, warmup, healthy = 0 } = rollout;
  const { atOnce } = replacementBounds(rollout, machines);
  const batches = Math.ceil(machines / Math.max(1, atOnce));
  const seconds = batches * (launch + Math.max(warmup, healthy)) + Math.max(0, batches - 1) * pause;
  return { machines, atOnce, seconds };
}
