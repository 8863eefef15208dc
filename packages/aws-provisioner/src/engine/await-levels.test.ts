import { describe, expect, it } from "vitest";
import type { Untimed } from "./event.ts";
import { planProblems } from "./saved-plan/plan-problems.ts";
import { criticalPath } from "./schedule.ts";
import { Fence, House, Lamp, toyKinds } from "./testing/toy-kinds.ts";
import { toyAccount, type Wish } from "./testing/toy-run.ts";

type Level = "accepted" | "serving";

const lamp =
  (wait?: Level, limit?: number): Wish =>
  (graph) =>
    void graph.add(Lamp, "hall", { doorId: "d", watts: 5 }, { ...(wait && { wait }), ...(limit && { limit }) });

function awaited(events: readonly Untimed[]) {
  return events.flatMap((event) =>
    event.type === "awaiting"
      ? [`${event.level} ${event.address}: ${event.reason}`]
      : event.type === "reached"
        ? [`${event.level} ${event.address} after ${event.seconds}`]
        : [],
  );
}

describe("a run that waits until its calls are accepted", () => {
  it("is over then, and the next one finds nothing to do", async () => {
    const { clock, cloud, build, plan } = toyAccount();
    const { error, events } = await build(lamp("accepted"));
    expect([error, clock.now()]).toEqual([undefined, 0]);
    expect(events.map(({ type }) => type)).toEqual(["started", "finished", "done"]);
    expect((await plan(lamp("accepted"))).plan.steps).toEqual([]);
    expect(cloud.calls.filter((call) => call.startsWith("list"))).toHaveLength(toyKinds.length * 2);
  });

  it("waits for what its own steps need, whatever it is told", async () => {
    const { cloud, build } = toyAccount();
    const { error, events } = await build((graph) => {
      const house = graph.add(House, "main", { color: "red", plot: "1" }, { wait: "accepted" });
      graph.add(Fence, "main", { around: house.id }, { wait: "accepted" });
    });
    expect(error).toBeUndefined();
    const { readyAt } = cloud.at("house/main");
    expect(readyAt).toBe(100_000);
    const over = events.flatMap((event) => (event.type === "finished" ? [event.step.id] : []));
    expect(over).toEqual(["create house/main", "create fence/main"]);
    const [first] = events.filter((event) => event.type === "finished");
    expect(first?.seconds).toBeGreaterThanOrEqual(100);
    expect(cloud.at("fence/main").readyAt).toBeGreaterThanOrEqual(readyAt);
  });

  it("sends an update, and waits for no listing", async () => {
    const { clock, cloud, build } = toyAccount();
    const vivid: Wish = (graph) => void graph.add(House, "main", { color: "blue", plot: "1" }, { wait: "accepted" });
    cloud.plant("house", "main", { color: "red", plot: "1" });
    cloud.changeLag = 50_000;
    expect((await build(vivid)).error).toBeUndefined();
    expect(clock.now()).toBe(0);
    expect(cloud.at("house/main").fields["color"]).toBe("blue");
  });
});

describe("a run that waits until what it makes serves", () => {
  it("asks when its steps are over, and tells each lack once", async () => {
    const { clock, cloud, build } = toyAccount();
    cloud.lacks = () => (clock.now() < 60_000 ? "no bulb" : clock.now() < 90_000 ? "no current" : undefined);
    const { error, events, report } = await build(lamp("serving"));
    expect(error).toBeUndefined();
    expect(awaited(events)).toEqual([
      "serving lamp/hall: no bulb",
      "serving lamp/hall: no current",
      expect.stringMatching(/^serving lamp\/hall after \d/) as string,
    ]);
    expect(events.at(-1)?.type).toBe("done");
    const [timing] = report?.timings ?? [];
    expect(timing?.serving).toBeGreaterThanOrEqual(90);
    expect(report?.criticalPathSeconds).toBe(report?.elapsedSeconds);
  });

  it("asks once where it serves already, and tells nothing", async () => {
    const { cloud, build } = toyAccount();
    const { events } = await build(lamp("serving"));
    expect(awaited(events)).toEqual([]);
    cloud.calls.length = 0;
    expect(awaited((await build(lamp("serving"))).events)).toEqual([]);
    expect(cloud.calls.filter((call) => !/^(?:list|detail)/.test(call))).toEqual([]);
  });

  it.each([
    ["its time", undefined, 980],
    ["as long as it may take", 300, 300],
  ])("gives up after %s, with what it lacks, and the next run waits anew", async (_what, limit, seconds) => {
    const { clock, cloud, ledger, build } = toyAccount();
    cloud.lacks = () => "no current";
    const { error, report } = await build(lamp("serving", limit));
    expect(error).toMatchObject({
      code: "timed-out",
      address: "lamp/hall",
      message: expect.stringMatching(
        /^lamp\/hall \(lamp-1\) is not serving after \d+ s: last seen ready: no current\nRun again, which waits anew; for longer with waitSeconds: \{ "lamp\/hall": \d+ \}\.$/,
      ) as string,
    });
    const took = report?.elapsedSeconds ?? 0;
    expect(took).toBeGreaterThanOrEqual(seconds);
    expect(took).toBeLessThan(seconds + 60);
    expect((await ledger.read("toy"))?.state).toBe("closed");
    const began = clock.now();
    void clock.sleep(100_000).then(() => (cloud.lacks = () => undefined));
    const again = await build(lamp("serving", limit));
    expect(again.error).toBeUndefined();
    expect(clock.now() - began).toBeGreaterThanOrEqual(100_000);
    expect(again.events.map(({ type }) => type)).toEqual(["awaiting", "reached"]);
  });

  it("tells what it lacked before, too", async () => {
    const { clock, cloud, build } = toyAccount();
    cloud.lacks = () => (clock.now() < 200_000 ? "no current" : clock.now() < 280_000 ? "no bulb" : "its first checks");
    expect((await build(lamp("serving", 300))).error).toMatchObject({
      message: expect.stringContaining(
        ": last seen ready: its first checks; before: no bulb; before: no current\n",
      ) as string,
    });
  });

  it("tells every one that does not, and asks nothing of one that is not even stable", async () => {
    const { cloud, build } = toyAccount();
    const asked: string[] = [];
    cloud.lacks = (id) => {
      asked.push(id);
      return "no current";
    };
    cloud.plant("lamp", "c", { doorId: "d", watts: 5 }, { readyAt: Infinity });
    const three: Wish = (graph) => {
      for (const name of ["a", "b", "c"])
        graph.add(Lamp, name, { doorId: "d", watts: 5 }, { wait: "serving", limit: 200 });
    };
    const { error } = await build(three);
    expect((error as AggregateError).errors.map(({ message }: Error) => message.split(" after")[0])).toEqual([
      expect.stringMatching(/^lamp\/c .* is not stable$/) as string,
      expect.stringMatching(/^lamp\/a .* is not serving$/) as string,
      expect.stringMatching(/^lamp\/b .* is not serving$/) as string,
    ]);
    expect(new Set(asked).size).toBe(2);
  });

  it("asks for nothing where a step has failed", async () => {
    const { cloud, build } = toyAccount();
    cloud.lacks = () => "no current";
    cloud.refusals.set("create fence/main", new Error("no"));
    const { error, events } = await build((graph) => {
      lamp("serving")(graph);
      graph.add(Fence, "main", { around: "x" });
    });
    expect(error).toMatchObject({ code: "step-failed" });
    expect(awaited(events)).toEqual([]);
  });

  it("rejects with the caller's reason when it is called off", async () => {
    const { clock, cloud, build } = toyAccount();
    cloud.lacks = () => "no current";
    const stop = new AbortController();
    void clock.sleep(70_000).then(() => stop.abort(new Error("enough")));
    expect((await build(lamp("serving"), { signal: stop.signal })).error).toMatchObject({ message: "enough" });
    expect(clock.now()).toBe(70_000);
  });

  it("fails with what a question is refused with", async () => {
    const { cloud, build } = toyAccount();
    cloud.lacks = () => {
      throw new Error("you may not ask");
    };
    expect((await build(lamp("serving"))).error).toMatchObject({
      code: "step-failed",
      message: "lamp/hall (lamp-1) does not come to serve: you may not ask",
    });
  });
});

describe("what a plan leaves alone", () => {
  it.each([
    ["is waited for where it is not stable", undefined, 50_000],
    ["is not where its call need only be accepted", "accepted" as const, 0],
  ])("%s", async (_what, wait, until) => {
    const { clock, cloud, build } = toyAccount();
    cloud.plant("lamp", "hall", { doorId: "d", watts: 5 }, { readyAt: 50_000, reason: "it is warm" });
    const { error, events, applied } = await build(lamp(wait));
    expect(error).toBeUndefined();
    expect(clock.now() >= until && clock.now() < until + 10_000).toBe(true);
    expect(applied?.live.get("lamp/hall")?.status).toBe(until === 0 ? "pending" : "ready");
    const told = ["stable lamp/hall: it is warm", expect.stringMatching(/^stable lamp\/hall after 5\d/) as string];
    expect(awaited(events)).toEqual(until === 0 ? [] : told);
  });
});

describe("a wait that is late", () => {
  it("asks why, tells each answer once, and ends where it is in vain", async () => {
    const { clock, cloud, build } = toyAccount();
    cloud.hanging.add("lamp/hall");
    const say = (reason: string) => Object.assign(cloud.at("lamp/hall"), { reason });
    void clock.sleep(1000).then(() => say("the wire is warm"));
    void clock.sleep(200_000).then(() => say("in vain: the wire is cut"));
    const { error, events } = await build(lamp());
    expect(error).toMatchObject({
      code: "step-failed",
      message: "lamp/hall (lamp-1) can no longer become stable: the wire is cut\nMend the wire.",
    });
    expect(clock.now()).toBeLessThan(300_000);
    const told = events.flatMap((event) => (event.type === "waiting" ? [event.reason] : []));
    expect(told.filter((reason) => reason === "the wire is warm")).toHaveLength(1);
  });
});

describe("a plan", () => {
  const secondsOf = async (wish: Wish) => {
    const { plan } = await toyAccount().plan(wish);
    expect(planProblems(plan, toyKinds)).toEqual([]);
    return criticalPath(plan.steps).seconds;
  };

  it("counts what its run waits for", async () => {
    expect(await Promise.all([lamp("accepted"), lamp(), lamp("serving")].map(secondsOf))).toEqual([1, 30, 41]);
  });
});
