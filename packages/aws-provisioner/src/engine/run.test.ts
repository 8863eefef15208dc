import { describe, expect, it } from "vitest";
import type { RunEvent } from "./event.ts";
import { startRun } from "./run.ts";

async function eventsOf(run: AsyncIterable<RunEvent>): Promise<readonly (readonly [number, string])[]> {
  const events: (readonly [number, string])[] = [];
  for await (const { at, type } of run) events.push([at, type]);
  return events;
}

function steps() {
  let release: (value: string) => void = () => {};
  let fail: (error: unknown) => void = () => {};
  const gate = new Promise<string>((resolve, reject) => {
    release = resolve;
    fail = reject;
  });
  return { gate, release, fail };
}

describe("a run", () => {
  it("begins at once, and stamps each event with the milliseconds since", async () => {
    let now = 5000;
    const run = startRun(
      () => now,
      async (emit) => {
        emit({ type: "looking", cluster: "toy" });
        now += 250;
        emit({ type: "looking", cluster: "toy" });
        return "result";
      },
    );
    expect(await run).toBe("result");
    expect(await run.result).toBe("result");
    expect(await eventsOf(run)).toEqual([
      [0, "looking"],
      [250, "looking"],
    ]);
  });

  it("replays from the first event for each iterator, however late it comes, and ends with the work", async () => {
    const { gate, release } = steps();
    let say: () => void = () => {};
    const run = startRun(
      () => 0,
      async (emit) => {
        say = () => emit({ type: "looking", cluster: "toy" });
        say();
        return gate;
      },
    );
    const early = eventsOf(run);
    await Promise.resolve();
    say();
    const late = eventsOf(run);
    say();
    release("over");
    expect(await early).toHaveLength(3);
    expect(await late).toHaveLength(3);
    expect(await eventsOf(run)).toHaveLength(3);
  });

  it("hands an event over as soon as it is told", async () => {
    const { gate, release } = steps();
    let say: (cluster: string) => void = () => {};
    const run = startRun(
      () => 0,
      async (emit) => {
        say = (cluster) => emit({ type: "looking", cluster });
        return gate;
      },
    );
    const iterator = run[Symbol.asyncIterator]();
    const first = iterator.next();
    say("one");
    expect(await first).toMatchObject({ value: { cluster: "one" }, done: false });
    const second = iterator.next();
    release("over");
    expect(await second).toEqual({ value: undefined, done: true });
  });

  it("rejects whoever awaits it, and lets whoever only iterates come to the end", async () => {
    const { gate, fail } = steps();
    const run = startRun(
      () => 0,
      async () => gate,
    );
    const events = eventsOf(run);
    const error = new Error("no");
    fail(error);
    expect(await events).toEqual([]);
    await expect(run.result).rejects.toBe(error);
    await expect(Promise.resolve(run)).rejects.toBe(error);
    expect(await run.then(undefined, (reason: unknown) => reason)).toBe(error);
  });
});
