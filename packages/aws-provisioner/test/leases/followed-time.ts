import { openSync, readSync, writeSync } from "node:fs";
import type { Clock } from "../../src/index.ts";

/** The time that a process shares with others, by a file (`shared-time.ts`). */
export function followedTime(path: string, slot: number): Clock {
  const file = openSync(path, "r+");
  const read = new Float64Array(1);
  const now = () => {
    readSync(file, read, 0, 8, 0);
    return read[0]!;
  };
  const sleepers = new Set<{ readonly until: number; readonly wake: () => void }>();
  const follow = () => {
    const seen = now();
    for (const one of sleepers) if (one.until <= seen) one.wake();
    writeSync(file, new Float64Array([seen]), 0, 8, slot * 8);
  };
  const timer = setInterval(follow, 2).unref();
  follow();
  return {
    virtual: true,
    now,
    steady: now,
    sleep: (milliseconds, signal) =>
      new Promise((resolve, reject) => {
        if (signal?.aborted) return reject(signal.reason);
        const over = () => {
          sleepers.delete(sleeper);
          if (sleepers.size === 0) timer.unref();
          signal?.removeEventListener("abort", onAbort);
        };
        const onAbort = () => {
          over();
          reject(signal?.reason);
        };
        const sleeper = {
          until: now() + milliseconds,
          wake() {
            over();
            resolve();
          },
        };
        sleepers.add(sleeper);
        timer.ref();
        signal?.addEventListener("abort", onAbort);
      }),
  };
}
