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

it("leaves out what passes while the process stands still, once for all that wait", async () => {
  let steady = 0;
  const wakes: (() => void)[] = [];
  const sleep = () => new Promise<void>((resolve) => wakes.push(resolve));
  const clock = steadied({ now: () => steady, steady: () => steady, sleep });
  const waits = [clock.sleep(1000), clock.sleep(3000), clock.sleep(200_000)];
  steady = 101_000;
  for (const wake of wakes.splice(0, 2)) wake();
  await Promise.all(waits.slice(0, 2));
  expect(clock.now()).toBe(1000);
  steady = 200_000;
  for (const wake of wakes) wake();
  await Promise.all(waits);
  expect(clock.now()).toBe(100_000);
});

it("counts what a busy computer is late by", async () => {
  let steady = 0;
  const clock = steadied({ now: () => steady, steady: () => steady, sleep: async () => void (steady += 4000) });
  await clock.sleep(10);
  expect(clock.now()).toBe(4000);
});
