import fc from "fast-check";

/** Where a change is cut short, and how it goes on. */
export interface Cut {
  /** For every hundred steps of its plan, how many calls that change something are sent before. */
  readonly percent: number;
  /** Seconds that pass before it is begun again. */
  readonly pause: number;
  /** Whether the record of what was begun is lost. */
  readonly forgets: boolean;
  /** What it is led to then: to its own end, back to what stood before, or to a third blueprint. */
  readonly to: "after" | "before" | "third";
}

/** A cut anywhere. */
export const drawnCut: fc.Arbitrary<Cut> = fc.record({
  percent: fc.integer({ min: 1, max: 99 }),
  pause: fc.constantFrom(0, 20, 400),
  forgets: fc.boolean(),
  to: fc.constantFrom("after", "after", "before", "third"),
});

/** One cut, or two. */
export const drawnCuts: fc.Arbitrary<readonly Cut[]> = fc.array(drawnCut, { minLength: 1, maxLength: 2 });

/** The cuts of a number: none for every second. */
export function cutsOf(seed: number): readonly Cut[] {
  const [cuts = []] = seed % 2 === 0 ? [] : fc.sample(drawnCuts, { numRuns: 1, seed });
  return cuts;
}
