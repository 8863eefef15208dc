import { expect, it } from "vitest";
import type { LedgerRecord } from "../ledger.ts";
import { storedRecord } from "./stored-record.ts";

const now = 10_000_000;
const clock = { now: () => now, sleep: async () => {} };

it.each([
  ["by a clock that is right", 240, now - 300_000, now - 300_000],
  ["by a clock that is right, with a write that was slow", 240, now - 303_000, now - 303_000],
  ["by a clock that is a day behind", 240, now - 86_400_000, now - 240_000],
  ["by a clock that is ahead", 240, now + 7_200_000, now - 240_000],
  ["by a release that told no time", 240, undefined, now - 240_000],
  ["where the store tells no time", undefined, now - 86_400_000, now - 86_400_000],
])("a record that was written %s", async (_, ageSeconds, at, expected) => {
  const parse = async (text: string) => JSON.parse(text) as LedgerRecord;
  const stored = { text: JSON.stringify({ at }), version: "1", ...(ageSeconds !== undefined && { ageSeconds }) };
  expect(await storedRecord(stored, parse, clock)).toEqual({ at: expected });
});
