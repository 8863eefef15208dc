import { getEventListeners } from "node:events";
import { expect, it } from "vitest";
import { unlessAborted } from "./unless-aborted.ts";

const never = () => new Promise<never>(() => {});

it("gives what the work gives, or its error, and hears nothing any more", async () => {
  const { signal } = new AbortController();
  expect(await unlessAborted(signal, () => 1)).toBe(1);
  expect(await unlessAborted(signal, async () => 2)).toBe(2);
  await expect(unlessAborted(signal, () => Promise.reject(new Error("no")))).rejects.toThrow("no");
  const thrown = () => {
    throw new Error("at once");
  };
  await expect(unlessAborted(signal, thrown)).rejects.toThrow("at once");
  expect(getEventListeners(signal, "abort")).toEqual([]);
});

it("rejects with the reason as soon as the signal is aborted, whatever becomes of the work", async () => {
  const controller = new AbortController();
  const waiting = unlessAborted(controller.signal, never);
  controller.abort("enough");
  await expect(waiting).rejects.toBe("enough");
});

it("begins nothing where the signal was aborted before", async () => {
  let begun = false;
  const work = () => void (begun = true);
  await expect(unlessAborted(AbortSignal.abort("before"), work)).rejects.toBe("before");
  expect(begun).toBe(false);
});
