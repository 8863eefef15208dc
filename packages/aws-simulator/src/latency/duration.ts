/** Seconds: the usual value, and the least and most that "sampled" draws. */
export interface Duration {
  readonly typical: number;
  readonly range: readonly [number, number];
}
