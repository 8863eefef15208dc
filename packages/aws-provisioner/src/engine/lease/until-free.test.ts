import { expect, it } from "vitest";
import { memoryStore } from "../memory-store.ts";
import { toyClock } from "../testing/toy-clock.ts";
import { untilFree } from "./until-free.ts";

it("a run that is cancelled while it asks who has the cluster fails by that alone, and leaves nothing unheard", async () => {
  const unheard: unknown[] = [];
  const hear = (error: unknown) => void unheard.push(error);
  process.on("unhandledRejection", hear);
  const waiting = {
    cluster: "pier",
    store: memoryStore(),
    clock: toyClock(),
    signal: AbortSignal.abort(new Error("enough")),
    random: () => 0.5,
    emit: () => {},
    holder: { id: "a", who: "a", host: "a", pid: 1, since: "" },
    isGone: () => false,
    parse: () => Promise.reject(new Error("nobody reads")),
    lock: "wait",
    lockTimeout: 0,
  } as const;
  await expect(untilFree(waiting)).rejects.toThrow("enough");
  await new Promise((resolve) => setImmediate(resolve));
  process.off("unhandledRejection", hear);
  expect(unheard).toEqual([]);
});
