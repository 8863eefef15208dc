import { expect, it } from "vitest";
import { type Ledger, type LedgerRecord, memoryLedger } from "../engine/ledger.ts";
import { givenLedger } from "./given-ledger.ts";

const { signal } = new AbortController();
const plan = { format: 1, cluster: "pier", steps: [], unchanged: [], resources: [], tags: {}, notices: [] } as const;
const record: LedgerRecord = { format: 1, cluster: "pier", operation: "one", state: "open", plan };

function giving(answer: unknown): Ledger {
  return givenLedger({ read: async () => answer as LedgerRecord, write: async () => {} }, signal);
}

it("gives what was written, and nothing where nothing was", async () => {
  const ledger = givenLedger(memoryLedger(), signal);
  expect(await ledger.read("pier")).toBeUndefined();
  await ledger.write(record);
  expect(await ledger.read("pier")).toEqual(record);
});

it.each([
  [{ state: "open" }, "the ledger gave no record of pier\n  format: "],
  [null, "the ledger gave no record of pier\n  all of it: "],
  ["{}", "the ledger gave no record of pier\n  all of it: "],
  [{ ...record, plan: undefined }, "the ledger gave no record of pier\n  plan: "],
  [{ ...record, cluster: "quay" }, 'the ledger gave the record of "quay", not of pier'],
])("refuses %j", async (answer, told) => {
  await expect(giving(answer).read("pier")).rejects.toMatchObject({
    name: "ProvisionError",
    code: "invalid-option",
    message: expect.stringContaining(told),
  });
});

it("waits for an answer no longer than until the signal is aborted", async () => {
  const controller = new AbortController();
  const never = () => new Promise<never>(() => {});
  const ledger = givenLedger({ read: never, write: never }, controller.signal);
  const waiting = [ledger.read("pier"), ledger.write(record)];
  controller.abort("enough");
  expect(await Promise.allSettled(waiting)).toEqual(
    Array.from({ length: 2 }, () => ({ status: "rejected", reason: "enough" })),
  );
});
