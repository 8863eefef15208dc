import type { Clock } from "../clock.ts";

/** A clock whose time passes only while everything waits. */
export interface ToyClock extends Clock {
  /** Every moment at which something woke up, in milliseconds since the clock began. */
  readonly woken: readonly number[];
}

/** A clock that begins at zero and jumps to the next sleeper's time as soon as no promise is left to run. */
export function toyClock(): ToyClock {
  let present = 0;
  let order = 0;
  let pumping = false;
  const woken: number[] = [];
  const sleepers = new Map<number, { readonly at: number; readonly wake: () => void }>();
  // Every promise reaction runs before the next immediate.
  const pump = () => {
    if (pumping || sleepers.size === 0) return;
    pumping = true;
    setImmediate(() => {
      pumping = false;
      const [next] = [...sleepers].toSorted(([a, one], [b, other]) => one.at - other.at || a - b);
      if (next === undefined) return;
      const [key, { at, wake }] = next;
      sleepers.delete(key);
      present = Math.max(present, at);
      woken.push(present);
      wake();
      pump();
    });
  };
  return {
    woken,
    now: () => present,
    sleep: (milliseconds, signal) =>
      new Promise((resolve, reject) => {
        if (signal?.aborted) return reject(signal.reason);
        if (!(milliseconds >= 0)) return reject(new RangeError(`cannot sleep for ${milliseconds} ms`));
        const key = order++;
        const abort = () => {
          sleepers.delete(key);
          reject(signal?.reason);
        };
        const wake = () => {
          signal?.removeEventListener("abort", abort);
          resolve();
        };
        signal?.addEventListener("abort", abort, { once: true });
        sleepers.set(key, { at: present + milliseconds, wake });
        pump();
      }),
  };
}
