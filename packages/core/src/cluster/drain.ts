import * as z from "zod/mini";
import type { Named, Read, Written } from "../written.ts";

const drainFields = {
  /**
   * Name of one of the role's own services, which ends by itself, such as one of `Type: "oneshot"`. It begins
   * when the balancers have let go of the machine.
   */
  unit: z.string(),
  /**
   * Seconds for which it may run before the machine goes nonetheless: 30 to 172800, two days. A machine that
   * no longer answers is waited for two minutes, or a fiftieth of that where it is longer. Default 300.
   */
  timeout: z._default(z.int(), 300),
};

/** What a machine of a pool does before its group terminates it. */
export interface DrainOptions extends Written<typeof drainFields>, Named {}

/** What a machine of a pool does before its group terminates it, as it is read. */
export interface Drain extends Read<typeof drainFields> {}

export const drainSchema: z.ZodMiniType<Drain, DrainOptions> = z.strictObject(drainFields);

/** A unit that runs on a machine, to its end, before its group terminates the machine. */
export interface DrainDesign {
  readonly unit: string;
  /** Name of the hook by which the group waits for it. */
  readonly hook: string;
  /** Seconds for which it may run. */
  readonly timeout: number;
  /** Seconds for which the group waits without a sign of life, of which the node gives three in that time. */
  readonly heartbeat: number;
}

/** Name of the hook by which a group waits for a unit. */
export const drainHook = "drydock-drain";

/**
 * The unit for which a group waits; undefined where it waits for none. What AWS waits for in all is 100 times
 * the heartbeat at most (Auto Scaling API reference, LifecycleHook), of which a fiftieth leaves half.
 */
export function drainDesign(drain: Drain | undefined): DrainDesign | undefined {
  if (drain === undefined) return undefined;
  const { unit, timeout } = drain;
  return { unit, hook: drainHook, timeout, heartbeat: Math.min(timeout, Math.max(120, Math.ceil(timeout / 50))) };
}
