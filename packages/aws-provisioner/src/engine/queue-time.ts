import type { Clock } from "./clock.ts";
import type { Queue } from "./queue.ts";

/** How long the calls of one change have waited for the provider's pace. */
export interface QueueTime {
  /** To be told of each wait. */
  readonly queue: Queue;
  /** Milliseconds in which at least one waited. */
  total(): number;
}

/** @param onQueue Is told of each wait as it begins. */
export function queueTime(clock: Pick<Clock, "now">, onQueue?: (seconds: number) => void): QueueTime {
  let waiting = 0;
  let since = 0;
  let before = 0;
  return {
    queue(seconds) {
      onQueue?.(seconds);
      if (waiting++ === 0) since = clock.now();
      return () => {
        if (--waiting === 0) before += clock.now() - since;
      };
    },
    total: () => before + (waiting > 0 ? clock.now() - since : 0),
  };
}
