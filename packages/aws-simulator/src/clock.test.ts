import { readFile } from "node:fs/promises";
import { gzip } from "node:zlib";
import { webcrypto } from "node:crypto";
import { promisify } from "node:util";
import { expect, it } from "vitest";
import { virtualClock, type VirtualClock } from "./clock.ts";

it("time jumps to the earliest sleeper once nothing else can run, ties in the order of falling asleep", async () => {
  const clock = virtualClock(1000);
  const seen: string[] = [];
  const nap = async (name: string, ms: number): Promise<void> => {
    await clock.sleep(ms);
    seen.push(`${name}@${clock.now()}`);
  };
  await Promise.all([nap("late", 500), nap("early", 20), nap("tie-1", 100), nap("tie-2", 100), nap("at-once", 0)]);
  expect(seen).toEqual(["at-once@1000", "early@1020", "tie-1@1100", "tie-2@1100", "late@1500"]);
});

it("a chain of promises between two sleeps runs before time moves on", async () => {
  const clock = virtualClock(0);
  const other = clock.sleep(10).then(() => clock.now());
  for (let turn = 0; turn < 50; turn += 1) await Promise.resolve();
  expect(clock.now()).toBe(0);
  await clock.sleep(5);
  expect(clock.now()).toBe(5);
  expect(await other).toBe(10);
});

it("an abort ends a sleep with the signal's reason, and time does not pass for it", async () => {
  const clock = virtualClock(0);
  const controller = new AbortController();
  const sleeping = clock.sleep(60_000, controller.signal);
  const reason = new Error("enough");
  controller.abort(reason);
  await expect(sleeping).rejects.toBe(reason);
  await expect(clock.sleep(1, controller.signal)).rejects.toBe(reason);
  expect([clock.now(), clock.waiting]).toEqual([0, 0]);
});

it("a negative or missing duration is refused", async () => {
  await expect(virtualClock(0).sleep(-1)).rejects.toThrow("zero or more milliseconds, not -1");
  await expect(virtualClock(0).sleep(Number.NaN)).rejects.toThrow("not NaN");
});

const realWork: readonly (readonly [string, (clock: VirtualClock) => Promise<unknown>])[] = [
  ["a file", () => readFile(new URL(import.meta.url))],
  [
    "a key pair",
    () =>
      webcrypto.subtle.generateKey(
        { name: "RSASSA-PKCS1-v1_5", modulusLength: 2048, publicExponent: new Uint8Array([1, 0, 1]), hash: "SHA-256" },
        true,
        ["sign"],
      ),
  ],
  ["compression, when held", (clock) => clock.hold(promisify(gzip)(Buffer.alloc(4_000_000, "drydock")))],
];

it.each(realWork)("time stands still for real work: %s", async (_, work) => {
  const clock = virtualClock(0);
  let over = false;
  const poll = async (): Promise<void> => {
    while (!over) await clock.sleep(1000);
  };
  const polling = poll();
  await work(clock);
  expect(clock.now()).toBe(0);
  over = true;
  await polling;
  expect(clock.now()).toBe(1000);
});
