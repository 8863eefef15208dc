import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { fileLedger } from "./file-ledger.ts";
import { isRecordOf, type Ledger, type LedgerRecord, memoryLedger } from "./ledger.ts";

let folder: string;
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), "drydock-ledger-"))));
afterEach(() => rmSync(folder, { recursive: true }));

function record(cluster: string, operation: string): LedgerRecord {
  const plan = { format: 1, cluster, steps: [], unchanged: [], resources: [], tags: {}, notices: [] } as const;
  return { format: 1, cluster, operation, state: "open", plan };
}

describe.each<[string, () => Ledger]>([
  ["memory", memoryLedger],
  ["files", () => fileLedger(join(folder, "deep", "new"))],
])("a ledger of %s", (_name, make) => {
  it("gives a record back as it was written, per cluster, the last one only", async () => {
    const ledger = make();
    expect(await ledger.read("a")).toBeUndefined();
    await ledger.write(record("a", "first"));
    await ledger.write(record("a", "second"));
    await ledger.write(record("b-2", "other"));
    expect(await ledger.read("a")).toEqual(record("a", "second"));
    expect(await ledger.read("b-2")).toEqual(record("b-2", "other"));
  });

  it("is not changed by what happens to a record that it took or gave", async () => {
    const ledger = make();
    const written = record("a", "first");
    await ledger.write(written);
    Object.assign(written, { operation: "changed" });
    Object.assign((await ledger.read("a")) ?? {}, { operation: "changed" });
    expect(await ledger.read("a")).toEqual(record("a", "first"));
  });
});

it.each([
  ["the plan itself", {}, true],
  ["the plan with what a saved one leaves out", { extra: undefined }, true],
  ["a plan of another cluster", { cluster: "b" }, false],
  ["a plan that leaves more alone", { unchanged: ["vpc/main"] }, false],
])("a record is of %s: %j", (_what, change, same) => {
  const { plan } = record("a", "first");
  expect(isRecordOf({ plan }, { ...plan, ...change })).toBe(same);
});
