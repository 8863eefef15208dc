import { describe, expect, it } from "vitest";
import type { Plan } from "./plan.ts";
import { refusal } from "./testing/toy-errors.ts";
import { Fence, House, Vault } from "./testing/toy-kinds.ts";
import { toyLagSeconds } from "./testing/toy-provider.ts";
import { nothing, toyAccount } from "./testing/toy-run.ts";
import { home, houses } from "./testing/toy-wishes.ts";

describe("an apply", () => {
  it("builds, converges what the create call could not set, and then finds nothing to do", async () => {
    const { cloud, plan, build } = toyAccount();
    const { applied, error } = await build(home);
    expect(error).toBeUndefined();
    expect(cloud.at("door/main-front").fields["locks"]).toEqual(["b", "a"]);
    expect([...(applied?.live.keys() ?? [])].toSorted()).toEqual([
      "door/main-back",
      "door/main-front",
      "house/main",
      "sign/main-back",
      "sign/main-front",
    ]);
    expect(applied?.live.get("house/main")?.status).toBe("ready");
    expect((await plan(home)).plan.steps).toEqual([]);
  });

  it("does nothing, and records nothing, for a plan without steps", async () => {
    const { cloud, ledger, plan, run } = toyAccount();
    cloud.plant("house", "main", { color: "red", plot: "1" });
    const planned = await plan(houses({}));
    cloud.calls.length = 0;
    const { applied, events } = await run(planned);
    expect([...(applied?.live.keys() ?? [])]).toEqual(["house/main"]);
    expect(applied?.lastListing("house")).toBeUndefined();
    expect([cloud.calls, events, await ledger.read("toy")]).toEqual([[], [], undefined]);
  });

  it("counts nothing as live that is on its way out", async () => {
    const { cloud, build } = toyAccount();
    cloud.plant("vault", "gold", { brand: "x", size: 1 }, { status: "deleting" });
    expect((await build(nothing)).applied?.live.size).toBe(0);
  });

  it("applies in another process what was planned in this one", async () => {
    const { plan, run } = toyAccount();
    const planned = await plan(home);
    const { error } = await run({ ...planned, plan: JSON.parse(JSON.stringify(planned.plan)) as Plan });
    expect(error).toBeUndefined();
    expect((await plan(home)).plan.steps).toEqual([]);
  });

  it("answers everything that waits with one listing per tick", async () => {
    const listings = async (count: number) => {
      const { cloud, build } = toyAccount();
      await build(houses(...Array.from({ length: count }, (_, index) => ({ name: `h${index}` }))));
      return cloud.calls.filter((call) => call === "list house").length;
    };
    expect(await listings(20)).toBe(await listings(1));
  });

  it("tells the last listing of a kind that it waited for", async () => {
    const { build } = toyAccount();
    const { applied } = await build(houses({}));
    expect(applied?.lastListing("house")).toMatchObject([{ address: "house/main" }]);
    expect(applied?.lastListing("fence")).toBeUndefined();
  });

  it("tells of the run that has taken over, and not of what it met of that one's changes", async () => {
    const met = async (isOurs: boolean) => {
      const { cloud, build } = toyAccount();
      cloud.failures.set("create house/main", [refusal("Forbidden", "no plot")]);
      const lost = new AbortController();
      const untilHeld = async () => {
        if (isOurs) return;
        lost.abort(new Error("another run has the cluster"));
        throw lost.signal.reason;
      };
      const { error } = await build(houses({}), { signal: lost.signal, untilHeld });
      return String((error as Error).message);
    };
    expect(await met(true)).toContain("no plot");
    expect(await met(false)).toBe("another run has the cluster");
  });

  it("tells no listing that was made before the last change to its kind", async () => {
    const { cloud, plan, run } = toyAccount();
    cloud.plant("fence", "old", { around: "a" });
    const { plan: made, observed } = await plan((graph) => void graph.add(Fence, "new", { around: "b" }));
    const needs = [{ step: "create fence/new", reached: "stable" as const }];
    const steps = made.steps.map((step) => (step.action === "delete" ? { ...step, needs } : step));
    const { applied, error } = await run({ observed, plan: { ...made, steps } });
    expect(error).toBeUndefined();
    expect(cloud.calls.slice(-3)).toEqual(["create fence/new", "list fence", "delete fence/old"]);
    expect(applied?.lastListing("fence")).toBeUndefined();
  });

  it("replaces in an order that never leaves a reference to nothing", async () => {
    const { cloud, plan, build } = toyAccount();
    await build(home);
    const moved = houses({ plot: "2", doors: ["front", "back"] });
    const { error } = await build(moved);
    expect(error).toBeUndefined();
    expect((await plan(moved)).plan.steps).toEqual([]);
    expect(cloud.stored.size).toBe(5);
  });

  it("takes everything down from what it observes, without a call for what dies with its owner", async () => {
    const { cloud, build } = toyAccount();
    await build(home);
    cloud.calls.length = 0;
    const { applied, error } = await build(nothing);
    expect(error).toBeUndefined();
    expect([cloud.stored.size, applied?.live.size]).toEqual([0, 0]);
    expect(cloud.calls.filter((call) => call.startsWith("delete"))).toEqual([
      "delete door/main-front",
      "delete door/main-back",
      "delete house/main",
    ]);
  });

  it("keeps as many calls on their way as it is told, and 32 unless it is told", async () => {
    const peak = async (concurrency?: number) => {
      const { cloud, build } = toyAccount();
      const names = Array.from({ length: 40 }, (_, index) => `h${index}`);
      // So slow that the first houses are ready while others are not even begun.
      for (const name of names) cloud.slow.set(`create house/${name}`, 30);
      const { error } = await build(
        houses(...names.map((name) => ({ name }))),
        concurrency === undefined ? {} : { concurrency },
      );
      expect(error).toBeUndefined();
      return cloud.peak;
    };
    expect(await peak(1)).toBe(1);
    expect(await peak(3)).toBe(3);
    expect(await peak()).toBe(32);
  });

  it("starts what the longest path waits for first", async () => {
    const { cloud, build } = toyAccount();
    await build(
      (graph) => {
        graph.add(Vault, "gold", { brand: "x", size: 1 });
        graph.add(House, "main", { color: "red", plot: "1" });
      },
      { concurrency: 1 },
    );
    expect(cloud.calls.filter((call) => call.startsWith("create"))).toEqual(["create house/main", "create vault/gold"]);
  });

  it("skips only what depends on a failure, finishes the rest, and names the cause alone", async () => {
    const { cloud, build } = toyAccount();
    cloud.refusals.set("create house/main", refusal("Forbidden", "no building here"));
    const { error, report, events } = await build(
      houses({ doors: ["front", "back"] }, { name: "other", doors: ["front"] }),
    );
    expect(error).toMatchObject({
      code: "step-failed",
      address: "house/main",
      message: "cannot create house/main: Forbidden: no building here",
      cause: { name: "Forbidden" },
    });
    expect(report).toMatchObject({ steps: 8, failed: 1, skipped: 4 });
    expect(events.filter(({ type }) => type === "skipped")).toMatchObject([
      { step: { address: "door/main-front" }, because: "house/main" },
      { step: { address: "sign/main-front" }, because: "house/main" },
      { step: { address: "door/main-back" }, because: "house/main" },
      { step: { address: "sign/main-back" }, because: "house/main" },
    ]);
    expect(cloud.stored.size).toBe(3);
  });

  it("throws several causes together", async () => {
    const { cloud, build } = toyAccount();
    cloud.refusals.set("create house/a", refusal("Forbidden", "not here"));
    cloud.refusals.set("create house/b", refusal("Forbidden", "nor here"));
    const { error } = await build(houses({ name: "a" }, { name: "b" }));
    expect(error).toBeInstanceOf(AggregateError);
    expect(error).toMatchObject({
      message: "cannot create house/a: Forbidden: not here\ncannot create house/b: Forbidden: nor here",
      errors: [{ code: "step-failed" }, { code: "step-failed" }],
    });
  });

  it("makes an error of what a provider throws that is none", async () => {
    const { cloud, build } = toyAccount();
    cloud.refusals.set("create house/main", "words");
    expect((await build(houses({}))).error).toMatchObject({
      code: "step-failed",
      message: "cannot create house/main: words",
    });
  });

  it("goes on after a failure where it left off", async () => {
    const { cloud, plan, build } = toyAccount();
    cloud.failures.set("create door/main-back", [refusal("Forbidden", "no door here")]);
    await build(home);
    expect((await build(home)).error).toBeUndefined();
    expect((await plan(home)).plan.steps).toEqual([]);
    expect(cloud.calls.filter((call) => call === "create house/main")).toHaveLength(1);
  });

  it("comes close to the longest path", async () => {
    const { build } = toyAccount();
    const names = ["a", "b", "c", "d", "e"];
    const { report } = await build(houses(...names.map((name) => ({ name, doors: ["front"] }))));
    expect(report?.criticalPathSeconds).toBeGreaterThanOrEqual(100);
    expect((report?.elapsedSeconds ?? 0) / (report?.criticalPathSeconds ?? 0)).toBeLessThan(1.1);
  });

  it("tells what it waits for, and for how long", async () => {
    const { build } = toyAccount();
    const { events } = await build(houses({}));
    expect(events).toMatchObject([
      { type: "started", step: { id: "create house/main" }, eta: 100 },
      { type: "waiting", reason: "until it is stable", eta: 100 },
      { type: "finished", done: 1, total: 1, eta: 0 },
      { type: "done", report: { steps: 1, failed: 0, skipped: 0 } },
    ]);
  });
});

describe("a cancelled apply", () => {
  it("rejects with the caller's own reason, and starts nothing more", async () => {
    const { clock, cloud, ledger, plan, run } = toyAccount();
    const controller = new AbortController();
    const reason = new Error("changed my mind");
    void clock.sleep(50_000).then(() => controller.abort(reason));
    const { error, report, events } = await run(await plan(home), { signal: controller.signal });
    expect(error).toBe(reason);
    expect(report).toMatchObject({ failed: 1, skipped: 4 });
    expect(events.filter(({ type }) => type === "failed")).toMatchObject([{ error: reason }]);
    expect(cloud.calls.filter((call) => call.startsWith("create"))).toEqual(["create house/main"]);
    expect(await ledger.read("toy")).toMatchObject({ state: "open" });
  });

  it("makes no call at all when it was cancelled before", async () => {
    const { cloud, plan, run } = toyAccount();
    const planned = await plan(home);
    cloud.calls.length = 0;
    const { error, events } = await run(planned, { signal: AbortSignal.abort("why") });
    expect(error).toBe("why");
    expect(cloud.calls).toEqual([]);
    expect(events.filter(({ type }) => type === "skipped")).toHaveLength(5);
    expect(events[0]).toMatchObject({ because: "the cancellation" });
  });
});

describe("a plan that was changed by hand", () => {
  it("is refused where its steps need each other, or one that it does not have", async () => {
    const { plan, run } = toyAccount();
    const { plan: made, observed } = await plan(houses({}));
    const steps = made.steps.map((step) => ({
      ...step,
      needs: [{ step: "create moat/main", reached: "stable" as const }],
    }));
    const { error, report, events } = await run({ observed, plan: { ...made, steps } });
    expect(events[0]).toMatchObject({ type: "skipped", because: "a step that never comes" });
    expect(error).toMatchObject({
      code: "unplannable",
      message: "no order of the plan's steps leads to: create house/main\nPlan again.",
    });
    expect(report).toMatchObject({ skipped: 1 });
  });

  it("is refused with each step that is not reached", async () => {
    const { plan, run } = toyAccount();
    const { plan: made, observed } = await plan(houses({ name: "a" }, { name: "b" }));
    const needs = [{ step: "create moat/main", reached: "stable" as const }];
    const { error } = await run({ observed, plan: { ...made, steps: made.steps.map((step) => ({ ...step, needs })) } });
    expect(error).toMatchObject({
      message: "no order of the plan's steps leads to: create house/a, create house/b\nPlan again.",
    });
  });

  it("fails where a step has a kind that there is not", async () => {
    const { plan, run } = toyAccount();
    const { plan: made, observed } = await plan(houses({}));
    const { error } = await run({
      observed,
      plan: { ...made, steps: made.steps.map((step) => ({ ...step, kind: "moat" })) },
    });
    expect(error).toMatchObject({ code: "unplannable", message: "there is no kind named moat" });
  });
});

describe("the record of an apply", () => {
  it("is written before the first change, and closed after the last", async () => {
    const { cloud, ledger, build } = toyAccount();
    cloud.failures.set("create house/main", [refusal("Forbidden", "no")]);
    await build(home);
    const record = await ledger.read("toy");
    expect(record).toMatchObject({ format: 1, cluster: "toy", state: "open", operation: "operation 1" });
    expect(record?.plan.steps).toHaveLength(5);
    await build(home);
    expect(await ledger.read("toy")).toMatchObject({ state: "closed", operation: "operation 1" });
    await build(nothing);
    expect(await ledger.read("toy")).toMatchObject({ state: "closed", operation: "operation 2" });
  });

  it("that is open lets the next run send the same tokens", async () => {
    const { cloud, build } = toyAccount();
    cloud.failures.set("create door/main-front", [refusal("Forbidden", "no")]);
    await build(home);
    await build(home);
    expect(cloud.tokens.filter((token) => token === cloud.tokens[0])).toHaveLength(2);
  });
});

describe("an interrupted run", () => {
  async function interrupted(lag: number) {
    const account = toyAccount();
    account.cloud.lag = lag;
    const controller = new AbortController();
    void account.clock.sleep(1000).then(() => controller.abort());
    await account.run(await account.plan(home), { signal: controller.signal });
    return account;
  }

  it("left something on its way: what needs it waits", async () => {
    const { clock, cloud, plan, run } = await interrupted(0);
    expect((await run(await plan(home))).error).toBeUndefined();
    const created = cloud.at("house/main").readyAt;
    expect(cloud.at("door/main-front").readyAt).toBeGreaterThanOrEqual(created);
    expect(clock.now()).toBeGreaterThanOrEqual(created);
  });

  it("has the next one say for how long listings are awaited, before its first step, and none after that", async () => {
    const { clock, plan, run } = await interrupted(0);
    const began = clock.now();
    const { events } = await run(await plan(home));
    expect(events[0]).toEqual({ type: "settling", seconds: toyLagSeconds });
    expect(clock.now() - began).toBeGreaterThanOrEqual(toyLagSeconds * 1000);
    expect((await run(await plan(home))).events.filter(({ type }) => type === "settling")).toEqual([]);
  });

  it("made what the plan did not see: it is adopted", async () => {
    const { cloud, plan, run } = await interrupted(8);
    expect(cloud.stored.size).toBe(1);
    const { error } = await run(await plan(home));
    expect(error).toBeUndefined();
    expect(cloud.all("house/main")).toHaveLength(1);
    expect(cloud.calls.filter((call) => call === "create house/main")).toHaveLength(1);
  });

  it("made several that the plan did not see: each is adopted", async () => {
    const account = toyAccount();
    const two = houses({ name: "a" }, { name: "b" });
    account.cloud.lag = 8;
    const controller = new AbortController();
    void account.clock.sleep(1000).then(() => controller.abort());
    await account.run(await account.plan(two), { signal: controller.signal });
    expect((await account.run(await account.plan(two))).error).toBeUndefined();
    expect([...account.cloud.stored.values()].map(({ name }) => name)).toEqual(["a", "b"]);
  });

  it("left two under one address: neither is taken", async () => {
    const { cloud, plan, run } = await interrupted(8);
    const planned = await plan(home);
    cloud.plant("house", "main", { color: "red", plot: "1" });
    expect((await run(planned)).error).toMatchObject({ code: "ambiguous", address: "house/main" });
  });

  it("left something that is on its way out: it is not taken", async () => {
    const { cloud, plan, run } = await interrupted(8);
    const planned = await plan(home);
    cloud.at("house/main").status = "deleting";
    expect((await run(planned)).error).toBeUndefined();
    expect(cloud.calls.filter((call) => call === "create house/main")).toHaveLength(2);
  });

  it("made something else in the place of what the plan would make: it is not taken", async () => {
    const { plan, run } = await interrupted(8);
    const { error } = await run(await plan(houses({ plot: "2" })));
    expect(error).toMatchObject({
      code: "plan-outdated",
      address: "house/main",
      message: "the plan makes what is there already: house/main (house-1)\nNothing was changed. Plan again.",
    });
  });

  it("is settled before the next one is planned: what nobody wants any more goes in one run", async () => {
    const { cloud, build } = await interrupted(8);
    expect((await build(houses({ name: "other", plot: "2" }))).error).toBeUndefined();
    expect([...cloud.stored.values()].map(({ name }) => name)).toEqual(["other"]);
  });

  it("made something that differs in what can change: it is changed", async () => {
    const { cloud, build } = await interrupted(8);
    expect((await build(houses({ color: "blue" }))).error).toBeUndefined();
    expect(cloud.at("house/main").fields["color"]).toBe("blue");
    expect(cloud.all("house/main")).toHaveLength(1);
  });
});
