import { simulateAccount } from "@drydock/aws-simulator";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { apply } from "./apply.ts";
import { ProvisionError } from "./error.ts";
import type { RunEvent, Untimed } from "./event.ts";
import { ResourceGraph } from "./graph.ts";
import { memoryLedger } from "./ledger.ts";
import { makePlan } from "./make-plan.ts";
import type { Plan } from "./plan.ts";
import { printPlan } from "./print-plan.ts";
import { broken, Door, House, named, Sign, ToyCloud, toyKinds, toyProvider } from "./testing/toy-cloud.ts";
import { readState } from "./observed.ts";

interface Wish {
  readonly houses: readonly {
    readonly name: string;
    readonly color: string;
    readonly plot: string;
    readonly doors: readonly string[];
  }[];
}

function graphOf({ houses }: Wish) {
  const graph = new ResourceGraph();
  for (const { name, color, plot, doors } of houses) {
    const house = graph.add(House, name, { color, plot });
    for (const door of doors) {
      const { id } = graph.add(Door, `${name}-${door}`, { houseId: house.id, locks: ["b", "a"] });
      graph.add(Sign, `${name}-${door}`, { doorId: id, text: door });
    }
  }
  return graph;
}

function town() {
  const { clock } = simulateAccount({ seed: 1, latency: "none" });
  const cloud = new ToyCloud(clock);
  const ledger = memoryLedger();
  const plan = async (wish: Wish, including: readonly string[] = []) => {
    const observed = await readState(cloud, toyKinds);
    return {
      observed,
      plan: makePlan({ cluster: "town", kinds: toyKinds, resources: graphOf(wish).inOrder(), observed, including }),
    };
  };
  const run = async (input: Awaited<ReturnType<typeof plan>>, signal = new AbortController().signal) => {
    const events: Untimed[] = [];
    const provider = toyProvider(cloud);
    const emit = (event: Untimed) => void events.push(event);
    const outcome = await apply({
      ...input,
      provider,
      ledger,
      clock,
      newOperation: () => "operation",
      signal,
      emit,
    }).then(
      (applied) => ({ applied, error: undefined }),
      (error: unknown) => ({ applied: undefined, error }),
    );
    return {
      ...outcome,
      events,
      report: events.find((event): event is Extract<RunEvent, { type: "done" }> => event.type === "done")?.report,
    };
  };
  const build = async (wish: Wish) => run(await plan(wish));
  return { clock, cloud, ledger, plan, run, build };
}

const oneHouse: Wish = { houses: [{ name: "main", color: "red", plot: "1", doors: ["front", "back"] }] };
const nothing: Wish = { houses: [] };

describe("a plan", () => {
  it("shows references before anything exists, and the longest path", async () => {
    const { plan } = town();
    expect(printPlan((await plan(oneHouse)).plan, { detail: "full" })).toMatchInlineSnapshot(`
      "town: 5 to create

        + door/main-back
            houseId: "house/main.id"
            locks: ["b","a"]
        + door/main-front
            houseId: "house/main.id"
            locks: ["b","a"]
        + house/main
            color: "red"
            plot: "1"
        + sign/main-back
            doorId: "door/main-back.id"
            text: "back"
        + sign/main-front
            doorId: "door/main-front.id"
            text: "front"

      Longest path, about 1 min 42 s: house/main > door/main-front > sign/main-front"
    `);
  });

  it("is plain data that survives JSON", async () => {
    const { plan } = town();
    const made = (await plan(oneHouse)).plan;
    expect(JSON.parse(JSON.stringify(made))).toEqual(JSON.parse(JSON.stringify(structuredClone(made))));
  });

  it("writes nothing", async () => {
    const { cloud, plan } = town();
    await plan(oneHouse);
    expect(cloud.calls).toEqual(["list house", "list door", "list sign"]);
  });

  it("replaces for a fixed field, with what refers to it, and updates for a mutable one", async () => {
    const { plan, build } = town();
    await build(oneHouse);
    const moved = await plan({ houses: [{ ...oneHouse.houses[0]!, plot: "2" }] });
    expect(printPlan(moved.plan)).toMatchInlineSnapshot(`
      "town: 5 to replace

        ± door/main-back
            houseId: "house-1" -> "house/main.id"  (cannot change in place)
        ± door/main-front
            houseId: "house-1" -> "house/main.id"  (cannot change in place)
        ± house/main
            plot: "1" -> "2"  (cannot change in place)
        ± sign/main-back
            doorId: "door-3" -> "door/main-back.id"  (cannot change in place)
        ± sign/main-front
            doorId: "door-2" -> "door/main-front.id"  (cannot change in place)

      Longest path, about 2 min 43 s: -door/main-front > -house/main > house/main > door/main-front > sign/main-front"
    `);
    const painted = await plan({ houses: [{ ...oneHouse.houses[0]!, color: "blue" }] });
    expect(printPlan(painted.plan)).toMatchInlineSnapshot(`
      "town: 1 to change, 4 unchanged

        ~ house/main
            color: "red" -> "blue"

      Longest path, about 5 s: house/main"
    `);
  });
});

describe("an apply", () => {
  it("builds, converges what the create call could not set, and then finds nothing to do", async () => {
    const { cloud, plan, build } = town();
    const { error } = await build(oneHouse);
    expect(error).toBeUndefined();
    expect(
      [...cloud.stored.values()].filter(({ type }) => type === "door").map(({ fields }) => fields["locks"]),
    ).toEqual([
      ["b", "a"],
      ["b", "a"],
    ]);
    expect((await plan(oneHouse)).plan.steps).toEqual([]);
  });

  it("answers everything that waits with one listing per tick", async () => {
    const many = {
      houses: Array.from({ length: 20 }, (_, index) => ({ name: `h${index}`, color: "red", plot: "1", doors: [] })),
    };
    const few = { houses: many.houses.slice(0, 1) };
    const listings = async (wish: Wish) => {
      const { cloud, build } = town();
      await build(wish);
      return cloud.calls.filter((call) => call === "list house").length;
    };
    expect(await listings(many)).toBe(await listings(few));
  });

  it("replaces in an order that never leaves a reference to nothing", async () => {
    const { cloud, plan, build, run } = town();
    await build(oneHouse);
    const moved = { houses: [{ ...oneHouse.houses[0]!, plot: "2" }] };
    const { error } = await run(await plan(moved));
    expect(error).toBeUndefined();
    expect((await plan(moved)).plan.steps).toEqual([]);
    expect(cloud.stored.size).toBe(5);
  });

  it("takes a whole town down from what it observes, without a call for what dies with its owner", async () => {
    const { cloud, plan, build, run } = town();
    await build(oneHouse);
    cloud.calls.length = 0;
    const { error } = await run(await plan(nothing));
    expect(error).toBeUndefined();
    expect(cloud.stored.size).toBe(0);
    expect(cloud.calls.filter((call) => call.startsWith("delete"))).toEqual([
      "delete door/main-front",
      "delete door/main-back",
      "delete house/main",
    ]);
  });

  it("repeats a call whose answer means not yet, and says so", async () => {
    const { cloud, build } = town();
    cloud.failures.set("create door/main-front", [
      named("NotYet", "the house is not visible"),
      named("NotFound", "no such house"),
    ]);
    const { error, events } = await build(oneHouse);
    expect(error).toBeUndefined();
    expect(events.filter(({ type }) => type === "retrying")).toMatchObject([
      { reason: "NotYet: the house is not visible", inSeconds: 0.5 },
      { reason: "NotFound: no such house", inSeconds: 1 },
    ]);
  });

  it("skips only what depends on a failure, finishes the rest, and names the cause alone", async () => {
    const { cloud, build } = town();
    const wish = { houses: [...oneHouse.houses, { name: "other", color: "red", plot: "1", doors: ["front"] }] };
    cloud.failures.set("create house/main", [named("Forbidden", "no building here")]);
    const { error, report } = await build(wish);
    expect(error).toBeInstanceOf(ProvisionError);
    expect(String(error)).toBe("ProvisionError: cannot create house/main: Forbidden: no building here");
    expect(report).toMatchObject({ steps: 8, failed: 1, skipped: 4 });
    expect(cloud.stored.size).toBe(3);
  });

  it("goes on after a failure where it left off", async () => {
    const { cloud, plan, build } = town();
    cloud.failures.set("create door/main-back", [named("Forbidden", "no door here")]);
    await build(oneHouse);
    const { error } = await build(oneHouse);
    expect(error).toBeUndefined();
    expect((await plan(oneHouse)).plan.steps).toEqual([]);
    expect(cloud.calls.filter((call) => call === "create house/main")).toHaveLength(1);
  });

  it("rejects with the caller's own reason when cancelled, and starts nothing more", async () => {
    const { clock, cloud, plan, run } = town();
    const controller = new AbortController();
    const reason = new Error("changed my mind");
    void clock.sleep(50_000).then(() => controller.abort(reason));
    const { error, report } = await run(await plan(oneHouse), controller.signal);
    expect(error).toBe(reason);
    expect(report).toMatchObject({ skipped: 4 });
    expect(cloud.calls.filter((call) => call.startsWith("create"))).toEqual(["create house/main"]);
  });

  it("refuses a step whose target has changed since the plan, and no other", async () => {
    const { cloud, plan, build, run } = town();
    const two: Wish = { houses: [oneHouse.houses[0]!, { name: "other", color: "red", plot: "1", doors: [] }] };
    await build(two);
    const repaint = await plan({ houses: two.houses.map((house) => ({ ...house, color: "blue" })) });
    const other = [...cloud.stored.values()].find(({ name }) => name === "other")!;
    other.fields["color"] = "green";
    const { error } = await run({ ...repaint, observed: await readState(cloud, toyKinds) });
    expect(String(error)).toContain(`house/other (${other.id}) has changed since the plan was made`);
    expect([...cloud.stored.values()].find(({ name }) => name === "main")!.fields["color"]).toBe("blue");
  });

  it("adopts what an earlier try made when its answer was lost", async () => {
    const { cloud, build, plan } = town();
    cloud.make("house", "main", { color: "red", plot: "1" }, 0);
    const lost = await plan(nothing);
    expect(lost.plan.steps).toHaveLength(1);
    cloud.failures.set("create house/main", [named("Exists", "there is one")]);
    const unaware = {
      observed: { resources: [], kinds: new Set<string>() },
      plan: makePlan({
        cluster: "town",
        kinds: toyKinds,
        resources: graphOf(oneHouse).inOrder(),
        observed: { resources: [], kinds: new Set() },
      }),
    };
    const { error } = await town().run(unaware);
    expect(error).toBeUndefined();
    await build(oneHouse);
    expect([...cloud.stored.values()].filter(({ type }) => type === "house")).toHaveLength(1);
  });

  it.each([
    ["took effect", (cloud: ToyCloud) => void cloud.lost.add("create house/main")],
    ["never arrived", (cloud: ToyCloud) => void cloud.failures.set("create house/main", [broken()])],
  ])(
    "makes one of what nothing guards, where a call without an answer %s and listings are behind",
    async (_, disturb) => {
      const { clock, cloud, build, plan } = town();
      cloud.lag = 8000;
      disturb(cloud);
      const { error, events } = await build(oneHouse);
      expect(error).toBeUndefined();
      expect(events.filter(({ type }) => type === "retrying")).toMatchObject([
        { reason: "socket hang up", inSeconds: 0.5 },
      ]);
      expect([...cloud.stored.values()].filter(({ type }) => type === "house")).toHaveLength(1);
      await clock.sleep(cloud.lag);
      expect((await plan(oneHouse)).plan.steps).toEqual([]);
    },
  );

  it("does not do again what an update without an answer did", async () => {
    const { cloud, build } = town();
    cloud.lost.add("update door/main-front");
    expect((await build(oneHouse)).error).toBeUndefined();
    expect(cloud.calls.filter((call) => call === "update door/main-front")).toHaveLength(1);
  });

  it("adopts what an interrupted run made and its plan did not see", async () => {
    const { clock, cloud, plan, run } = town();
    cloud.lag = 8000;
    const controller = new AbortController();
    void clock.sleep(1000).then(() => controller.abort());
    const blind = await plan(oneHouse);
    await run(blind, controller.signal);
    expect(cloud.stored.size).toBe(1);
    expect((await run(await plan(oneHouse))).error).toBeUndefined();
    expect([...cloud.stored.values()].filter(({ type }) => type === "house")).toHaveLength(1);
  });

  it("refuses a plan that knows less than an interrupted run made", async () => {
    const { clock, cloud, plan, run } = town();
    cloud.lag = 8000;
    const controller = new AbortController();
    void clock.sleep(1000).then(() => controller.abort());
    await run(await plan(oneHouse), controller.signal);
    const elsewhere: Wish = { houses: [{ name: "other", color: "red", plot: "2", doors: [] }] };
    const { error } = await run(await plan(elsewhere));
    expect(error).toMatchObject({ code: "plan-outdated", address: "house/main" });
    expect(cloud.calls.filter((call) => !call.startsWith("list"))).toEqual(["create house/main"]);
    expect((await run(await plan(elsewhere))).error).toBeUndefined();
    expect([...cloud.stored.values()].map(({ name }) => name)).toEqual(["other"]);
  });

  it("waits for what its step needs and an interrupted run left on its way", async () => {
    const { clock, cloud, plan, run } = town();
    const controller = new AbortController();
    void clock.sleep(1000).then(() => controller.abort());
    await run(await plan(oneHouse), controller.signal);
    expect((await run(await plan(oneHouse))).error).toBeUndefined();
    const [house] = cloud.list("house");
    expect(house!.readyAt).toBeLessThanOrEqual(cloud.list("door")[0]!.readyAt);
  });

  it("records the plan before the first change and closes the record after the last", async () => {
    const { cloud, ledger, build } = town();
    cloud.failures.set("create house/main", [named("Forbidden", "no")]);
    await build(oneHouse);
    expect(await ledger.read("town")).toMatchObject({ state: "open", operation: "operation" });
    await build(oneHouse);
    expect(await ledger.read("town")).toMatchObject({ state: "closed", operation: "operation" });
  });

  it("comes close to the longest path", async () => {
    const wish = {
      houses: Array.from({ length: 5 }, (_, index) => ({
        name: `h${index}`,
        color: "red",
        plot: "1",
        doors: ["front"],
      })),
    };
    const { report } = await town().build(wish);
    expect(report!.criticalPathSeconds).toBeGreaterThanOrEqual(100);
    expect(report!.elapsedSeconds / report!.criticalPathSeconds).toBeLessThan(1.1);
  });
});

describe("laws, for any two towns", () => {
  const wishes = fc.uniqueArray(fc.constantFrom("a", "b", "c", "d"), { maxLength: 4 }).chain((names) =>
    fc.record({
      houses: fc.tuple(
        ...names.map((name) =>
          fc.record({
            name: fc.constant(name),
            color: fc.constantFrom("red", "blue"),
            plot: fc.constantFrom("1", "2"),
            doors: fc.uniqueArray(fc.constantFrom("front", "back"), { maxLength: 2 }),
          }),
        ),
      ),
    }),
  );

  it("building either after the other leaves nothing to do, and nothing else behind", async () => {
    await fc.assert(
      fc.asyncProperty(wishes, wishes, async (first, second) => {
        const { cloud, plan, build } = town();
        for (const wish of [first, second]) {
          expect((await build(wish)).error).toBeUndefined();
          expect((await plan(wish)).plan.steps).toEqual([]);
          expect(cloud.stored.size).toBe(graphOf(wish).inOrder().length);
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe("a graph", () => {
  it("refuses two resources with one address", () => {
    const graph = graphOf(oneHouse);
    expect(() => graph.add(House, "main", { color: "x", plot: "y" })).toThrow(
      "two resources have the address house/main",
    );
  });

  it("refuses a reference to nothing", () => {
    const graph = new ResourceGraph();
    graph.add(Door, "lone", { houseId: { $ref: "house/none", field: "id" }, locks: [] });
    expect(() => graph.inOrder()).toThrow("door/lone refers to house/none, which is not in the blueprint");
  });
});

it("plans survive serialisation and can be applied by another process", async () => {
  const { plan, run } = town();
  const made = await plan(oneHouse);
  const { error } = await run({ ...made, plan: JSON.parse(JSON.stringify(made.plan)) as Plan });
  expect(error).toBeUndefined();
});
