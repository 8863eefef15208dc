import type { Clock } from "../clock.ts";

/** Waits until an instant, epoch milliseconds; not at all where it has passed. */
export async function until(clock: Clock, instant: number): Promise<void> {
  const left = instant - clock.now();
  if (left > 0) await clock.sleep(left);
}
