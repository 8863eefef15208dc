import { describe, expect, it } from "vitest";
import { isWindowStart, windowOf } from "./update-window.ts";

it.each([
  ["05:30", true],
  ["Sun 05:30", true],
  ["5:30", false],
  ["24:00", false],
  ["sun 05:30", false],
  ["", false],
])("%j is a start: %s", (start, expected) => expect(isWindowStart(start)).toBe(expected));

describe("windowOf", () => {
  it.each([
    ["05:30", 60, 0, { start: "05:30", minutes: 60 }],
    ["05:30", 60, 2, { start: "07:30", minutes: 60 }],
    ["23:30", 60, 1, { start: "00:30", minutes: 60 }],
    ["Sun 23:30", 60, 1, { days: ["Mon"], start: "00:30", minutes: 60 }],
    ["Sat 05:00", 480, 2, { days: ["Sat"], start: "21:00", minutes: 480 }],
  ])("%s for %i minutes, number %i", (start, minutes, index, expected) => {
    expect(windowOf({ start, minutes }, index)).toEqual(expected);
  });
});
