import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Handle, ResourceGraph, type Turn } from "../graph.ts";
import { makePlan } from "../make-plan.ts";
import { withAddress } from "../observed.ts";
import type { PlanStep } from "../plan.ts";
import { criticalPath } from "../schedule.ts";
import { Door, Fence, House, Lamp } from "../testing/toy-kinds.ts";
import { nothing, toyAccount, type Wish } from "../testing/toy-run.ts";

/** Houses in a row, each with its plot. */
function row(...plots: readonly string[]): Wish {
  return (graph) => {
    for (const [place, plot] of plots.entries())
      graph.add(House, `h${place}`, { color: "red", plot }, { turn: { of: "street", place } });
  };
}

/** `create house/h0 < delete house/h0 (house-1)`, without the ids of what goes. */
function shown({ id, needs }: PlanStep): string {
  const first = needs.map(({ step, reached }) => `${step}${reached === "stable" ? "" : ` ${reached}`}`).toSorted();
  return [id, ...(first.length > 0 ? ["<", first.join(", ")] : [])].join(" ").replaceAll(/ \([a-z]+-\d+\)/g, "");
}

const changes = (calls: readonly string[]) => calls.filter((call) => !call.startsWith("list "));

describe("the members of a row", () => {
  it("are made together, and go together for good", async () => {
    const { build, plan } = toyAccount();
    const { plan: first } = await plan(row("1", "1", "1"));
    expect(first.steps.every(({ needs }) => needs.length === 0)).toBe(true);
    await build(row("1", "1", "1"));
    expect((await plan(nothing)).plan.steps.every(({ needs }) => needs.length === 0)).toBe(true);
  });

  it("are replaced one after the other, whatever place was skipped", async () => {
    const { build, plan } = toyAccount();
    await build(row("1", "1", "1", "1"));
    const { plan: made } = await plan(row("2", "1", "2", "2"));
    expect(made.steps.map(shown)).toEqual([
      "create house/h0 < delete house/h0",
      "create house/h2 < delete house/h2",
      "create house/h3 < delete house/h3",
      "delete house/h0",
      "delete house/h2 < create house/h0, delete house/h0",
      "delete house/h3 < create house/h2, delete house/h2",
    ]);
    expect(criticalPath(made.steps).seconds).toBe(3 * 160);
  });

  it("wait for those that are made beside them, at whatever place", async () => {
    const { build, plan } = toyAccount();
    const two: Wish = (graph) => {
      for (const place of [1, 2])
        graph.add(House, `h${place}`, { color: "red", plot: "1" }, { turn: { of: "street", place } });
    };
    await build(two);
    const { plan: made } = await plan(row("2", "2", "1", "1"));
    expect(made.steps.map(shown)).toEqual([
      "create house/h0",
      "create house/h1 < delete house/h1",
      "create house/h3",
      "delete house/h1 < create house/h0, create house/h3",
    ]);
  });

  it("are replaced first where they are not ready", () => {
    const graph = new ResourceGraph();
    row("2", "2", "2")(graph);
    const resources = (["ready", "ready", "pending"] as const).map((status, place) => {
      const props = { color: "red", plot: "1" };
      return withAddress("house", { id: `house-${place}`, name: `h${place}`, props, outputs: {}, status });
    });
    const observed = { resources, kinds: new Set<string>() };
    const { steps } = makePlan({ cluster: "toy", kinds: [House], resources: graph.inOrder(), observed });
    expect(steps.map(shown)).toEqual([
      "create house/h0 < delete house/h0",
      "create house/h1 < delete house/h1",
      "create house/h2 < delete house/h2",
      "delete house/h0 < create house/h2, delete house/h2",
      "delete house/h1 < create house/h0, delete house/h0",
      "delete house/h2",
    ]);
  });

  it("are replaced first where less that leads to them is ready", () => {
    const graph = new ResourceGraph();
    row("2", "2", "2")(graph);
    const houses = [0, 1, 2].map((place) => {
      const props = { color: "red", plot: "1" };
      return withAddress("house", { id: `house-${place}`, name: `h${place}`, props, outputs: {}, status: "ready" });
    });
    const fences = (["ready", "pending"] as const).map((status, place) => {
      const props = { around: `house-${place}` };
      return withAddress("fence", { id: `fence-${place}`, name: `f${place}`, props, outputs: {}, status });
    });
    const observed = { resources: [...houses, ...fences], kinds: new Set<string>() };
    const { steps } = makePlan({ cluster: "toy", kinds: [House, Fence], resources: graph.inOrder(), observed });
    const first = (id: string) => steps.find((step) => step.id.startsWith(id))?.needs.map(({ step }) => step) ?? [];
    // The second has a fence that is not ready, the third none.
    expect(first("delete house/h0")).toContain("create house/h2");
    expect(first("delete house/h1")).not.toContain("create house/h0");
    expect(first("delete house/h2")).toContain("create house/h1");
  });

  it.each([
    ["come where some of them stay", ["2", "1"], [], ["create house/guide"]],
    ["come at once where those that stand are replaced", ["2", "2"], [], ["delete house/h0"]],
  ])("are followed by those that %s", (_, plots, followed, before) => {
    const graph = new ResourceGraph();
    row(...plots)(graph);
    const after = plots.map((_plot, place) => ({ address: `house/h${place}` }));
    graph.add(House, "guide", { color: "red", plot: "3" }, { after, turn: { of: "street", place: 0 } });
    const resources = plots.map((_plot, place) => {
      const props = { color: "red", plot: "1" };
      return withAddress("house", { id: `house-${place}`, name: `h${place}`, props, outputs: {}, status: "ready" });
    });
    const observed = { resources, kinds: new Set<string>() };
    const { steps } = makePlan({ cluster: "toy", kinds: [House], resources: graph.inOrder(), observed });
    const needs = (id: string) => steps.find((step) => step.id === id)?.needs.map(({ step }) => step) ?? [];
    expect(needs("create house/guide")).toEqual(followed);
    const last = plots[1] === "2" ? "delete house/h1 (house-1)" : "delete house/h0 (house-0)";
    expect(needs(last).map((id) => id.replace(/ \(.*/, ""))).toEqual(expect.arrayContaining(before));
    expect(needs("delete house/h0 (house-0)")).toContain("create house/guide");
  });

  it("go for good when those that stay have been replaced", () => {
    const InRow = { ...House, rowOf: () => "street" } as const;
    const graph = new ResourceGraph();
    row("2", "2")(graph);
    const resources = [0, 1, 2].map((place) => {
      const props = { color: "red", plot: "1" };
      return withAddress("house", { id: `house-${place}`, name: `h${place}`, props, outputs: {}, status: "ready" });
    });
    const observed = { resources, kinds: new Set<string>() };
    const planned = (wanted: ResourceGraph) =>
      makePlan({ cluster: "toy", kinds: [InRow], resources: wanted.inOrder(), observed }).steps.map(shown);
    expect(planned(graph)).toEqual([
      "create house/h0 < delete house/h0",
      "create house/h1 < delete house/h1",
      "delete house/h2 < create house/h1, delete house/h1",
      "delete house/h0",
      "delete house/h1 < create house/h0, delete house/h0",
    ]);
    const fewer = new ResourceGraph();
    row("1")(fewer);
    expect(planned(fewer)).toEqual(["delete house/h1", "delete house/h2"]);
  });

  it("wait for nobody of another row", async () => {
    const { build, plan } = toyAccount();
    const rows =
      (plot: string): Wish =>
      (graph) => {
        graph.add(House, "a", { color: "red", plot }, { turn: { of: "one", place: 0 } });
        graph.add(House, "b", { color: "red", plot }, { turn: { of: "two", place: 1 } });
        graph.add(House, "c", { color: "red", plot });
      };
    await build(rows("1"));
    expect((await plan(rows("2"))).plan.steps.map(shown)).toEqual([
      "create house/a < delete house/a",
      "create house/b < delete house/b",
      "create house/c < delete house/c",
      "delete house/a",
      "delete house/b",
      "delete house/c",
    ]);
  });

  it("share a place: the next goes when everything there is made", async () => {
    const { build, plan } = toyAccount();
    const fenced =
      (plot: string): Wish =>
      (graph) => {
        for (const place of [0, 1]) {
          const turn = { of: "street", place };
          const { id } = graph.add(House, `h${place}`, { color: "red", plot }, { turn });
          graph.add(Fence, `f${place}`, { around: id }, { turn });
        }
      };
    await build(fenced("1"));
    const { plan: made } = await plan(fenced("2"));
    const first = ["create fence/f0", "create house/h0", "delete fence/f0", "delete house/h0"];
    expect(made.steps.map(shown)).toEqual([
      "create house/h0 < delete house/h0",
      "create fence/f0 < create house/h0, delete fence/f0",
      "create house/h1 < delete house/h1",
      "create fence/f1 < create house/h1, delete fence/f1",
      "delete house/h0 < delete fence/f0",
      "delete fence/f0",
      `delete house/h1 < ${[...first.slice(0, 2), "delete fence/f0", "delete fence/f1", "delete house/h0"].join(", ")}`,
      `delete fence/f1 < ${first.join(", ")}`,
    ]);
  });

  it.each<[string, readonly string[], readonly string[], readonly string[]]>([
    [
      "each after whom it takes its plot from",
      ["1", "2", "3"],
      ["3", "1", "4"],
      [
        "create house/h0 < delete house/h0, delete house/h2",
        "create house/h1 < delete house/h0, delete house/h1",
        "create house/h2 < delete house/h2",
        "delete house/h0 < create house/h2, delete house/h2",
        "delete house/h1 < create house/h0, delete house/h0",
        "delete house/h2",
      ],
    ],
  ])("that take over each other's plots are replaced %s", (_, before, after, expected) => {
    const Alone = { ...House, exclusive: "plot" } as const;
    const graph = new ResourceGraph();
    for (const [place, plot] of after.entries())
      graph.add(Alone, `h${place}`, { color: "red", plot }, { turn: { of: "street", place } });
    const resources = before.map((plot, place) =>
      withAddress("house", {
        id: `house-${place}`,
        name: `h${place}`,
        props: { color: "red", plot },
        outputs: {},
        status: "ready",
      }),
    );
    const observed = { resources, kinds: new Set<string>() };
    const { steps } = makePlan({ cluster: "toy", kinds: [Alone], resources: graph.inOrder(), observed });
    expect(steps.map(shown)).toEqual(expected);
  });

  it("that change plots with each other are refused: both would be away at once", () => {
    const Alone = { ...House, exclusive: "plot" } as const;
    const graph = new ResourceGraph();
    const resources = ["1", "2"].map((plot, place) => {
      graph.add(
        Alone,
        `h${place}`,
        { color: "red", plot: plot === "1" ? "2" : "1" },
        { turn: { of: "street", place } },
      );
      const props = { color: "red", plot };
      return withAddress("house", { id: `house-${place}`, name: `h${place}`, props, outputs: {}, status: "ready" });
    });
    const observed = { resources, kinds: new Set<string>() };
    const wanted = { cluster: "toy", kinds: [Alone], resources: graph.inOrder(), observed };
    expect(() => makePlan(wanted)).toThrow("house/h1: it and house/h0 take over from each other");
  });

  it("go together where what they stand on is replaced itself, and must be free of them", async () => {
    const { build, plan } = toyAccount();
    const around =
      (plot: string): Wish =>
      (graph) => {
        const house = graph.add(House, "main", { color: "red", plot });
        for (const place of [0, 1])
          graph.add(Fence, `f${place}`, { around: house.id }, { turn: { of: "yard", place } });
      };
    await build(around("one"));
    const { plan: made } = await plan(around("two"));
    expect(made.steps.map(shown)).toContain("delete fence/f1 < delete fence/f0");
    expect((await build(around("two"))).error).toBeUndefined();
  });
});

describe("a row that is being replaced", () => {
  it("never lacks two, and stops at the first that is not ready in the end", async () => {
    const { cloud, build } = toyAccount();
    await build(row("1", "1", "1"));
    cloud.hanging.add("house/h1");
    cloud.calls.length = 0;
    const { error } = await build(row("2", "2", "2"));
    expect(error).toMatchObject({ code: "timed-out" });
    expect(changes(cloud.calls)).toEqual(
      ["delete house/h0", "create house/h0", "delete house/h1", "create house/h1"].slice(0, 3),
    );
    expect(cloud.at("house/h2").fields["plot"]).toBe("1");
  });

  it("goes on in the next run, and waits for what the last one left on its way", async () => {
    const { cloud, clock, build } = toyAccount();
    await build(row("1", "1", "1"));
    const stop = new AbortController();
    // After the first house has gone for 60 s, its successor is on its way for 100.
    const began = clock.now();
    void clock.sleep(100_000).then(() => stop.abort(new Error("enough")));
    expect((await build(row("2", "2", "2"), { signal: stop.signal })).error).toMatchObject({ message: "enough" });
    expect(clock.now() - began).toBe(100_000);
    cloud.calls.length = 0;
    const { readyAt } = cloud.at("house/h0");
    const { error, events } = await build(row("2", "2", "2"));
    expect(error).toBeUndefined();
    const made = ["delete house/h1", "create house/h1", "delete house/h2", "create house/h2"];
    expect(changes(cloud.calls)).toEqual(made);
    expect(events).toContainEqual(expect.objectContaining({ type: "waiting", reason: "until house/h0 is stable" }));
    // Gone for 60 s after the first was ready, and on its way for 100 again.
    expect(cloud.at("house/h1").readyAt).toBeGreaterThan(readyAt + 160_000);
  });
});

interface Placed {
  readonly kind: keyof typeof ranks;
  readonly on: number;
  readonly look: string;
  readonly turn: Turn | undefined;
}

const turn = fc.option(fc.record({ of: fc.constantFrom("x", "y"), place: fc.nat({ max: 2 }) }), { nil: undefined });
const anything: fc.Arbitrary<Placed[]> = fc.array(
  fc.record({
    kind: fc.constantFrom("house", "fence", "lamp", "door"),
    on: fc.nat({ max: 3 }),
    look: fc.constantFrom("1", "2"),
    turn,
  }),
  { maxLength: 7 },
);

/** Kinds refer only to kinds of their own or before them. */
const ranks = { house: 0, door: 1, lamp: 2, fence: 3 } as const;

/** Each stands on one of those before it, where there is one that it may refer to. */
function heap(all: readonly Placed[]): Wish {
  return (graph) => {
    const made: { readonly kind: Placed["kind"]; readonly id: Handle<object>["id"] }[] = [];
    for (const [at, { kind, on, look, turn: own }] of all.entries()) {
      const below = made[on];
      // A lamp goes before every fence, and so none can be around it.
      const base = below === undefined || below.kind === "lamp" || ranks[below.kind] > ranks[kind] ? look : below.id;
      const more = own === undefined ? {} : { turn: own };
      const name = `n${at}`;
      const add = {
        house: () => graph.add(House, name, { color: "red", plot: base }, more).id,
        door: () => graph.add(Door, name, { houseId: base, locks: [] }, more).id,
        lamp: () => graph.add(Lamp, name, { doorId: base, watts: 1 }, more).id,
        fence: () => graph.add(Fence, name, { around: base, gate: look }, more).id,
      };
      made.push({ kind, id: add[kind]() });
    }
  };
}

const alone = { turn: undefined, look: "1" } as const;

/**
 * A door that is made first stands on one that comes after a house that goes first, on which it stood
 * itself.
 */
const throughAnother: [Placed[], Placed[]] = [
  [
    { ...alone, kind: "house", on: 0, look: "2" },
    { ...alone, kind: "house", on: 0 },
    { ...alone, kind: "house", on: 0 },
    { ...alone, kind: "door", on: 0 },
  ],
  [
    { ...alone, kind: "house", on: 0 },
    { ...alone, kind: "door", on: 0 },
    { ...alone, kind: "house", on: 0 },
    { ...alone, kind: "door", on: 1 },
  ],
];

it("whatever stands in rows on whatever, a plan has no circle, and leads to what was wished", async () => {
  await fc.assert(
    fc.asyncProperty(anything, anything, async (first, second) => {
      const { plan, build } = toyAccount();
      for (const wanted of [first, second]) {
        const wish = heap(wanted);
        criticalPath((await plan(wish)).plan.steps);
        expect((await build(wish)).error).toBeUndefined();
        expect((await plan(wish)).plan.steps).toEqual([]);
      }
    }),
    { numRuns: Number(process.env["DRYDOCK_RUNS"] ?? 150), examples: [throughAnother] },
  );
});
