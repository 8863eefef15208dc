import type { Clock } from "./clock.ts";

/**
 * A clock by which things are waited for: it begins with what the given one says, and goes on by the one that
 * only ever grows, where there is one. Whoever sets a computer's clock ends no wait, and begins none anew; and
 * what was to be waited for is waited for still when the computer was suspended.
 */
export function steadied(clock: Clock): Clock {
  if (clock.steady === undefined) return clock;
  const steady = () => clock.steady?.() ?? 0;
  const [wall, since] = [clock.now(), steady()];
  return {
    now: () => wall + steady() - since,
    steady,
    sleep: (milliseconds, signal) => clock.sleep(milliseconds, signal),
    ...(clock.virtual !== undefined && { virtual: clock.virtual }),
  };
}
