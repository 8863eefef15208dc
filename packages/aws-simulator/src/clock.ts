import { realWorkIsPending, watchRealWork } from "./real-work.ts";

/** What code that waits needs of time: the present, and a pause that an `AbortSignal` can end. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Resolves after `ms` milliseconds; rejects with `signal.reason` when the signal aborts first. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
  /** Whether its time passes only while everything waits. */
  readonly virtual?: boolean;
}

/** A {@link Clock} whose time passes only while everything waits. */
export interface VirtualClock extends Clock {
  /** How many sleepers wait at this moment. */
  readonly waiting: number;
  /**
   * Keeps time from passing until `work` settles; for work that the clock does not see itself, such as
   * compression.
   */
  hold<T>(work: Promise<T>): Promise<T>;
}

interface Sleeper {
  readonly at: number;
  readonly order: number;
  readonly wake: () => void;
}

/**
 * Makes a {@link VirtualClock} that begins at `start` (epoch milliseconds). When no promise is left to run,
 * time jumps to the earliest sleeper; sleepers of one instant wake one by one, in the order in which they
 * went to sleep. Time stands still for file operations and for Node's asynchronous cryptography, whose
 * duration is not the model's.
 */
export function virtualClock(start: number): VirtualClock {
  let present = start;
  let order = 0;
  let pumping = false;
  let holds = 0;
  watchRealWork();
  const sleepers = new Set<Sleeper>();

  // Every promise reaction runs before the next immediate, so an immediate finds all code asleep or awaiting
  // real work.
  const pump = (): void => {
    if (pumping || sleepers.size === 0) return;
    pumping = true;
    setImmediate(() => {
      pumping = false;
      const next = holds > 0 || realWorkIsPending() ? undefined : earliest(sleepers);
      if (next !== undefined) {
        sleepers.delete(next);
        present = Math.max(present, next.at);
        next.wake();
      }
      pump();
    });
  };

  return {
    virtual: true,
    now: () => present,
    get waiting() {
      return sleepers.size;
    },
    hold: async (work) => {
      holds += 1;
      try {
        return await work;
      } finally {
        holds -= 1;
      }
    },
    sleep: (ms, signal) =>
      new Promise((resolve, reject) => {
        if (signal?.aborted) return reject(signal.reason);
        if (!(ms >= 0)) return reject(new RangeError(`sleep takes zero or more milliseconds, not ${ms}`));
        const sleeper: Sleeper = { at: present + ms, order: (order += 1), wake };
        function wake(): void {
          signal?.removeEventListener("abort", abort);
          resolve();
        }
        function abort(): void {
          sleepers.delete(sleeper);
          reject(signal?.reason);
        }
        signal?.addEventListener("abort", abort, { once: true });
        sleepers.add(sleeper);
        pump();
      }),
  };
}

function earliest(sleepers: Iterable<Sleeper>): Sleeper | undefined {
  let first: Sleeper | undefined;
  for (const sleeper of sleepers) {
    if (first === undefined || sleeper.at < first.at || (sleeper.at === first.at && sleeper.order < first.order)) {
      first = sleeper;
    }
  }
  return first;
}
