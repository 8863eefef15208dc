import { expect, it } from "vitest";
import { ResourceGraph } from "../graph.ts";
import { makePlan } from "../make-plan.ts";
import { withAddress } from "../observed.ts";
import { Door, Fence, House } from "../testing/toy-kinds.ts";

const Alone = { ...House, exclusive: "plot" } as const;

it.each([
  ["waits for it to go", "1", ["delete house/old"]],
  ["waits for nobody where the value is another", "2", []],
])("what takes over a value that another holds %s", (_, plot, first) => {
  const graph = new ResourceGraph();
  graph.add(Alone, "new", { color: "red", plot });
  const stood = {
    id: "house-1",
    name: "old",
    props: { color: "red", plot: "1" },
    outputs: {},
    status: "ready",
  } as const;
  const observed = { resources: [withAddress("house", stood)], kinds: new Set<string>() };
  const { steps } = makePlan({ cluster: "toy", kinds: [Alone], resources: graph.inOrder(), observed });
  expect(steps.find(({ action }) => action === "create")?.needs.map(({ step }) => step)).toEqual(first);
});

/** Whose plots must not share a letter. */
const Apart = {
  ...House,
  exclusive: "plot",
  excludes: (one: string, other: string) => one.split("").some((letter) => other.includes(letter)),
} as const;

const standing = (kind: string, id: string, name: string, props: object) =>
  withAddress(kind, { id, name, props: { ...props }, outputs: {}, status: "ready" });

it.each([
  ["a part of what goes waits for it", "bc", ["delete house/old"]],
  ["nothing of it waits for nobody", "cd", []],
])("what is to have %s", (_, plot, first) => {
  const graph = new ResourceGraph();
  graph.add(Apart, "new", { color: "red", plot });
  const resources = [standing("house", "house-1", "old", { color: "red", plot: "ab" })];
  const { steps } = makePlan({
    cluster: "toy",
    kinds: [Apart],
    resources: graph.inOrder(),
    observed: { resources, kinds: new Set() },
  });
  expect(steps.find(({ action }) => action === "create")?.needs.map(({ step }) => step)).toEqual(first);
});

it("what could have its place only when those that are to move to it have left it is refused", () => {
  const graph = new ResourceGraph();
  const house = graph.add(Apart, "new", { color: "red", plot: "b" });
  graph.add(Fence, "mine", { around: house.id });
  const resources = [
    standing("house", "house-1", "old", { color: "red", plot: "ab" }),
    standing("fence", "fence-1", "mine", { around: "house-1" }),
  ];
  const kinds = [Apart, Door, { ...Fence, mutable: ["around"] } as const];
  const plan = () =>
    makePlan({ cluster: "toy", kinds, resources: graph.inOrder(), observed: { resources, kinds: new Set() } });
  expect(plan).toThrow(
    /error at house\/new: it takes the place of house\/old, which cannot go before what stands there has moved to it \[place-taken\]/,
  );
});

it("what could have its place only from one that stays as it is, is refused", () => {
  const graph = new ResourceGraph();
  graph.add(Apart, "old", { color: "red", plot: "c" }, { stays: true });
  graph.add(Apart, "new", { color: "red", plot: "b" });
  const resources = [standing("house", "house-1", "old", { color: "red", plot: "ab" })];
  const plan = () =>
    makePlan({ cluster: "toy", kinds: [Apart], resources: graph.inOrder(), observed: { resources, kinds: new Set() } });
  expect(plan).toThrow(
    /error at house\/new: it takes the place of house\/old, which stays as it is until it ends \[place-taken\]/,
  );
});

it.each([
  ["is refused", [], "it takes the place of house/old, which stays [place-taken]"],
  ["is made where it stands on it", ["old"], undefined],
])("what could have its place only from one that stays for good, %s", (_, on, problem) => {
  const graph = new ResourceGraph();
  const old = graph.add(Apart, "old", { color: "red", plot: "ab" });
  graph.add(Apart, "new", { color: "red", plot: "b" }, { after: on.length > 0 ? [old] : [] });
  const resources = [standing("house", "house-1", "old", { color: "red", plot: "ab" })];
  const input = {
    cluster: "toy",
    kinds: [Apart],
    resources: graph.inOrder(),
    observed: { resources, kinds: new Set<string>() },
  };
  if (problem === undefined) expect(makePlan(input).steps.map(({ id }) => id)).toEqual(["create house/new"]);
  else expect(() => makePlan(input)).toThrow(problem);
});
