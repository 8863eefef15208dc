import { expect, it } from "vitest";
import { printGraph } from "./print-graph.ts";
import { Fence, House } from "./testing/toy-kinds.ts";
import { toyAccount, type Wish } from "./testing/toy-run.ts";

const wish: Wish = (graph) => {
  const house = graph.add(House, "main", { color: "blue", plot: "1" });
  const moved = graph.add(House, "moved", { color: "red", plot: "2" });
  graph.add(House, "kept", { color: "red", plot: "1" });
  graph.add(Fence, "main", { around: house.id, gate: house.street });
  graph.add(Fence, "other", { around: moved.id });
  graph.add(House, "again", { color: "red", plot: "1" });
};

async function planned() {
  const { cloud, plan } = toyAccount();
  cloud.plant("house", "main", { color: "red", plot: "1" });
  cloud.plant("house", "moved", { color: "red", plot: "1" });
  cloud.plant("house", "kept", { color: "red", plot: "1" });
  cloud.plant("house", "gone", { color: "red", plot: "1" });
  cloud.plant("house", "again", { color: "red", plot: "1" }, { status: "deleting" });
  return (await plan(wish)).plan;
}

it("an arrow leads from what refers to what it needs, one for each pair, in mermaid", async () => {
  expect(printGraph(await planned())).toMatchInlineSnapshot(`
    "flowchart LR
      n0["~ house/main"]
      n1["± house/moved"]
      n2["house/kept"]
      n3["+ fence/main"]
      n4["+ fence/other"]
      n5["+ house/again"]
      n6["- house/again"]
      n7["- house/gone"]
      n3 --> n0
      n4 --> n1"
  `);
});

it("shows what goes for good, each with what can go only after it", async () => {
  const { build, plan } = toyAccount();
  await build(wish);
  const { plan: destroy } = await plan(() => {});
  expect(printGraph(destroy)).toMatchInlineSnapshot(`
    "flowchart LR
      n0["- house/main"]
      n1["- house/moved"]
      n2["- house/kept"]
      n3["- house/again"]
      n4["- fence/main"]
      n5["- fence/other"]
      n4 --> n0
      n5 --> n1"
  `);
});

it("is in mermaid where that is asked for, and in nothing else than it knows", async () => {
  const plan = await planned();
  expect(printGraph(plan, { format: "mermaid" })).toBe(printGraph(plan));
  expect(() => printGraph(plan, { format: "svg" } as never)).toThrow(
    'printGraph: error at $.format: "svg" is not "mermaid" or "dot"',
  );
});

it("and in dot", async () => {
  expect(printGraph(await planned(), { format: "dot" })).toMatchInlineSnapshot(`
    "digraph "toy" {
      rankdir=LR;
      node [shape=box];
      n0 [label="~ house/main"];
      n1 [label="± house/moved"];
      n2 [label="house/kept"];
      n3 [label="+ fence/main"];
      n4 [label="+ fence/other"];
      n5 [label="+ house/again"];
      n6 [label="- house/again"];
      n7 [label="- house/gone"];
      n3 -> n0;
      n4 -> n1;
    }"
  `);
});
