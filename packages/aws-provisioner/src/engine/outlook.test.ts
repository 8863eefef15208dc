import fc from "fast-check";
import { expect, it } from "vitest";
import { secondsWhenLate, tick } from "./late-step.ts";
import { Outlook } from "./outlook.ts";

interface Drawn {
  readonly due: number;
  readonly usual: number;
  readonly rest: number;
  /** Clock time from which it is waited for no more. */
  readonly until: number;
}

const seconds = fc.integer({ min: 0, max: 60 }).map((value) => value * 1000);
const drawn: fc.Arbitrary<Drawn> = fc.record({
  due: seconds,
  usual: fc.integer({ min: 0, max: 100 }),
  rest: fc.integer({ min: 0, max: 50 }),
  until: seconds,
});

/** What each way takes, one by one. */
function longestOf(ways: readonly Drawn[], now: number): number {
  const lengths = ways
    .filter(({ until }) => now < until)
    .map(({ due, usual, rest }) => {
      const left = (due - now) / 1000;
      return (left < -tick ? secondsWhenLate(usual, -left) : Math.max(0, left)) + rest;
    });
  return Math.max(0, ...lengths);
}

it("is as long as the longest way, in time or late, whichever come and go", () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(seconds, fc.array(drawn))), (moments) => {
      const outlook = new Outlook();
      const ways: Drawn[] = [];
      let now = 0;
      for (const [passed, more] of moments) {
        for (const one of more) {
          ways.push(one);
          outlook.add({ ...one, isOpen: () => now < one.until });
        }
        expect(outlook.longest(now)).toBeCloseTo(longestOf(ways, now), 9);
        now += passed / 4;
        expect(outlook.longest(now)).toBeCloseTo(longestOf(ways, now), 9);
      }
    }),
  );
});
