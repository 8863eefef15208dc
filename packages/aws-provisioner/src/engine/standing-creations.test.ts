import { expect, it } from "vitest";
import type { Plan } from "./plan.ts";
import { type ObservedResource, withAddress } from "./observed.ts";
import { standingCreations } from "./standing-creations.ts";
import { refusal } from "./testing/toy-errors.ts";
import { Door } from "./testing/toy-kinds.ts";
import { toyAccount, type Wish } from "./testing/toy-run.ts";
import { houses } from "./testing/toy-wishes.ts";

const two = houses({}, { name: "other" });

function saved(plan: Plan): Plan {
  return JSON.parse(JSON.stringify(plan)) as Plan;
}

/** A plan for two houses that made one of them, and is refused the other. */
async function halfWay() {
  const account = toyAccount();
  const { cloud, plan, run, see } = account;
  const made = saved((await plan(two)).plan);
  cloud.failures.set("create house/other", [refusal("Forbidden", "no")]);
  await run({ plan: made, observed: await see() });
  return { ...account, made };
}

it("takes what the open record of the same plan made", async () => {
  const { cloud, plan, run, see, made } = await halfWay();
  expect((await run({ plan: made, observed: await see() })).error).toBeUndefined();
  expect([...cloud.stored.values()].map(({ name }) => name)).toEqual(["main", "other"]);
  expect((await plan(two)).plan.steps).toEqual([]);
});

it("takes nothing that the open record of another plan explains", async () => {
  const { cloud, ledger, plan, run, see, made } = await halfWay();
  await run({ plan: made, observed: await see() });
  cloud.refusals.set("create house/third", refusal("Forbidden", "no"));
  await run(await plan(houses({ color: "blue" }, { name: "other" }, { name: "third" })));
  const open = await ledger.read("toy");
  const { error } = await run({ plan: made, observed: await see() });
  expect(error).toMatchObject({
    code: "plan-outdated",
    message:
      "the plan makes what is there already: house/main (house-1), house/other (house-2)\nNothing was changed. Plan again.",
  });
  expect(cloud.at("house/main").fields["color"]).toBe("blue");
  expect(await ledger.read("toy")).toEqual(open);
});

it("takes neither of two that stand under one address", async () => {
  const { cloud, run, see, made } = await halfWay();
  cloud.plant("house", "main", { color: "red", plot: "1" });
  expect((await run({ plan: made, observed: await see() })).error).toMatchObject({
    code: "ambiguous",
    address: "house/main",
  });
});

it("counts as standing what the plan creates, and neither changes, takes away, nor finds on its way out", () => {
  const seen = (name: string, id: string, status: ObservedResource["status"] = "ready") =>
    withAddress("house", { id, name, props: {}, outputs: {}, status });
  const steps = [
    { action: "create", kind: "house", address: "house/a", target: undefined },
    { action: "create", kind: "house", address: "house/b", target: undefined },
    { action: "delete", kind: "house", address: "house/b", target: "2" },
    { action: "update", kind: "house", address: "house/c", target: "4" },
  ];
  const resources = [
    seen("a", "1"),
    seen("a", "6", "pending"),
    seen("a", "7", "deleting"),
    seen("b", "2"),
    seen("c", "4"),
    seen("c", "8"),
    seen("d", "5"),
  ];
  const standing = standingCreations({ steps } as unknown as Plan, { kinds: new Set(["house"]), resources }, true);
  expect(standing.map(({ id }) => id)).toEqual(["1", "6"]);
});

it("refuses a replacement whose successor stands", async () => {
  const { cloud, build, plan, run, see } = toyAccount();
  const door =
    (houseId: string): Wish =>
    (graph) =>
      void graph.add(Door, "front", { houseId, locks: ["a"] });
  await build(door("a"));
  const moved = saved((await plan(door("b"))).plan);
  expect((await run({ plan: moved, observed: await see() })).error).toBeUndefined();
  expect((await run({ plan: moved, observed: await see() })).error).toMatchObject({ code: "plan-outdated" });
  expect(cloud.all("door/front")).toHaveLength(1);
});
