import type { Clock } from "../clock.ts";

/** A moment by both clocks of a computer. */
export interface Moment {
  readonly wall: number;
  readonly steady: number;
}

export function momentOf(clock: Clock): Moment {
  const wall = clock.now();
  return { wall, steady: clock.steady?.() ?? wall };
}

/**
 * Seconds since a moment, by the clock that says more. A steady clock stands still while a Linux computer is
 * suspended (node#47724), and the other one is set back now and then: whoever must not act too late believes
 * neither alone.
 */
export function secondsSince({ wall, steady }: Moment, clock: Clock): number {
  const now = momentOf(clock);
  return Math.max(now.wall - wall, now.steady - steady) / 1000;
}
