import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
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

describe("a ledger of files", () => {
  it.each([undefined, null, "", 5, "a\0b", new URL("file:///tmp")])("is refused in %s, which is no folder", (path) => {
    expect(() => fileLedger(path as never)).toThrow(
      expect.objectContaining({
        code: "invalid-option",
        message: expect.stringMatching(/^fileLedger: no folder is given\n/),
      }),
    );
  });

  it("writes whole files that only their owner reads, and leaves no draft", async () => {
    await fileLedger(folder).write(record("a", "first"));
    expect(readdirSync(folder)).toEqual(["a.json"]);
    expect((statSync(join(folder, "a.json")).mode & 0o777).toString(8)).toBe("600");
    expect(readFileSync(join(folder, "a.json"), "utf8")).toBe(`${JSON.stringify(record("a", "first"))}\n`);
  });

  it("keeps the record of before where a draft was cut short", async () => {
    const ledger = fileLedger(folder);
    await ledger.write(record("a", "first"));
    writeFileSync(join(folder, "a.json.draft"), '{"format":1,"clus');
    expect(await ledger.read("a")).toEqual(record("a", "first"));
    await ledger.write(record("a", "second"));
    expect(await ledger.read("a")).toEqual(record("a", "second"));
    expect(readdirSync(folder)).toEqual(["a.json"]);
  });

  it("says which file is not a record", async () => {
    const path = join(folder, "a.json");
    writeFileSync(path, "{");
    await expect(fileLedger(folder).read("a")).rejects.toMatchObject({
      code: "invalid-option",
      message: `${path} is not a ledger record\nNothing depends on it but an apply that was cut short: move the file away and plan again.`,
      cause: expect.any(SyntaxError) as unknown,
    });
  });

  it.each([
    ["{}", "format: "],
    ["null", "all of it: "],
    [JSON.stringify({ ...record("a", "one"), format: 2 }), "format: "],
    [JSON.stringify({ ...record("a", "one"), state: "ajar" }), "state: "],
  ])("takes %s for no record, and says what is wrong with it", async (text, path) => {
    writeFileSync(join(folder, "a.json"), text);
    await expect(fileLedger(folder).read("a")).rejects.toMatchObject({
      code: "invalid-option",
      message: expect.stringContaining(`a.json is not a ledger record\n  ${path}`) as unknown,
    });
  });

  it.each(["../a", "a/b", "", "A"])("goes by no name that may lead out of its folder: %j", async (cluster) => {
    const refusal = { code: "invalid-option", message: `${JSON.stringify(cluster)} is no name of a cluster` };
    await expect(fileLedger(folder).read(cluster)).rejects.toMatchObject(refusal);
    await expect(fileLedger(folder).write(record(cluster, "one"))).rejects.toMatchObject(refusal);
  });

  it("takes only a missing file for a missing record", async () => {
    writeFileSync(join(folder, "file"), "");
    await expect(fileLedger(join(folder, "file")).read("a")).rejects.toMatchObject({ code: "ENOTDIR" });
  });

  it("leaves no file open", async () => {
    const openFiles = () => readdirSync("/dev/fd").length;
    await fileLedger(folder).write(record("a", "first"));
    const before = openFiles();
    for (let count = 0; count < 5; count++) await fileLedger(folder).write(record("a", `${count}`));
    expect(openFiles()).toBeLessThan(before + 5);
  });

  it("closes its draft where it cannot be written", async () => {
    const unprintable = {
      ...record("a", "first"),
      toJSON: () => {
        throw new Error("no");
      },
    };
    await expect(fileLedger(folder).write(unprintable)).rejects.toThrow("no");
    expect(readdirSync(folder)).toEqual(["a.json.draft"]);
  });
});
