import { describe, expect, it } from "vitest";
import { apply } from "./apply.ts";
import type { AnyKind } from "./kind.ts";
import { makePlan } from "./make-plan.ts";
import { inOrder, ResourceGraph } from "./graph.ts";
import { type ObservedState, readState } from "./observed.ts";
import type { Plan } from "./plan.ts";
import { planProblems } from "./saved-plan/plan-problems.ts";
import { counting } from "./testing/counting.ts";
import { toyClock } from "./testing/toy-clock.ts";
import { ToyCloud } from "./testing/toy-cloud.ts";
import { Door, Fence, House, Lamp, Sign, type Toy, toyKinds, Vault } from "./testing/toy-kinds.ts";
import { toyProvider } from "./testing/toy-provider.ts";
import type { Wish } from "./testing/toy-run.ts";

/** Houses in a set, which are replaced one after the other. */
const setSize = 10;

/** What of a town is changed. */
interface Look {
  readonly color: string;
  readonly plot: string;
}

/**
 * Sets of houses with all that toys have: what stands in them and what leads to them, what claims something
 * and what draws from that, and what all of them stand on.
 */
function town(houses: number, { color, plot }: Look): Wish {
  return (graph) => {
    const hall = graph.add(House, "hall", { color: "white", plot: "0" });
    const keeper = graph.add(Vault, "keeper", { brand: hall.id, size: 1 });
    for (let at = 0; at < houses; at += 1) {
      const of = `set-${Math.floor(at / setSize)}`;
      const turn = { of, place: at % setSize };
      if (at % 5 === 0) graph.add(House, `lot${at}`, { color, plot: "0" }, { claims: "street" });
      const house = graph.add(House, `h${at}`, { color, plot }, { turn, after: [keeper], draws: ["street"] });
      const door = graph.add(Door, `d${at}`, { houseId: house.id, locks: [color] });
      graph.add(Sign, `s${at}`, { doorId: door.id, text: plot }, { turn });
      if (turn.place === 0) graph.add(Lamp, `l${at}`, { doorId: door.id, watts: color.length });
      if (turn.place === 5) graph.add(Fence, `f${at}`, { around: house.id, gate: hall.id });
    }
  };
}

const nothing: Wish = () => {};
const red = { color: "red", plot: "1" };

/** How often what a plan is made from, and the plan itself, is looked at; and how often a kind is read. */
async function looksOf(before: Wish, after: Wish) {
  const clock = toyClock();
  const cloud = new ToyCloud(clock);
  let reads = 0;
  const kinds = toyKinds.map((kind): AnyKind<Toy> => {
    return { ...kind, read: (raw, look) => ((reads += 1), kind.read(raw, look)) };
  });
  const provider = { ...toyProvider(cloud), kinds };
  const signal = new AbortController().signal;
  const see = () => readState({ cloud, signal }, kinds);
  const plan = (wish: Wish, observed: ObservedState, counted = <Value>(value: Value) => value): Plan => {
    const graph = new ResourceGraph();
    wish(graph);
    const resources = counted(graph.inOrder());
    const seen = { ...observed, resources: counted(observed.resources) };
    return makePlan({ cluster: "toy", kinds, resources, observed: seen, including: ["*"] });
  };
  const run = (made: Plan, observed: ObservedState) =>
    apply({
      plan: made,
      observed,
      provider,
      // Nothing is written, as what is counted cannot be copied.
      ledger: { read: async () => undefined, write: async () => {} },
      clock,
      newOperation: () => "operation",
      signal,
      emit: () => {},
    });
  const first = await see();
  await run(plan(before, first), first);
  const observed = await see();
  const [planning, checking, running] = [counting(), counting(), counting()];
  const made = plan(after, observed, planning.counted);
  planProblems(checking.counted(plan(after, observed)), kinds);
  inOrder(checking.counted(made.resources));
  reads = 0;
  const calls = cloud.calls.length;
  const fresh = plan(after, observed);
  await run(running.counted(fresh), { ...observed, resources: running.counted(observed.resources) });
  return {
    steps: fresh.steps.length,
    planning: planning.looks(),
    checking: checking.looks(),
    running: running.looks(),
    reads,
    calls: cloud.calls.length - calls,
  };
}

describe("twice as many houses cost about twice as much", () => {
  it.each<[string, (houses: number) => readonly [Wish, Wish]]>([
    ["to build", (houses) => [nothing, town(houses, red)]],
    ["to leave alone", (houses) => [town(houses, red), town(houses, red)]],
    ["to paint", (houses) => [town(houses, red), town(houses, { ...red, color: "blue" })]],
    ["to move one after the other", (houses) => [town(houses, red), town(houses, { ...red, plot: "2" })]],
    ["to take away", (houses) => [town(houses, red), nothing]],
  ])("%s", async (_, wishes) => {
    const [some, twice] = [await looksOf(...wishes(60)), await looksOf(...wishes(120))];
    expect(twice.steps).toBeLessThanOrEqual(some.steps * 2);
    for (const what of ["planning", "checking", "running", "reads", "calls"] as const)
      expect([what, twice[what]]).toEqual([what, expect.toSatisfy((looks: number) => looks <= some[what] * 2.2)]);
  });
});
