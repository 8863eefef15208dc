import type { Clock } from "./clock.ts";

/** Milliseconds by which a timer may be late on a busy computer. */
const late = 5000;

/**
 * A clock by which things are waited for, where the given one has a side that only ever grows: it begins with
 * what that says, and goes on by that side, so that whoever sets a computer's clock ends no wait, and begins
 * none anew. It leaves out what passes while the process stands still, as timers tell that are late: nothing
 * was looked at meanwhile.
 */
export function steadied(clock: Clock): Clock {
  if (clock.steady === undefined) return clock;
  const steady = () => clock.steady?.() ?? 0;
  const [wall, since] = [clock.now(), steady()];
  let [stood, stoodUntil] = [0, -Infinity];
  return {
    now: () => wall + steady() - since - stood,
    steady,
    async sleep(milliseconds, signal) {
      const due = steady() + milliseconds;
      await clock.sleep(milliseconds, signal);
      const now = steady();
      if (now - due <= late) return;
      // Timers that were due meanwhile tell of the same time, the earliest first.
      stood += Math.max(0, now - Math.max(due, stoodUntil));
      stoodUntil = now;
    },
    ...(clock.virtual !== undefined && { virtual: clock.virtual }),
  };
}
