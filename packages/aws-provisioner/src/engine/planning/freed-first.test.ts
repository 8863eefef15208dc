import { expect, it } from "vitest";
import { ResourceGraph } from "../graph.ts";
import { makePlan } from "../make-plan.ts";
import { withAddress } from "../observed.ts";
import { House } from "../testing/toy-kinds.ts";

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
