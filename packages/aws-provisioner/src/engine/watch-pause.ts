/** Milliseconds from the start of a wait until the first look. */
export const firstPause = 150;

/**
 * Milliseconds until the next look, `elapsed` milliseconds into a wait that usually takes `usual`: doubling
 * at first, for what turns out to be quick; a third of what is left towards the usual duration, so that looks
 * grow dense where the end is likely; and ever rarer after it. At most 15 s.
 */
export function nextPause(pause: number, usual: number, elapsed: number): number {
  const finest = Math.min(4000, Math.max(500, usual / 40));
  const wanted = elapsed < usual ? (usual - elapsed) / 3 : (elapsed - usual) / 6;
  return Math.min(pause * 2, Math.max(finest, wanted), 15_000);
}
