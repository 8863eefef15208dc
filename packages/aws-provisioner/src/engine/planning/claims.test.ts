import { describe, expect, it } from "vitest";
import { ResourceGraph } from "../graph.ts";
import { makePlan } from "../make-plan.ts";
import { withAddress } from "../observed.ts";
import { planProblems } from "../saved-plan/plan-problems.ts";
import { Door, Fence, House, toyKinds } from "../testing/toy-kinds.ts";
import { toyAccount, type Wish } from "../testing/toy-run.ts";

/** Houses that claim something of a street, and fences that draw from it. */
function street(houses: number, fences = 2): Wish {
  return (graph) => {
    for (let at = 1; at <= houses; at += 1)
      graph.add(House, `h${at}`, { color: "red", plot: String(at) }, { claims: "street" });
    for (let at = 1; at <= fences; at += 1) graph.add(Fence, `f${at}`, { around: "town" }, { draws: ["street"] });
  };
}

/** Whom a step waits for. */
async function awaited(wish: Wish, before?: Wish) {
  const { build, plan } = toyAccount();
  if (before !== undefined) await build(before);
  const made = (await plan(wish)).plan;
  const needs = new Map(made.steps.map(({ id, needs: own }) => [id, own.map(({ step }) => step)]));
  return { made, needsOf: (id: string) => needs.get(id) };
}

describe("who draws", () => {
  it("waits for each that claims something there, where these are few", async () => {
    const { needsOf } = await awaited(street(3));
    expect(needsOf("create fence/f1")).toEqual(["create house/h1", "create house/h2", "create house/h3"]);
    expect(needsOf("create house/h3")).toEqual([]);
  });

  it("waits for the last of many, which waits for the others", async () => {
    const { made, needsOf } = await awaited(street(6));
    const others = [1, 2, 3, 4, 5].map((at) => `create house/h${at}`);
    expect(needsOf("create fence/f2")).toEqual(["create house/h6"]);
    expect(needsOf("create house/h6")).toEqual(others);
    expect(needsOf("create house/h5")).toEqual([]);
    expect(planProblems(made, toyKinds)).toEqual([]);
  });

  it("waits only for those that come yet", async () => {
    const { needsOf } = await awaited(street(6), street(4, 1));
    expect(needsOf("create fence/f2")).toEqual(["create house/h5", "create house/h6"]);
  });

  it("waits for each of many where some take something over", () => {
    const Alone = { ...House, exclusive: "plot" } as const;
    const graph = new ResourceGraph();
    for (let at = 1; at <= 6; at += 1)
      graph.add(Alone, `new${at}`, { color: "red", plot: String(at) }, { claims: "street" });
    graph.add(Fence, "new", { around: "town" }, { draws: ["street"] });
    const stood = {
      id: "house-1",
      name: "old",
      props: { color: "red", plot: "1" },
      outputs: {},
      status: "ready",
    } as const;
    const observed = { resources: [withAddress("house", stood)], kinds: new Set<string>() };
    const { steps } = makePlan({ cluster: "toy", kinds: [Alone, Fence], resources: graph.inOrder(), observed });
    expect(steps.find(({ id }) => id === "create fence/new")?.needs).toHaveLength(6);
  });

  it("comes after all that claims something, and is built with it", async () => {
    const { cloud, build } = toyAccount();
    expect((await build(street(9, 3))).error).toBeUndefined();
    const made = cloud.calls.filter((call) => call.startsWith("create"));
    expect(made.findIndex((call) => call.includes("fence"))).toBe(9);
  });
});

it("a plan in which somebody draws before all is claimed is refused", async () => {
  const { made } = await awaited(street(6));
  const steps = made.steps.map((step) => (step.id === "create house/h6" ? { ...step, needs: [] } : step));
  expect(planProblems({ ...made, steps }, toyKinds).map(({ message }) => message)).toContain(
    'it does not wait for "create house/h1"',
  );
});

it("what claims something may not come after what draws there", () => {
  const { plan } = toyAccount();
  const wish: Wish = (graph) => {
    const fence = graph.add(Fence, "main", { around: "town" }, { draws: ["street"] });
    graph.add(Door, "front", { houseId: fence.id, locks: [] }, { claims: "street" });
  };
  return expect(plan(wish)).rejects.toMatchObject({ code: "unplannable" });
});
