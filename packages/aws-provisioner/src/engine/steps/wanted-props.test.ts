import { describe, expect, it } from "vitest";
import { Door, Fence, House, Lamp, Vault } from "../testing/toy-kinds.ts";
import { toyAccount, type Wish } from "../testing/toy-run.ts";
import { houses } from "../testing/toy-wishes.ts";

describe("the fields of a step", () => {
  it("have the value of each reference, of an id and of an output", async () => {
    const { cloud, build } = toyAccount();
    await build((graph) => {
      const lamp = graph.add(Lamp, "hall", { doorId: "d", watts: 5 });
      graph.add(Fence, "main", { around: lamp.id, gate: lamp.socket });
    });
    expect(cloud.at("fence/main").fields).toEqual({ around: "lamp-1", gate: "socket of lamp-1" });
  });

  it("are refused where the kind does not take them, once their references have values", async () => {
    const { cloud, build } = toyAccount();
    const { error } = await build((graph) => {
      const lamp = graph.add(Lamp, "hall", { doorId: "d", watts: 5 });
      graph.add(Vault, "gold", { brand: 7 as unknown as string, size: lamp.bulb as never });
    });
    expect(error).toMatchObject({
      code: "invalid-blueprint",
      address: "vault/gold",
      message:
        "vault/gold is not a valid vault: brand: Invalid input: expected string, received number; size: Invalid input: expected number, received string",
    });
    expect(cloud.calls).not.toContain("create vault/gold");
  });

  it("are refused with the path of what is wrong inside of them", async () => {
    const { build } = toyAccount();
    const locks = ["a", 7 as unknown as string];
    expect((await build((graph) => void graph.add(Door, "front", { houseId: "h", locks }))).error).toMatchObject({
      message: "door/front is not a valid door: locks.1: Invalid input: expected string, received number",
    });
  });

  it("are refused by the path of a part that is wrong", async () => {
    const { build } = toyAccount();
    const wish: Wish = (graph) => void graph.add(House, "main", { color: "red", plot: { street: 1 } as never });
    expect((await build(wish)).error).toMatchObject({
      code: "invalid-blueprint",
      message: expect.stringMatching(/^house\/main is not a valid house: plot: [^;]+$/) as string,
    });
  });
});

describe("a plan that was changed by hand", () => {
  it.each<[string, Wish, string]>([
    [
      "an id",
      (graph) => void graph.add(Fence, "main", { around: graph.add(House, "main", { color: "a", plot: "b" }).id }),
      "house/main has no id yet",
    ],
    [
      "an output",
      (graph) => void graph.add(Fence, "main", { around: graph.add(Lamp, "main", { doorId: "a", watts: 1 }).bulb }),
      "lamp/main has no bulb yet",
    ],
  ])("is refused where a step comes before what has %s that it needs", async (_what, wish, message) => {
    const { plan, run } = toyAccount();
    const { plan: made, observed } = await plan(wish);
    const steps = made.steps.filter(({ kind }) => kind === "fence").map((step) => ({ ...step, needs: [] }));
    expect((await run({ observed, plan: { ...made, steps } })).error).toMatchObject({
      code: "unplannable",
      address: message.split(" ", 1)[0],
      message,
    });
  });

  it("is refused where another one stands by now at what is to be made", async () => {
    const { cloud, plan, run, see } = toyAccount();
    const { plan: made } = await plan((graph) => {
      const house = graph.add(House, "main", { color: "a", plot: "b" });
      graph.add(Fence, "main", { around: house.id });
    });
    cloud.plant("house", "main", { color: "a", plot: "b" });
    const steps = made.steps.map((step) => ({ ...step, needs: [] }));
    const { error } = await run({ observed: await see(), plan: { ...made, steps } });
    expect(error).toMatchObject({
      code: "plan-outdated",
      address: "house/main",
    });
  });

  it("takes what stands there where a step comes before the update of what it needs", async () => {
    const { cloud, plan, run } = toyAccount();
    cloud.plant("house", "main", { color: "a", plot: "b" });
    const { plan: made, observed } = await plan((graph) => {
      const house = graph.add(House, "main", { color: "c", plot: "b" });
      graph.add(Fence, "main", { around: house.id });
    });
    const steps = made.steps.map((step) => ({ ...step, needs: [] }));
    expect((await run({ observed, plan: { ...made, steps } })).error).toBeUndefined();
    expect(cloud.at("fence/main").fields["around"]).toBe("house-1");
  });

  it.each(["cellar", "constructor", "__proto__"])(
    "is refused where it names %s, an output that there is not",
    async (field) => {
      const { build } = toyAccount();
      const wish: Wish = (graph) => {
        const house = graph.add(House, "main", { color: "a", plot: "b" });
        graph.add(Fence, "main", { around: { ...house.id, field } });
      };
      const refusal = { code: "unplannable", address: "house/main", message: `house/main has no ${field} yet` };
      expect((await build(wish)).error).toMatchObject(refusal);
      // The house stands now, so that the plan itself looks for the value.
      expect((await build(wish)).error).toMatchObject(refusal);
    },
  );

  it("is refused where it does not hold what a step is to make", async () => {
    const { plan, run } = toyAccount();
    const { plan: made, observed } = await plan(houses({}));
    expect((await run({ observed, plan: { ...made, resources: [] } })).error).toMatchObject({
      code: "unplannable",
      address: "house/main",
      message: "the plan holds no resource house/main",
    });
  });
});
