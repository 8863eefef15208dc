import { expect, it } from "vitest";
import { type Ledger, type LedgerRecord, memoryLedger } from "../engine/ledger.ts";
import { givenLedger } from "./given-ledger.ts";

const { signal } = new AbortController();
const place = { region: "us-west-2", account: async () => "123456789012" };
const plan = { format: 1, cluster: "pier", steps: [], unchanged: [], resources: [], tags: {}, notices: [] } as const;
const record: LedgerRecord = { format: 1, cluster: "pier", operation: "one", state: "open", plan };

function giving(answer: unknown): Ledger {
  return givenLedger({ read: async () => answer as LedgerRecord, write: async () => {} }, place, signal);
}

it("gives what was written, and nothing where nothing was", async () => {
  const ledger = givenLedger(memoryLedger(), place, signal);
  expect(await ledger.read("pier")).toBeUndefined();
  await ledger.write(record);
  expect(await ledger.read("pier")).toEqual({ ...record, account: "123456789012", region: "us-west-2" });
});

it("keeps clusters of one name apart by their region and account", async () => {
  const all = memoryLedger();
  const at = (region: string, account: string) => givenLedger(all, { region, account: async () => account }, signal);
  await at("us-west-2", "123456789012").write(record);
  await at("eu-west-1", "123456789012").write({ ...record, operation: "two" });
  await at("us-west-2", "210987654321").write({ ...record, operation: "three" });
  expect(await at("us-west-2", "123456789012").read("pier")).toMatchObject({ operation: "one" });
  expect(await at("eu-west-1", "123456789012").read("pier")).toMatchObject({ operation: "two" });
  expect(await at("us-west-2", "210987654321").read("pier")).toMatchObject({ operation: "three" });
  expect(await at("eu-west-1", "210987654321").read("pier")).toBeUndefined();
});

it.each([
  [{ state: "open" }, "the ledger gave no record of pier\n  format: "],
  [null, "the ledger gave no record of pier\n  all of it: "],
  ["{}", "the ledger gave no record of pier\n  all of it: "],
  [{ ...record, plan: undefined }, "the ledger gave no record of pier\n  plan: "],
  [{ ...record, cluster: "quay" }, "  plan.cluster: "],
  [
    { ...record, cluster: "quay", plan: { ...plan, cluster: "quay" } },
    'the ledger gave the record of "quay", not of pier',
  ],
  [{ ...record, region: "eu-west-1" }, "the ledger gave the record of pier in eu-west-1, not of pier"],
  [{ ...record, account: "210987654321" }, "the ledger gave the record of pier in account 210987654321, not of pier"],
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
  const ledger = givenLedger({ read: never, write: never }, place, controller.signal);
  const waiting = [ledger.read("pier"), ledger.write(record)];
  controller.abort("enough");
  expect(await Promise.allSettled(waiting)).toEqual(
    Array.from({ length: 2 }, () => ({ status: "rejected", reason: "enough" })),
  );
});
