import { describe, expect, it } from "vitest";
import type { Undertaking } from "../undertaking.ts";
import { refusal } from "../testing/toy-errors.ts";
import { Door, Fence, House, Lamp } from "../testing/toy-kinds.ts";
import { toyAccount, type Wish } from "../testing/toy-run.ts";
import { houses } from "../testing/toy-wishes.ts";

describe("a producer that the plan leaves alone", () => {
  const withDoor: Wish = (graph) => {
    const house = graph.add(House, "main", { color: "red", plot: "1" });
    graph.add(Door, "front", { houseId: house.id, locks: [] });
  };

  it("is waited for where it is on its way, and is known as ready after it", async () => {
    const { cloud, build } = toyAccount();
    cloud.plant("house", "main", { color: "red", plot: "1" }, { readyAt: 50_000 });
    const { applied, error } = await build(withDoor);
    expect(error).toBeUndefined();
    expect(cloud.at("door/front").readyAt).toBeGreaterThanOrEqual(50_000);
    expect(applied?.live.get("house/main")?.status).toBe("ready");
  });

  it("is not looked at where it is ready", async () => {
    const { cloud, plan, run } = toyAccount();
    cloud.plant("house", "main", { color: "red", plot: "1" });
    const planned = await plan(withDoor);
    cloud.calls.length = 0;
    expect((await run(planned)).error).toBeUndefined();
    expect(cloud.calls).toEqual(["create door/front"]);
  });

  it.each([
    ["need not be ready where its kind may be referred to before", false, 0],
    ["must be ready where it is to be followed", true, 50_000],
  ])("%s", async (_what, follows, seconds) => {
    const { cloud, build } = toyAccount();
    cloud.plant("lamp", "hall", { doorId: "d", watts: 5 }, { readyAt: 50_000 });
    const { error } = await build((graph) => {
      const lamp = graph.add(Lamp, "hall", { doorId: "d", watts: 5 });
      graph.add(Fence, "main", { around: lamp.id }, follows ? { after: [lamp] } : {});
    });
    expect(error).toBeUndefined();
    const { readyAt } = cloud.at("fence/main");
    expect(readyAt).toBeGreaterThanOrEqual(seconds);
    expect(readyAt - seconds).toBeLessThan(10_000);
  });

  it("fails the step where it fails itself", async () => {
    const { cloud, build } = toyAccount();
    cloud.plant("house", "main", { color: "red", plot: "1" }, { readyAt: 50_000 });
    const { clock } = cloud;
    void clock.sleep(20_000).then(() => Object.assign(cloud.at("house/main"), { status: "failed", reason: "it fell" }));
    expect((await build(withDoor)).error).toMatchObject({
      code: "step-failed",
      address: "house/main",
      message: "house/main (house-1) failed: it fell\nMend the cause, and run again: it is made anew.",
    });
    expect(cloud.calls).not.toContain("create door/front");
  });
});

it("each waits for its own, whatever becomes of another one", async () => {
  const { cloud, build } = toyAccount();
  cloud.hanging.add("house/b");
  const { error, events } = await build(houses({ name: "a" }, { name: "b" }));
  expect(error).toMatchObject({
    code: "timed-out",
    message: expect.stringMatching(/^house\/b \(house-\d\) is not stable after 16\d\d s: /) as string,
  });
  expect(events.filter(({ type }) => type === "failed")).toMatchObject([{ step: { address: "house/b" } }]);
  expect(events.filter(({ type }) => type === "finished")).toMatchObject([{ step: { address: "house/a" } }]);
});

it("a wait that ends because a listing was refused is not explained", async () => {
  const { clock, cloud, build } = toyAccount();
  const refused = refusal("Forbidden", "no looking");
  void clock.sleep(1000).then(() => cloud.refusals.set("list lamp", refused));
  expect((await build((graph) => void graph.add(Lamp, "hall", { doorId: "d", watts: 5 }))).error).toMatchObject({
    code: "step-failed",
    message: "cannot create lamp/hall: Forbidden: no looking",
    cause: refused,
  });
});

describe("what the provider carries out by itself", () => {
  const painted = (color: string) => houses({ color });

  /** A house whose listings show another colour only after so many seconds. */
  async function slowHouse(seconds: number) {
    const made = toyAccount();
    await made.build(painted("red"));
    made.cloud.changeLag = seconds;
    const say = (undertaking: Undertaking) => Object.assign(made.cloud.at("house/main"), { undertaking });
    return { ...made, say };
  }

  it("is told, each thing once, and waited for as long as its kind says", async () => {
    const { clock, build, say } = await slowHouse(5000);
    for (const [seconds, told] of [
      [100, "one wall"],
      [1000, "one wall"],
      [3000, "two walls"],
    ] as const)
      void clock.sleep(seconds * 1000).then(() => say({ id: "1", state: "under-way", told }));
    const { error, events } = await build(painted("gold"));
    expect(error).toBeUndefined();
    expect(events.filter(({ type }) => type === "waiting")).toMatchObject([
      { reason: "one wall" },
      { reason: "two walls" },
    ]);
  });

  it.each([
    ["as long as for others, where its kind says nothing", "blue", 1600],
    ["no longer than its kind says", "gold", 10_000],
  ])("is waited for %s", async (_how, color, seconds) => {
    const { clock, build } = await slowHouse(20_000);
    const began = clock.now();
    expect((await build(painted(color))).error).toMatchObject({ code: "timed-out" });
    const waited = (clock.now() - began) / 1000;
    expect([waited >= seconds, waited < seconds + 30]).toEqual([true, true]);
  });

  it("fails its step where it is given up, but not for what was given up before", async () => {
    const { clock, build, say } = await slowHouse(5000);
    say({ id: "1", state: "given-up", told: "no paint" });
    void clock.sleep(500_000).then(() => say({ id: "1", state: "given-up", told: "still no paint" }));
    void clock
      .sleep(1_000_000)
      .then(() => say({ id: "2", state: "given-up", told: "no gold", outcome: "is half gold" }));
    const began = clock.now();
    expect((await build(painted("gold"))).error).toMatchObject({
      code: "step-failed",
      address: "house/main",
      message:
        "house/main (house-1) is half gold: no gold\nMend the blueprint, or take the change back, and run again.",
    });
    expect(clock.now() - began).toBeGreaterThanOrEqual(1_000_000);
  });
});
