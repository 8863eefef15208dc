import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { flightLog } from "./file-log.ts";
import type { LogPlace } from "./flight-log.ts";

const folder = mkdtempSync(join(tmpdir(), "drydock-log-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** A file needs nothing of an account. */
const place = {} as LogPlace;
const run = { cluster: "harbour", region: "us-west-2", at: 0 };

async function written(path: string, ...pieces: readonly string[]): Promise<string> {
  const sink = flightLog(path).begin(run, place);
  for (const piece of pieces) await sink.write(piece);
  await sink.close?.();
  return readFileSync(path, "utf8");
}

function modeOf(path: string): string {
  return (statSync(path).mode & 0o777).toString(8);
}

describe("a file of calls", () => {
  it("is its owner's alone, and each run adds to it", async () => {
    const path = join(folder, "own.jsonl");
    expect(await written(path, "1\n", "2\n")).toBe("1\n2\n");
    expect(modeOf(path)).toBe("600");
    expect(await written(path, "3\n")).toBe("1\n2\n3\n");
  });

  it("that others could read is closed to them", async () => {
    const path = join(folder, "open.jsonl");
    writeFileSync(path, "1\n");
    chmodSync(path, 0o644);
    await written(path, "2\n");
    expect(modeOf(path)).toBe("600");
  });

  it("that ends in the middle of a line begins another", async () => {
    const path = join(folder, "cut.jsonl");
    writeFileSync(path, '1\n{"seq":');
    expect(await written(path, "2\n")).toBe('1\n{"seq":\n2\n');
  });

  it("is not made before something is written", async () => {
    const path = join(folder, "none.jsonl");
    await flightLog(path).begin(run, place).close?.();
    expect(existsSync(path)).toBe(false);
  });

  it("is made with its folders, which are their owner's alone too", async () => {
    const path = join(folder, "made", "in", "calls.jsonl");
    expect(await written(path, "1\n")).toBe("1\n");
    expect(modeOf(join(folder, "made"))).toBe("700");
  });

  it("that cannot be written says why", async () => {
    const file = join(folder, "file");
    writeFileSync(file, "");
    await expect(written(join(file, "calls.jsonl"), "1\n")).rejects.toThrow(/EEXIST|ENOTDIR/);
    await expect(flightLog(folder).begin(run, place).write("1\n")).rejects.toThrow("EISDIR");
  });

  it.skipIf(!existsSync("/dev/full"))("on a full disk says so", async () => {
    await expect(flightLog("/dev/full").begin(run, place).write("1\n")).rejects.toThrow("ENOSPC");
  });

  it.each([[""], ["a\0b"], [undefined], [7]])("is no %j", (path) => {
    expect(() => flightLog(path as string)).toThrow("flightLog: no file is given");
  });
});
