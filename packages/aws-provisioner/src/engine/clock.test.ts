import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { systemClock } from "./clock.ts";

beforeEach(() => void vi.useFakeTimers({ now: 1_000_000 }));
afterEach(() => void vi.useRealTimers());

it("tells milliseconds since the epoch", () => {
  expect(systemClock.now()).toBe(1_000_000);
  vi.advanceTimersByTime(250);
  expect(systemClock.now()).toBe(1_000_250);
});

it("sleeps for that many milliseconds, and no less", async () => {
  let awake = false;
  const asleep = systemClock.sleep(500).then(() => (awake = true));
  await vi.advanceTimersByTimeAsync(499);
  expect(awake).toBe(false);
  await vi.advanceTimersByTimeAsync(1);
  await asleep;
  expect(awake).toBe(true);
});

it("wakes at once with the signal's reason, and leaves no timer", async () => {
  const controller = new AbortController();
  const asleep = systemClock.sleep(500, controller.signal);
  const reason = new Error("enough");
  controller.abort(reason);
  await expect(asleep).rejects.toBe(reason);
  expect(vi.getTimerCount()).toBe(0);
});

it("does not begin to sleep for a signal that has spoken", async () => {
  const reason = new Error("too late");
  await expect(systemClock.sleep(500, AbortSignal.abort(reason))).rejects.toBe(reason);
  expect(vi.getTimerCount()).toBe(0);
});

it("leaves no listener on the signal", async () => {
  const { signal } = new AbortController();
  const added = vi.spyOn(signal, "addEventListener");
  const removed = vi.spyOn(signal, "removeEventListener");
  const asleep = systemClock.sleep(500, signal);
  await vi.advanceTimersByTimeAsync(500);
  await asleep;
  expect(added.mock.calls.map(([type, , options]) => [type, options])).toEqual([["abort", { once: true }]]);
  expect(removed.mock.calls.map(([type, listener]) => [type, listener])).toEqual([["abort", added.mock.calls[0]?.[1]]]);
});
