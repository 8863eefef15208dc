import fc from "fast-check";

/** Where a change is cut short, and how it goes on. */
export interface Cut {
  /** For every hundred steps of its plan, how many calls that change something are sent before. */
  readonly percent: number;
  /** Seconds that pass before it is begun again. */
  readonly pause: number;
  /** Whether the record of what was begun is lost. */
  readonly forgets: boolean;
  /** Whether it is taken back then, instead of brought to its end. */
  readonly back: boolean;
}

/** A cut anywhere. */
export const drawnCut: fc.Arbitrary<Cut> = fc.record({
  percent: fc.integer({ min: 1, max: 99 }),
  pause: fc.constantFrom(0, 20, 400),
  forgets: fc.boolean(),
  back: fc.constantFrom(false, false, true),
});

/** The cut of a number: none for every second. */
export function cutOf(seed: number): Cut | undefined {
  const [cut] = seed % 2 === 0 ? [] : fc.sample(drawnCut, { numRuns: 1, seed });
  return cut;
}
