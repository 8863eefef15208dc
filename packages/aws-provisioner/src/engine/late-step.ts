/** Seconds that a clock tells apart. */
export const tick = 0.001;

/**
 * Seconds that a step takes yet which usually takes `usual`, and should have been over `late` seconds ago: a
 * guess.
 */
export function secondsWhenLate(usual: number, late: number): number {
  return Math.max(usual / 10, late / 2);
}
