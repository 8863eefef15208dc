import { expect, it } from "vitest";
import { toyClock } from "../testing/toy-clock.ts";
import { leasedLedger } from "./leased-ledger.ts";

it("leaves nothing unhandled of a look at the record, where the run was cancelled before it came", async () => {
  const unhandled: unknown[] = [];
  const hear = (reason: unknown): void => void unhandled.push(reason);
  process.on("unhandledRejection", hear);
  const reason = new Error("enough");
  let fail = (_: unknown): void => {};
  const ledger = leasedLedger({
    cluster: "pier",
    store: { get: () => new Promise((_, reject) => (fail = reject)), put: async () => undefined },
    clock: toyClock(),
    signal: AbortSignal.abort(reason),
    random: () => 0.5,
    emit: () => {},
    holder: { id: "1", who: "ada", host: "pier", pid: 1, since: "" },
    isGone: () => false,
    parse: () => Promise.reject(new Error("there is none")),
    lock: "wait",
    lockTimeout: 60,
    gate: { lease: undefined },
    place: async () => ({ account: "123456789012", region: "us-west-2" }),
    onLost: () => {},
  });
  await expect(ledger.claim()).rejects.toBe(reason);
  fail(new Error("the connection was closed"));
  // Node tells of it when all reactions have run.
  await new Promise((resolve) => setImmediate(resolve));
  await new Promise((resolve) => setImmediate(resolve));
  process.off("unhandledRejection", hear);
  expect(unhandled).toEqual([]);
});
