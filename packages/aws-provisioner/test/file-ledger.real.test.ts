import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, rmSync, utimesSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setImmediate } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { afterEach, beforeEach, expect, it } from "vitest";
import { fileLedger } from "../src/engine/file-ledger.ts";

let folder: string;
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), "drydock-ledger-"))));
afterEach(() => rmSync(folder, { recursive: true }));

interface Writer {
  readonly process: ChildProcess;
  /** The last record that it has told of. */
  readonly told: () => number;
  readonly ended: Promise<unknown>;
}

function writer(name: string, count: number): Writer {
  const script = fileURLToPath(new URL("./write-records.ts", import.meta.url));
  const args = ["--import", "tsx", "--conditions=@drydock/source", script, folder, name, String(count)];
  const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
  let told = 0;
  const lines = createInterface({ input: child.stdout });
  lines.on("line", (line) => void (told = Number(line)));
  return { process: child, told: () => told, ended: Promise.all([once(child, "exit"), once(lines, "close")]) };
}

/** The writer and the number of the record that stands there, which is whole. */
async function standing(): Promise<readonly [writer: string, number: number] | undefined> {
  const record = await fileLedger(folder).read("a");
  if (record === undefined) return undefined;
  expect(record.plan.notices[0]?.message).toBe(`${record.operation} `.repeat(10_000));
  const [name = "", number = ""] = record.operation.split(" ");
  return [name, Number(number)];
}

it("whoever reads while two processes write sees whole records, and the order of each", async () => {
  const writers = [writer("one", 150), writer("two", 150)];
  let isOver = false;
  const ended = Promise.all(writers.map((each) => each.ended)).then(() => (isOver = true));
  const last = new Map<string, number>();
  let reads = 0;
  while (!isOver) {
    const seen = await standing();
    if (seen === undefined) continue;
    const [name, number] = seen;
    expect(number).toBeGreaterThanOrEqual(last.get(name) ?? 0);
    last.set(name, number);
    reads += 1;
  }
  await ended;
  expect(writers.map((each) => [each.process.exitCode, each.told()])).toEqual([
    [0, 150],
    [0, 150],
  ]);
  expect(reads).toBeGreaterThan(0);
  expect((await standing())?.[1]).toBe(150);
  expect(readdirSync(folder)).toEqual(["a.json"]);
});

it("a writer that is killed at any moment leaves a whole record, no older than the last it told of", async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 20 }), fc.nat(400), async (records, turns) => {
      const { process: child, told, ended } = writer("one", 1_000_000);
      while (told() < records) await setImmediate();
      for (let turn = 0; turn < turns; turn++) await setImmediate();
      child.kill("SIGKILL");
      await ended;
      expect(child.signalCode).toBe("SIGKILL");
      const [, number] = (await standing()) ?? [];
      expect(number).toBeGreaterThanOrEqual(told());
    }),
    { numRuns: 6 },
  );
  const old = new Date(0);
  for (const name of readdirSync(folder)) utimesSync(join(folder, name), old, old);
  const next = writer("next", 1);
  await next.ended;
  expect(await standing()).toEqual(["next", 1]);
  expect(readdirSync(folder)).toEqual(["a.json"]);
});
