import { describe, expect, it } from "vitest";
import type { Untimed } from "./event.ts";
import type { PlanStep } from "./plan.ts";
import { Progress, type StepProgress } from "./progress.ts";
import { toyClock } from "./testing/toy-clock.ts";

type Need = PlanStep["needs"][number];

/** `b` needs `a` entirely, or as far as it says. */
function step(name: string, seconds: number, ...needs: readonly (string | Need)[]): PlanStep {
  return {
    id: `create ${name}`,
    address: name,
    kind: "toy",
    action: "create",
    seconds,
    needs: needs.map((need) => (typeof need === "string" ? { step: `create ${need}`, reached: "stable" } : need)),
  } as Partial<PlanStep> as PlanStep;
}

function progressOf(...steps: readonly PlanStep[]) {
  return progressWhere(() => true, ...steps);
}

function progressWhere(hasSent: (step: PlanStep) => boolean, ...steps: readonly PlanStep[]) {
  const toy = toyClock();
  // A run begins at no particular time.
  const clock = { ...toy, now: () => 5000 + toy.now() };
  const events: string[] = [];
  const progress = new Progress(steps, clock, (event) => void events.push(words(event)), hasSent);
  /** Starts what comes next, which must be that step. */
  const start = (name: string): StepProgress => {
    const next = progress.next();
    expect(next?.step.address).toBe(name);
    next?.start();
    if (next === undefined) throw new Error(`${name} does not start`);
    return next;
  };
  return { clock, events, progress, start };
}

function words(event: Untimed): string {
  switch (event.type) {
    case "started":
      return `${event.step.address} started, ${event.eta} s`;
    case "finished":
      return `${event.step.address} finished ${event.done}/${event.total} in ${event.seconds} s, ${event.eta} s`;
    case "failed":
      return `${event.step.address} failed: ${event.error.message}`;
    case "left":
      return `${event.step.address} left`;
    case "skipped":
      return `${event.step.address} skipped: ${event.because}`;
    default:
      return event.type;
  }
}

describe("what may start", () => {
  it("is the step with the longest path behind it, and each once", () => {
    const { progress, start } = progressOf(step("c", 3), step("a", 1), step("b", 5), step("d", 9, "a"));
    start("a");
    start("b");
    start("c");
    expect(progress.next()).toBeUndefined();
  });

  it("is what has all that it needs, as far as it needs it", () => {
    const accepted = (name: string): Need => ({ step: `create ${name}`, reached: "accepted" });
    const { progress, start } = progressOf(step("a", 1), step("b", 1, accepted("a")), step("c", 1, "a", "b"));
    const a = start("a");
    expect(progress.next()).toBeUndefined();
    a.accept();
    const b = start("b");
    b.finish();
    expect(progress.next()).toBeUndefined();
    a.finish();
    start("c");
  });

  it("is nothing that needs what the plan does not have, or what has failed", () => {
    const { progress, start } = progressOf(step("a", 1), step("b", 1, "moat"), step("c", 1, "a"));
    start("a").fail(new Error("no"));
    expect(progress.next()).toBeUndefined();
  });
});

it("a run is idle when nothing is on its way, accepted or not", () => {
  const { progress, start } = progressOf(step("a", 1), step("b", 1, "a"));
  expect(progress.idle()).toBe(true);
  const a = start("a");
  expect(progress.idle()).toBe(false);
  a.accept();
  expect(progress.idle()).toBe(false);
  a.finish();
  expect(progress.idle()).toBe(true);
});

describe("a failure", () => {
  it("skips all that depends on it, each once, and names the cause", () => {
    const { events, progress, start } = progressOf(
      step("a", 1),
      step("b", 1, "a"),
      step("c", 1, "a"),
      step("d", 1, "a", "b", "c"),
      step("e", 1),
    );
    const error = new Error("no");
    start("a").fail(error);
    expect(events).toEqual(["a started, 3 s", "a failed: no", "b skipped: a", "d skipped: a", "c skipped: a"]);
    expect(progress.failures()).toMatchObject([{ step: { address: "a" }, error }]);
    expect(progress.report()).toMatchObject({ steps: 5, failed: 1, skipped: 3 });
    start("e");
  });

  it("leaves alone what has begun", () => {
    const accepted: Need = { step: "create a", reached: "accepted" };
    const { events, start } = progressOf(step("a", 5), step("b", 1, accepted));
    const a = start("a");
    a.accept();
    start("b");
    a.fail(new Error("late"));
    expect(events.filter((event) => event.includes("skipped"))).toEqual([]);
  });
});

it("what has not begun is skipped in the end, and given back", () => {
  const { events, progress, start } = progressOf(step("a", 1), step("b", 1, "a"));
  start("a");
  expect(progress.skipRest("the end").map(({ address }) => address)).toEqual(["b"]);
  expect(events).toEqual(["a started, 2 s", "b skipped: the end"]);
  expect(progress.skipRest("the end")).toEqual([]);
});

it("a step is left as it is, and keeps nobody; one that has sent nothing is as if it had not begun", () => {
  const hasSent = ({ address }: PlanStep) => address === "a";
  const { progress, events, start } = progressWhere(hasSent, step("a", 9), step("b", 5), step("c", 1, "a"));
  const [a, b] = [start("a"), start("b")];
  a.leave();
  b.leave();
  expect(progress.idle()).toBe(true);
  expect(progress.left().map(({ address }) => address)).toEqual(["a"]);
  expect(progress.skipRest("the interruption").map(({ address }) => address)).toEqual(["b", "c"]);
  expect(events.filter((words) => !words.includes("started"))).toEqual([
    "a left",
    "b skipped: the interruption",
    "c skipped: the interruption",
  ]);
  expect(progress.report()).toMatchObject({ steps: 3, failed: 0, skipped: 2, left: 1, timings: [] });
});

describe("the time that is left", () => {
  it("is the longest path, less what running and accepted steps have behind them", async () => {
    const { clock, progress, start } = progressOf(step("a", 10), step("b", 30, "a"), step("c", 35));
    expect(progress.eta()).toBe(40);
    const a = start("a");
    start("c");
    await clock.sleep(4000);
    expect(progress.eta()).toBe(36);
    a.accept();
    expect(progress.eta()).toBe(36);
    await clock.sleep(8000);
    // What takes longer than planned is not over yet, and what follows it still has all.
    expect(progress.eta()).toBe(31);
    a.finish();
    expect(progress.eta()).toBe(30);
    start("b").finish();
    expect(progress.eta()).toBe(23);
  });

  it("counts what follows an accepted step once it is, and no more when that has been done early", async () => {
    const accepted: Need = { step: "create a", reached: "accepted" };
    const { clock, progress, start } = progressOf(step("a", 100), step("b", 200, accepted), step("c", 5, "a"));
    expect(progress.eta()).toBe(201);
    const a = start("a");
    expect(progress.eta()).toBe(201);
    // Accepted late: what follows it still has all.
    await clock.sleep(3000);
    expect(progress.eta()).toBe(201);
    a.accept();
    const b = start("b");
    await clock.sleep(7000);
    b.finish();
    expect(progress.eta()).toBe(95);
  });

  it("is that of an accepted step to its end, where nothing else lasts longer", async () => {
    const { clock, progress, start } = progressOf(step("a", 100), step("b", 5));
    start("a").accept();
    await clock.sleep(10_000);
    expect(progress.eta()).toBe(90);
  });

  it("counts nothing before what follows a step that was accepted or done early", () => {
    const accepted: Need = { step: "create a", reached: "accepted" };
    const { progress, start } = progressOf(step("a", 100), step("b", 200, accepted), step("c", 50, "a"));
    const a = start("a");
    a.accept();
    expect(progress.eta()).toBe(200);
    start("b").finish();
    a.finish();
    expect(progress.eta()).toBe(50);
  });

  it.each([
    [0, 100],
    [99, 1],
    [100, 0],
    // Late: a tenth of what it usually takes, and then half as long again as it is late.
    [101, 10],
    [120, 10],
    [200, 50],
    [1100, 500],
  ])("of a step of 100 s that runs for %d s is %d s", async (seconds, left) => {
    const { clock, progress, start } = progressOf(step("a", 100));
    start("a").accept();
    await clock.sleep(seconds * 1000);
    expect(progress.eta()).toBe(left);
  });

  it("is what a step says that it takes yet, where that is longer than was planned", async () => {
    const { clock, progress, start } = progressOf(step("a", 10), step("b", 5, "a"));
    const a = start("a");
    await clock.sleep(4000);
    progress.takes(a.step, 3);
    expect(progress.eta()).toBe(11);
    progress.takes(a.step, 300);
    expect(progress.eta()).toBe(305);
    a.accept();
    await clock.sleep(200_000);
    expect(progress.eta()).toBe(105);
    await clock.sleep(100_000);
    expect(progress.eta()).toBe(5);
    // It waits at the moment at which it should be over.
    progress.takes(a.step, 0);
    expect(progress.eta()).toBe(6);
    a.finish();
    expect(progress.eta()).toBe(5);
  });

  it("is nothing when all is done", () => {
    const { progress, start } = progressOf(step("a", 10));
    start("a").finish();
    expect(progress.eta()).toBe(0);
  });
});

it("each step tells how long it took and how many are done, and the report when it came how far", async () => {
  const { clock, events, progress, start } = progressOf(step("a", 10), step("b", 5, "a"));
  await clock.sleep(1000);
  const a = start("a");
  await clock.sleep(2000);
  a.accept();
  await clock.sleep(3000);
  a.accept();
  await clock.sleep(4000);
  a.finish();
  const b = start("b");
  b.accept();
  await clock.sleep(6000);
  b.finish();
  expect(events).toEqual([
    "a started, 15 s",
    "a finished 1/2 in 9 s, 5 s",
    "b started, 5 s",
    "b finished 2/2 in 6 s, 0 s",
  ]);
  expect(progress.report()).toEqual({
    steps: 2,
    failed: 0,
    skipped: 0,
    elapsedSeconds: 16,
    criticalPathSeconds: 15,
    timings: [
      { step: "create a", started: 1, accepted: 3, stable: 10 },
      { step: "create b", started: 10, accepted: 10, stable: 16 },
    ],
  });
});
