/** The only source of time: the real one, or a simulated one. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Resolves after that many milliseconds; rejects with the signal's reason when it aborts. */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
  /**
   * Whether its time passes only while everything waits, calls too: these are then given up by its time, and
   * otherwise by the computer's.
   */
  readonly virtual?: boolean;
  /**
   * Milliseconds that only ever grow, whoever sets the clock. A lease is over when either says so; without it
   * `now` says it alone.
   */
  steady?(): number;
}

/**
 * The computer's own time; the default of every option that takes a clock.
 *
 * @example
 * ```ts
 * import { systemClock } from "@drydock/aws-provisioner";
 *
 * const began = systemClock.now();
 * await systemClock.sleep(20);
 * console.log(`${systemClock.now() - began} ms`);
 * ```
 */
export const systemClock: Clock = {
  now: () => Date.now(),
  steady: () => performance.now(),
  sleep: (milliseconds, signal) =>
    new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason);
      const onAbort = () => {
        clearTimeout(timer);
        reject(signal?.reason);
      };
      const timer = setTimeout(() => {
        signal?.removeEventListener("abort", onAbort);
        resolve();
      }, milliseconds);
      signal?.addEventListener("abort", onAbort, { once: true });
    }),
};
