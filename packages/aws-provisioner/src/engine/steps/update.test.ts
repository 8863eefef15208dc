import { describe, expect, it } from "vitest";
import { fingerprint } from "../fingerprint.ts";
import { refusal } from "../testing/toy-errors.ts";
import { Door, Fence, House, Lamp, type ToyStep, Vault } from "../testing/toy-kinds.ts";
import { toyAccount, type Wish } from "../testing/toy-run.ts";
import { tokenFor } from "../token.ts";
import { home, houses } from "../testing/toy-wishes.ts";

const vault =
  (size: number): Wish =>
  (graph) =>
    void graph.add(Vault, "gold", { brand: "x", size });

const lamp =
  (watts: number): Wish =>
  (graph) =>
    void graph.add(Lamp, "hall", { doorId: "d", watts });

describe("an update", () => {
  it("brings the fields that differ, and no others", async () => {
    const { cloud, build, plan } = toyAccount();
    await build(vault(1));
    cloud.calls.length = 0;
    const { applied, error } = await build(vault(2));
    expect(error).toBeUndefined();
    expect(cloud.calls.filter((call) => !call.startsWith("list"))).toEqual(["update vault/gold"]);
    expect(applied?.live.get("vault/gold")?.props).toEqual({ brand: "x", size: 2 });
    expect((await plan(vault(2))).plan.steps).toEqual([]);
  });

  it("is refused where its target has changed since the plan, and so is all else, before anything is changed", async () => {
    const { cloud, build, plan, run, see } = toyAccount();
    await build(houses({ name: "a" }, { name: "b" }));
    const blue = await plan(houses({ name: "a", color: "blue" }, { name: "b", color: "blue" }));
    cloud.at("house/b").fields["color"] = "green";
    const { error } = await run({ ...blue, observed: await see() });
    expect(error).toMatchObject({
      code: "plan-outdated",
      address: "house/b",
      message:
        "house/b (house-2) has changed since the plan was made\nNothing was changed. Plan again to see what it would do now.",
    });
    expect(cloud.at("house/a").fields["color"]).toBe("red");
  });

  it.each<[string, Record<string, string>, boolean]>([
    ["one that it would write over has another value", { team: "green", stage: "live" }, true],
    ["one that it would take away has another value", { team: "red", stage: "dead" }, true],
    ["one that it would take away has gone", { team: "red" }, true],
    ["one that it would write is there by somebody else", { team: "blue", stage: "live" }, true],
    ["one that it does not touch is new", { team: "red", stage: "live", more: "x" }, false],
  ])("is refused or not where of its tags %s since the plan", async (_, now, isRefused) => {
    const { cloud, build, plan, run, see } = toyAccount();
    await build(houses({}), { tags: { team: "red", stage: "live" } });
    const planned = await plan(houses({}), { tags: { team: "blue" } });
    const house = cloud.at("house/main");
    house.tags = { ...now };
    const { error } = await run({ ...planned, observed: await see() });
    if (!isRefused) return expect(error).toBeUndefined();
    expect(error).toMatchObject({
      code: "plan-outdated",
      address: "house/main",
      message: expect.stringMatching(/^house\/main \(house-1\) has another value of the tag "(?:team|stage)" since/),
    });
    expect(cloud.at("house/main").tags).toEqual(now);
  });

  it("is refused where its target is no longer there", async () => {
    const { cloud, build, plan, run, see } = toyAccount();
    await build(vault(1));
    const planned = await plan(vault(2));
    cloud.stored.clear();
    const { error } = await run({ ...planned, observed: await see() });
    expect(error).toMatchObject({
      code: "plan-outdated",
      message: expect.stringContaining("vault/gold (vault-1) is no longer there since") as string,
    });
  });

  it("is refused where what it refers to has become another one", async () => {
    const { cloud, build, plan, run } = toyAccount();
    await build(home);
    const { plan: made, observed } = await plan((graph) => {
      const house = graph.add(House, "main", { color: "red", plot: "1" });
      for (const door of ["front", "back"]) graph.add(Door, `main-${door}`, { houseId: house.id, locks: ["c"] });
    });
    const other = cloud.plant("house", "main", { color: "red", plot: "1" });
    const resources = observed.resources.map((one) => (one.kind === "house" ? { ...one, id: other.id } : one));
    const updates = { ...made, steps: made.steps.filter(({ action }) => action === "update") };
    const { error } = await run({ plan: updates, observed: { ...observed, resources } });
    expect((error as AggregateError).errors).toMatchObject([
      {
        code: "plan-outdated",
        address: "door/main-front",
        message:
          "cannot update door/main-front: houseId can only change by replacement\nWhat it refers to has changed since the plan was made. Plan again.",
      },
      { code: "plan-outdated", address: "door/main-back" },
    ]);
  });

  it("does not do again what an update without an answer did", async () => {
    const { cloud, build } = toyAccount();
    cloud.lost.add("update door/main-front");
    expect((await build(home)).error).toBeUndefined();
    expect(cloud.calls.filter((call) => call === "update door/main-front")).toHaveLength(1);
  });

  it("asks for details before it does again what an update without an answer may have done", async () => {
    const { cloud, build } = toyAccount();
    await build(lamp(5));
    cloud.lost.add("update lamp/hall");
    expect((await build(lamp(7))).error).toBeUndefined();
    expect(cloud.calls.filter((call) => call === "update lamp/hall")).toHaveLength(1);
  });

  it("does again what no listing shows yet", async () => {
    const { cloud, build } = toyAccount();
    cloud.lag = 5;
    cloud.lost.add("update door/main-front");
    expect((await build(home)).error).toBeUndefined();
    expect(cloud.calls.filter((call) => call === "update door/main-front")).toHaveLength(2);
    expect(cloud.at("door/main-front").fields["locks"]).toEqual(["b", "a"]);
  });

  it("does again what an update without an effect did not", async () => {
    const { cloud, build } = toyAccount();
    cloud.failures.set("update door/main-front", [refusal("NotYet", "x")]);
    expect((await build(home)).error).toBeUndefined();
    expect(cloud.calls.filter((call) => call === "update door/main-front")).toHaveLength(2);
    expect(cloud.at("door/main-front").fields["locks"]).toEqual(["b", "a"]);
  });

  it("does again what did not come to it, though it came to another one", async () => {
    const { cloud, build } = toyAccount();
    cloud.failures.set("update door/main-back", [refusal("NotYet", "x")]);
    expect((await build(home)).error).toBeUndefined();
    expect(cloud.at("door/main-back").fields["locks"]).toEqual(["b", "a"]);
  });

  it.each(["Slow", "InUse"] as const)("looks for no effect of a call that was refused as %s", async (name) => {
    const { cloud, build } = toyAccount();
    await build(vault(1));
    cloud.calls.length = 0;
    cloud.failures.set("update vault/gold", [refusal(name, "x")]);
    expect((await build(vault(2))).error).toBeUndefined();
    expect(cloud.calls).toEqual([
      ...["house", "door", "sign", "vault", "lamp", "fence"].map((kind) => `list ${kind}`),
      "update vault/gold",
      "update vault/gold",
      "list vault",
    ]);
  });

  it("waits until a listing shows it, and asks that listing for details", async () => {
    const { clock, cloud, build } = toyAccount();
    await build(lamp(5));
    const update = cloud.update.bind(cloud);
    const list = cloud.list.bind(cloud);
    let shown = 0;
    cloud.update = async (...call) => {
      shown = clock.now() + 4000;
      return update(...call);
    };
    cloud.calls.length = 0;
    cloud.list = async (kind) => (kind === "lamp" && clock.now() < shown ? [] : list(kind));
    expect((await build(lamp(7))).error).toBeUndefined();
    expect(clock.now()).toBeGreaterThanOrEqual(shown);
    expect(cloud.calls.at(-1)).toBe("detail lamp-1");
  });

  it("is given up after its time when no listing shows it", async () => {
    const { clock, cloud, build } = toyAccount();
    await build(vault(1));
    cloud.update = async () => {};
    expect((await build(vault(2))).error).toMatchObject({
      code: "timed-out",
      message: expect.stringMatching(
        /^vault\/gold \(vault-1\) is not stable after \d+ s: last seen ready: not as it should be: size\n/,
      ) as string,
    });
    expect(clock.now()).toBeGreaterThanOrEqual(630_000);
    expect(clock.now()).toBeLessThan(650_000);
  });

  it("fails when what it changed fails", async () => {
    const { cloud, build } = toyAccount();
    await build(vault(1));
    const update = cloud.update.bind(cloud);
    cloud.update = async (...call) => {
      await update(...call);
      Object.assign(cloud.at("vault/gold"), { status: "failed", reason: "it burst" });
    };
    expect((await build(vault(2))).error).toMatchObject({
      code: "step-failed",
      message: "vault/gold (vault-1) failed: it burst\nMend the cause, and run again: it is made anew.",
    });
  });
});

describe("who refers to what an update changes", () => {
  const lit =
    (watts: number): Wish =>
    (graph) => {
      const lamp = graph.add(Lamp, "hall", { doorId: "d", watts });
      graph.add(Fence, "bulb", { around: lamp.bulb });
      graph.add(Fence, "socket", { around: lamp.socket });
    };

  it("learns an output that changes only when the update is done, and keeps one that does not", async () => {
    const { cloud, build, plan } = toyAccount();
    expect((await build(lit(5))).error).toBeUndefined();
    const { plan: made } = await plan(lit(7));
    expect(made.steps.map(({ id }) => id)).toEqual([
      "update lamp/hall",
      "create fence/bulb",
      "delete fence/bulb (fence-2)",
    ]);
    expect((await build(lit(7))).error).toBeUndefined();
    expect(cloud.at("fence/bulb").fields["around"]).toBe("bulb 2 of lamp-1");
    expect((await plan(lit(7))).plan.steps).toEqual([]);
  });

  it("waits for the end of an update that may change an output, and only then", async () => {
    const { build } = toyAccount();
    const wish =
      (color: string, watts: number): Wish =>
      (graph) => {
        graph.add(House, "main", { color, plot: "1" });
        graph.add(Lamp, "hall", { doorId: "d", watts });
      };
    await build(wish("red", 5));
    const { report } = await build(wish("blue", 7));
    const timings = new Map(report?.timings.map(({ step, accepted, stable }) => [step, stable - accepted]));
    expect(timings.get("update house/main")).toBe(0.15);
    expect(timings.get("update lamp/hall")).toBe(0);
  });
});

describe("tags", () => {
  const tags = { team: "blue", stage: "test" };

  it("are written on what bears them when it is made", async () => {
    const { cloud, build, plan } = toyAccount();
    await build(home, { tags });
    expect(cloud.at("house/main").tags).toEqual(tags);
    expect((await plan(home, { tags })).plan.steps).toEqual([]);
  });

  it("are changed, added and removed in place, without a word about the others", async () => {
    const { cloud, build, plan } = toyAccount();
    await build(vault(1), { tags: { ...tags, old: "x" } });
    cloud.calls.length = 0;
    const retagged: unknown[] = [];
    const tokens: unknown[] = [];
    const retag = cloud.retag.bind(cloud);
    cloud.retag = (call, id, written, gone) => {
      retagged.push([id, written, gone]);
      tokens.push((call as ToyStep).token);
      return retag(call, id, written, gone);
    };
    const wanted = { team: "red", stage: "test", owner: "me" };
    expect((await build(vault(1), { tags: wanted })).error).toBeUndefined();
    expect(retagged).toEqual([["vault-1", { owner: "me", team: "red" }, ["old"]]]);
    expect(tokens).toEqual([tokenFor("operation 2", "update update vault/gold", { tags: wanted })]);
    expect(cloud.at("vault/gold").tags).toEqual(wanted);
    expect(cloud.calls.filter((call) => !call.startsWith("list"))).toEqual(["tags of vault", "retag vault/gold"]);
    expect((await plan(vault(1), { tags: wanted })).plan.steps).toEqual([]);
  });

  it("are removed under keys that every object inherits", async () => {
    const { cloud, build, plan } = toyAccount();
    await build(vault(1), { tags: { ...tags, constructor: "x", toString: "y" } as Record<string, string> });
    expect((await build(vault(1), { tags })).error).toBeUndefined();
    expect(cloud.at("vault/gold").tags).toEqual(tags);
    expect((await plan(vault(1), { tags })).plan.steps).toEqual([]);
  });

  it("are changed together with fields", async () => {
    const { cloud, build } = toyAccount();
    await build(vault(1), { tags });
    expect((await build(vault(2), { tags: {} })).error).toBeUndefined();
    expect([cloud.at("vault/gold").tags, cloud.at("vault/gold").fields["size"]]).toEqual([{}, 2]);
  });

  it("are not touched where only fields differ", async () => {
    const { cloud, build } = toyAccount();
    await build(vault(1), { tags });
    await build(vault(2), { tags });
    expect(cloud.calls).not.toContain("retag vault/gold");
  });

  it("are written again after an answer that means not yet", async () => {
    const { cloud, build } = toyAccount();
    await build(vault(1));
    cloud.failures.set("retag vault/gold", [refusal("NotYet", "x")]);
    const { error, events } = await build(vault(1), { tags });
    expect(error).toBeUndefined();
    expect(events.filter(({ type }) => type === "retrying")).toHaveLength(1);
    expect(cloud.at("vault/gold").tags).toEqual(tags);
  });
});

describe("listings that show what was changed late", () => {
  const before = { team: "blue", old: "x" };

  it.each<[string, number, Record<string, string>]>([
    ["a tag that is written", 1, { ...before, team: "red" }],
    ["a tag that is new", 1, { ...before, owner: "me" }],
    ["a tag that is taken away", 1, { team: "blue" }],
    ["a field", 2, before],
    ["a field and a tag", 2, {}],
  ])("are waited for: %s", async (_what, size, tags) => {
    const { clock, cloud, build, plan } = toyAccount();
    await build(vault(1), { tags: before });
    const began = clock.now();
    cloud.changeLag = 20;
    const { applied, error } = await build(vault(size), { tags });
    expect(error).toBeUndefined();
    expect(clock.now()).toBeGreaterThanOrEqual(began + 20_000);
    expect(applied?.live.get("vault/gold")).toMatchObject({ tags, props: { size } });
    expect(applied?.live.get("vault/gold")?.tags).toEqual(tags);
    expect((await plan(vault(size), { tags })).plan.steps).toEqual([]);
  });

  it("are not waited for where somebody else has written another tag", async () => {
    const { clock, cloud, build } = toyAccount();
    await build(vault(1), { tags: before });
    const retag = cloud.retag.bind(cloud);
    cloud.retag = async (...call) => {
      await retag(...call);
      cloud.at("vault/gold").tags["stranger"] = "here";
    };
    const { applied, error } = await build(vault(1), { tags: { ...before, team: "red" } });
    expect(error).toBeUndefined();
    expect(applied?.live.get("vault/gold")?.tags).toEqual({ ...before, team: "red", stranger: "here" });
    expect(clock.now()).toBeLessThan(10_000);
  });

  it("end the wait as timed-out where they never show the tags", async () => {
    const { cloud, build } = toyAccount();
    await build(vault(1), { tags: before });
    cloud.retag = async () => {};
    expect((await build(vault(1), { tags: {} })).error).toMatchObject({
      code: "timed-out",
      message: expect.stringContaining(": last seen ready: with other tags than it should have: ") as string,
    });
  });
});

describe("a field of which a reference has become another one", () => {
  it("is named, with every other one that cannot change in place", async () => {
    const { cloud, plan, run } = toyAccount();
    cloud.plant("fence", "main", { around: "a", gate: "b" });
    const wish: Wish = (graph) => void graph.add(Fence, "main", { around: "c", gate: "d" });
    const { plan: made, observed } = await plan(wish);
    const [create] = made.steps;
    const [fence] = observed.resources;
    if (create === undefined || fence === undefined) throw new Error("there is no step, or no fence");
    const step = {
      ...create,
      action: "update" as const,
      target: fence.id,
      precondition: fingerprint(fence),
      needs: [],
    };
    const { error } = await run({ observed, plan: { ...made, steps: [step] } });
    expect(error).toMatchObject({
      code: "plan-outdated",
      address: "fence/main",
      message: expect.stringContaining(
        "cannot update fence/main: around, gate can only change by replacement\n",
      ) as string,
    });
  });
});
