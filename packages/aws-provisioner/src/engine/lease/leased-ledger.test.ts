import { expect, it } from "vitest";
import type { LedgerRecord } from "../ledger.ts";
import type { LedgerStore } from "../ledger-store.ts";
import { memoryStore } from "../memory-store.ts";
import { toyClock } from "../testing/toy-clock.ts";
import { recordKey } from "./keys.ts";
import { leasedLedger } from "./leased-ledger.ts";
import type { RunLedger } from "./run-ledger.ts";

function ledgerOf(id: string, store: LedgerStore, signal = new AbortController().signal): RunLedger {
  return leasedLedger({
    cluster: "pier",
    store,
    clock: toyClock(),
    signal,
    random: () => 0.5,
    emit: () => {},
    holder: { id, who: "ada", host: "pier", pid: 1, since: "" },
    isGone: () => false,
    parse: async (text) => JSON.parse(text) as LedgerRecord,
    lock: "wait",
    lockTimeout: 60,
    gate: { lease: undefined },
    place: async () => ({ account: "123456789012", region: "us-west-2" }),
    onLost: () => {},
  });
}

const plan = { format: 1, cluster: "pier", steps: [], unchanged: [], resources: [], tags: {}, notices: [] } as const;

async function begun(ledger: RunLedger, operation: string): Promise<() => Promise<void>> {
  const record = { format: 1, cluster: "pier", operation, plan } as const;
  await ledger.claim();
  await ledger.write({ ...record, state: "open" });
  return () => ledger.write({ ...record, state: "closed" });
}

it("leaves nothing unhandled of a look at the record, where the run was cancelled before it came", async () => {
  const unhandled: unknown[] = [];
  const hear = (reason: unknown): void => void unhandled.push(reason);
  process.on("unhandledRejection", hear);
  const reason = new Error("enough");
  let fail = (_: unknown): void => {};
  const get = () => new Promise<never>((_, reject) => (fail = reject));
  const ledger = ledgerOf("1", { get, put: async () => undefined }, AbortSignal.abort(reason));
  await expect(ledger.claim()).rejects.toBe(reason);
  fail(new Error("the connection was closed"));
  // Node tells of it when all reactions have run.
  await new Promise((resolve) => setImmediate(resolve));
  await new Promise((resolve) => setImmediate(resolve));
  process.off("unhandledRejection", hear);
  expect(unhandled).toEqual([]);
});

it.each([0, 1, 2, 8])(
  "has ended well where its last word was heard, no answer came, and %d others followed",
  async (others) => {
    const shared = memoryStore();
    let isLast = false;
    const unheard: LedgerStore = {
      get: (key) => shared.get(key),
      async put(key, text, version) {
        const written = await shared.put(key, text, version);
        if (!isLast) return written;
        for (let at = 0; at < others; at += 1) await (await begun(ledgerOf(`o${at}`, shared), `other-${at}`))();
        return others === 0 ? written : undefined;
      },
    };
    const end = await begun(ledgerOf("1", unheard), "mine");
    isLast = true;
    await expect(end()).resolves.toBeUndefined();
  },
);

it("is told that it has lost the cluster where another run took it before its last word was heard", async () => {
  const shared = memoryStore();
  const end = await begun(ledgerOf("1", shared), "mine");
  const stored = await shared.get(recordKey("pier"));
  const record = JSON.parse(stored?.text ?? "{}") as LedgerRecord;
  await shared.put(recordKey("pier"), JSON.stringify({ ...record, operation: "other", fence: 2 }), stored?.version);
  await expect(end()).rejects.toMatchObject({ code: "lease-lost" });
});
