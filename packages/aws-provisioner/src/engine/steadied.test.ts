import { expect, it } from "vitest";
import { steadied } from "./steadied.ts";

/** A computer's two clocks, and what sets them. */
function computer() {
  let [wall, steady] = [1_000_000, 500];
  return {
    clock: { now: () => wall, steady: () => steady, sleep: async () => {} },
    passes: (ms: number) => ([wall, steady] = [wall + ms, steady + ms]),
    isSet: (ms: number) => (wall += ms),
    isSuspended: (ms: number) => (wall += ms),
  };
}

it("begins with what the clock says, and goes on by what only grows", () => {
  const { clock, passes, isSet, isSuspended } = computer();
  const { now } = steadied(clock);
  expect(now()).toBe(1_000_000);
  passes(40);
  isSet(3_600_000);
  expect(now()).toBe(1_000_040);
  isSet(-7_200_000);
  isSuspended(60_000);
  passes(2);
  expect(now()).toBe(1_000_042);
});

it("is the clock itself where that has no other", () => {
  const clock = { now: () => 5, sleep: async () => {}, virtual: true };
  expect(steadied(clock)).toBe(clock);
});
