import { expect, it } from "vitest";
import { nextPause } from "./watch-pause.ts";

it.each([
  ["doubles at first", [150, 100_000, 150], 300],
  ["takes a third of what is left", [20_000, 30_000, 18_000], 4000],
  ["is at least a fortieth of the usual duration", [20_000, 100_000, 99_999], 2500],
  ["is at least half a second", [20_000, 1000, 999], 500],
  ["need be no less than four seconds, however long it takes", [20_000, 400_000, 399_999], 4000],
  ["grows with what is too much", [20_000, 10_000, 40_000], 5000],
  ["is at the finest when the usual time is just over", [20_000, 100_000, 100_000], 2500],
  ["is at most a quarter of a minute", [20_000, 1000, 1_000_000], 15_000],
  ["is at most a quarter of a minute before the end, too", [20_000, 1_000_000, 0], 15_000],
] as const)("a pause %s", (_what, [pause, usual, elapsed], expected) =>
  expect(nextPause(pause, usual, elapsed)).toBe(expected),
);
