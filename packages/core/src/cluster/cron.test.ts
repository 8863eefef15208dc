import { expect, it } from "vitest";
import { isCron } from "./cron.ts";

it.each([
  ["* * * * *", true],
  ["0 8 * * MON-FRI", true],
  ["0 8 * * mon,Wed", true],
  ["*/15 0-23/2 1,15 JAN-dec 0-7", true],
  ["  30   0 1 1,6,12 *  ", true],
  ["59 23 31 12 7", true],
  ["60 8 * * *", false],
  ["0 24 * * *", false],
  ["0 8 0 * *", false],
  ["0 8 32 * *", false],
  ["0 8 * 0 *", false],
  ["0 8 * 13 *", false],
  ["0 8 * * 8", false],
  ["0 8 * * FRI-MON", false],
  ["0 8 * * FRY", false],
  ["0 8 * JUN JUN", false],
  ["0 8 * *", false],
  ["0 8 * * * *", false],
  ["1-2-3 8 * * *", false],
  ["*/0 8 * * *", false],
  ["*/5/5 8 * * *", false],
  [", 8 * * *", false],
  ["-1 8 * * *", false],
  ["", false],
])("%j is a time: %j", (text, isOne) => {
  expect(isCron(text)).toBe(isOne);
});
