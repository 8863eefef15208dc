import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { fileLedger } from "./file-ledger.ts";
import { type Ledger, type LedgerRecord, memoryLedger } from "./ledger.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "drydock-ledger-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

function record(cluster: string, operation: string): LedgerRecord {
  return {
    format: 1,
    cluster,
    operation,
    state: "open",
    plan: { format: 1, cluster, steps: [], unchanged: [], resources: [], tags: {}, notices: [] },
  };
}

const ledgers: [string, () => Ledger][] = [
  ["memory", memoryLedger],
  ["files", () => fileLedger(join(folder, "new"))],
];

it.each(ledgers)("%s: a record comes back as it was written, per cluster, the last one only", async (_name, make) => {
  const ledger = make();
  expect(await ledger.read("a")).toBeUndefined();
  await ledger.write(record("a", "first"));
  await ledger.write(record("a", "second"));
  await ledger.write(record("b", "other"));
  expect(await ledger.read("a")).toEqual(record("a", "second"));
  expect(await ledger.read("b")).toEqual(record("b", "other"));
});

it("writes whole files that only their owner reads, and leaves no draft", async () => {
  await fileLedger(folder).write(record("a", "first"));
  expect(readdirSync(folder)).toEqual(["a.json"]);
  expect((statSync(join(folder, "a.json")).mode & 0o777).toString(8)).toBe("600");
});

it("says which file is not a record", async () => {
  writeFileSync(join(folder, "a.json"), "{");
  await expect(fileLedger(folder).read("a")).rejects.toThrow(`${join(folder, "a.json")} is not a ledger record`);
});
