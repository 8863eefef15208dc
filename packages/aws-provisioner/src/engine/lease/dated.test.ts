import { expect, it } from "vitest";
import type { LedgerRecord } from "../ledger.ts";
import { toyClock } from "../testing/toy-clock.ts";
import { dated } from "./dated.ts";

const hour = 3600;

it.each<[string, { readonly ahead: number; readonly least: number | undefined }, number]>([
  ["is as old as the store says at least, from a clock that is right", { ahead: 0, least: 40 }, 40],
  ["is as it says where the store has no clock", { ahead: -hour, least: undefined }, 100 + hour],
  ["is as old as the store says at least, from a clock that is behind", { ahead: -hour, least: 40 }, 40],
  ["is as old as the store says at least, from a clock that is ahead", { ahead: hour, least: 40 }, 40],
  ["may be new from a clock that is ahead", { ahead: hour, least: 0 }, 0],
])("a record of 100 s ago %s", async (_, { ahead, least }, seconds) => {
  const clock = toyClock();
  await clock.sleep(10 * hour * 1000);
  const at = clock.now() - 100_000 + ahead * 1000;
  const record = { format: 1, cluster: "pier", operation: "o", state: "closed", at } as unknown as LedgerRecord;
  const { at: read = NaN } = dated(record, { text: "", version: "1", ageSeconds: least }, clock);
  expect((clock.now() - read) / 1000).toBe(seconds);
});

it("a record of the first releases says nothing of when it was written", () => {
  const record = { format: 1, cluster: "pier", operation: "o", state: "closed" } as unknown as LedgerRecord;
  expect(dated(record, { text: "", version: "1", ageSeconds: 5 }, toyClock())).toBe(record);
});
