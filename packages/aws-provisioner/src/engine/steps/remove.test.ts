import { describe, expect, it } from "vitest";
import { refusal } from "../testing/toy-errors.ts";
import { Door, Vault } from "../testing/toy-kinds.ts";
import { nothing, toyAccount, type Wish } from "../testing/toy-run.ts";
import { home, houses } from "../testing/toy-wishes.ts";

describe("a delete", () => {
  it("is over when no listing shows it, where its kind goes on after the call", async () => {
    const { clock, cloud, build } = toyAccount();
    cloud.plant("house", "main", {});
    const { events, report } = await build(nothing);
    expect(events.filter(({ type }) => type === "waiting")).toMatchObject([{ reason: "until it is gone" }]);
    expect(clock.now()).toBeGreaterThanOrEqual(60_000);
    expect(report?.timings).toMatchObject([{ accepted: 0 }]);
    expect(cloud.stored.size).toBe(0);
  });

  it("is over with its call otherwise", async () => {
    const { clock, cloud, build } = toyAccount();
    cloud.plant("fence", "main", {});
    const { events } = await build(nothing);
    expect(events.map(({ type }) => type)).toEqual(["started", "finished", "done"]);
    expect(clock.now()).toBe(0);
  });

  it("waits without a call for what is on its way out already", async () => {
    const { cloud, build } = toyAccount();
    cloud.plant("house", "main", {}, { goneAt: 5000 });
    const { error } = await build(nothing);
    expect(error).toBeUndefined();
    expect(cloud.calls).not.toContain("delete house/main");
    expect(cloud.stored.size).toBe(0);
  });

  it("does not wait for others of its kind", async () => {
    const { clock, cloud, build } = toyAccount();
    cloud.plant("house", "main", { color: "red", plot: "1" });
    cloud.plant("house", "old", {});
    const { applied, error } = await build(houses({}));
    expect(error).toBeUndefined();
    expect([...(applied?.live.keys() ?? [])]).toEqual(["house/main"]);
    expect(clock.now()).toBeLessThan(70_000);
  });

  it("makes no call and no wait for what dies with its owner", async () => {
    const { clock, cloud, plan, run } = toyAccount();
    cloud.plant("house", "main", {});
    const { plan: made, observed } = await plan(nothing);
    const steps = made.steps.map((step) => ({ ...step, diesWith: "delete town/main" }));
    cloud.calls.length = 0;
    const { applied, error } = await run({ observed, plan: { ...made, steps } });
    expect([error, applied?.live.size, cloud.calls, clock.now()]).toEqual([undefined, 0, [], 0]);
  });

  it("is given up after its time", async () => {
    const { clock, cloud, build } = toyAccount();
    cloud.plant("house", "main", {});
    cloud.hanging.add("house/main");
    expect((await build(nothing)).error).toMatchObject({
      code: "timed-out",
      message: expect.stringMatching(
        /^house\/main \(house-1\) is not gone after 12\d\d s: last seen deleting, /,
      ) as string,
    });
    expect(clock.now()).toBeGreaterThanOrEqual(1_200_000);
    expect(clock.now()).toBeLessThan(1_230_000);
  });

  it("repeats what is still in use", async () => {
    const { cloud, build } = toyAccount();
    cloud.plant("fence", "main", {});
    cloud.failures.set("delete fence/main", [refusal("InUse", "x")]);
    expect((await build(nothing)).error).toBeUndefined();
    expect(cloud.calls.filter((call) => call === "delete fence/main")).toHaveLength(2);
  });

  it("succeeds where somebody else was faster", async () => {
    const { cloud, plan, run } = toyAccount();
    cloud.plant("fence", "main", {});
    const planned = await plan(nothing);
    cloud.stored.clear();
    const { applied, error } = await run(planned);
    expect(error).toBeUndefined();
    expect([...(applied?.live ?? [])]).toEqual([]);
  });

  it("is refused where its target has changed since the plan", async () => {
    const { cloud, plan, run, see } = toyAccount();
    cloud.plant("fence", "main", { around: "a" });
    const planned = await plan(nothing);
    cloud.at("fence/main").fields["around"] = "b";
    expect((await run({ ...planned, observed: await see() })).error).toMatchObject({
      code: "plan-outdated",
      address: "fence/main",
    });
    expect(cloud.stored.size).toBe(1);
  });

  it("does not forget the successor of what it deletes", async () => {
    const { cloud, build } = toyAccount();
    await build(home);
    const { applied } = await build(houses({ plot: "2", doors: ["front", "back"] }));
    expect(applied?.live.get("door/main-front")?.id).toBe(cloud.at("door/main-front").id);
  });

  it("does not forget a successor that came first", async () => {
    const { cloud, build } = toyAccount();
    const door =
      (houseId: string): Wish =>
      (graph) =>
        void graph.add(Door, "front", { houseId, locks: [] });
    await build(door("a"));
    const { applied } = await build(door("b"));
    expect(applied?.live.get("door/front")?.id).toBe(cloud.at("door/front").id);
  });

  it("deletes what is precious only by name", async () => {
    const { cloud, build } = toyAccount();
    await build((graph) => void graph.add(Vault, "gold", { brand: "x", size: 1 }));
    await build(nothing);
    expect(cloud.stored.size).toBe(1);
    await build(nothing, { including: ["vault/gold"] });
    expect(cloud.stored.size).toBe(0);
  });
});
