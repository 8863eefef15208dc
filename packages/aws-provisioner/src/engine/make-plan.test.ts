import { describe, expect, it } from "vitest";
import { ResourceGraph } from "./graph.ts";
import { makePlan } from "./make-plan.ts";
import { withAddress } from "./observed.ts";
import type { PlanStep } from "./plan.ts";
import { Door, Fence, House, Lamp, Sign, toyKinds, Vault } from "./testing/toy-kinds.ts";
import { nothing, toyAccount, type Wish } from "./testing/toy-run.ts";
import { home, houses } from "./testing/toy-wishes.ts";

/** `create house/main < delete house/main (stable)`: what a step waits for, and with what it dies. */
function shown({ id, needs, diesWith }: PlanStep): string {
  const first = needs.map(({ step, reached }) => `${step}${reached === "stable" ? "" : ` ${reached}`}`).toSorted();
  return [
    id,
    ...(first.length > 0 ? ["<", first.join(", ")] : []),
    ...(diesWith === undefined ? [] : [`with ${diesWith}`]),
  ].join(" ");
}

async function stepsOf(wish: Wish, prepare: (account: ReturnType<typeof toyAccount>) => unknown = () => {}) {
  const account = toyAccount();
  await prepare(account);
  return (await account.plan(wish)).plan.steps.map(shown);
}

describe("a plan", () => {
  it("is plain data: JSON gives it back", async () => {
    const { build, plan } = toyAccount();
    await build(houses({ doors: ["front"] }));
    const { plan: made } = await plan(houses({ plot: "2", doors: ["front", "back"] }), { tags: { team: "blue" } });
    expect(made.steps.length).toBeGreaterThan(5);
    expect(JSON.parse(JSON.stringify(made))).toEqual(made);
  });

  it("writes nothing", async () => {
    const { cloud, plan } = toyAccount();
    await plan(home);
    expect(cloud.calls.every((call) => call.startsWith("list "))).toBe(true);
  });

  it("keeps what it was made from: resources, tags and notices", async () => {
    const { plan } = toyAccount();
    const { plan: made } = await plan(houses({}), { tags: { team: "blue" } });
    expect(made).toMatchObject({ format: 1, cluster: "toy", tags: { team: "blue" }, notices: [], unchanged: [] });
    expect(made.resources).toEqual([
      { address: "house/main", kind: "house", name: "main", props: { color: "red", plot: "1" }, after: [] },
    ]);
    expect(made.steps).toEqual([
      {
        id: "create house/main",
        address: "house/main",
        kind: "house",
        action: "create",
        replacement: false,
        changes: [],
        target: undefined,
        precondition: undefined,
        needs: [],
        diesWith: undefined,
        seconds: 100,
      },
    ]);
  });

  it("names what is as it should be", async () => {
    const { build, plan } = toyAccount();
    await build(home);
    const { plan: made } = await plan(home);
    expect([made.steps, made.unchanged.toSorted()]).toEqual([
      [],
      ["door/main-back", "door/main-front", "house/main", "sign/main-back", "sign/main-front"],
    ]);
  });
});

describe("the order of creation", () => {
  it("is that of references, as far as the producer must have come, and of what is to follow entirely", async () => {
    const wish: Wish = (graph) => {
      const house = graph.add(House, "main", { color: "red", plot: "1" });
      const lamp = graph.add(Lamp, "hall", { doorId: house.id, watts: 5 });
      graph.add(Fence, "bulb", { around: lamp.bulb });
      graph.add(Fence, "after", { around: "x" }, { after: [lamp] });
      graph.add(Fence, "both", { around: lamp.bulb }, { after: [lamp] });
    };
    expect(await stepsOf(wish)).toEqual([
      "create house/main",
      "create lamp/hall < create house/main",
      "create fence/bulb < create lamp/hall accepted",
      "create fence/after < create lamp/hall",
      "create fence/both < create lamp/hall",
    ]);
  });

  it("waits entirely for an update that may change what is referred to", async () => {
    const wish =
      (watts: number): Wish =>
      (graph) => {
        const house = graph.add(House, "main", { color: "red", plot: "1" });
        const lamp = graph.add(Lamp, "hall", { doorId: house.id, watts });
        graph.add(Fence, "bulb", { around: lamp.bulb });
      };
    const steps = await stepsOf(wish(9), ({ build }) => build(wish(5)));
    expect(steps).toContain("create fence/bulb < delete fence/bulb (fence-3), update lamp/hall");
  });

  it("waits for no more than acceptance of an update that changes nothing that is referred to", () => {
    const { volatile: _, ...SteadyLamp } = Lamp;
    const graph = new ResourceGraph();
    const lamp = graph.add(SteadyLamp, "hall", { doorId: "d", watts: 9 });
    graph.add(Fence, "bulb", { around: lamp.bulb });
    const stood = {
      id: "lamp-1",
      name: "hall",
      props: { doorId: "d", watts: 5 },
      outputs: {},
      status: "ready",
    } as const;
    const observed = { resources: [withAddress("lamp", stood)], kinds: new Set<string>() };
    const { steps } = makePlan({ cluster: "toy", kinds: [SteadyLamp, Fence], resources: graph.inOrder(), observed });
    expect(steps.map(shown)).toEqual(["update lamp/hall", "create fence/bulb < update lamp/hall accepted"]);
  });

  it("takes the time that one of the kind takes, where its fields tell another than most", async () => {
    const { build, plan } = toyAccount();
    const wish: Wish = (graph) => {
      graph.add(Vault, "small", { brand: "x", size: 1 });
      graph.add(Vault, "large", { brand: "x", size: 100 });
    };
    const secondsOf = async (wanted: Wish) =>
      (await plan(wanted, { including: ["vault/*"] })).plan.steps
        .map(({ id, seconds }) => `${id}: ${seconds}`)
        .toSorted();
    expect(await secondsOf(wish)).toEqual(["create vault/large: 40", "create vault/small: 3"]);
    await build(wish);
    expect(await secondsOf(nothing)).toEqual(["delete vault/large: 20", "delete vault/small: 3"]);
  });

  it("waits for no step where the producer is as it should be", async () => {
    expect(await stepsOf(houses({ doors: ["front"] }), ({ build }) => build(houses({})))).toEqual([
      "create door/main-front",
      "create sign/main-front < create door/main-front",
    ]);
  });
});

describe("the order of deletion", () => {
  it("lets go what mentions an id before what bears it, and what dies with its owner without a call", async () => {
    expect(await stepsOf(nothing, ({ build }) => build(houses({ doors: ["front"] })))).toEqual([
      "delete house/main < delete door/main-front",
      "delete door/main-front",
      "delete sign/main-front < delete door/main-front with delete door/main-front",
    ]);
  });

  it("lets go by a call what outlives its owner", async () => {
    const wish: Wish = (graph) => {
      graph.add(Door, "front", { houseId: "h", locks: [] });
      graph.add(Sign, "lone", { doorId: "elsewhere", text: "x" });
    };
    expect(await stepsOf(nothing, ({ build }) => build(wish))).toEqual(["delete door/front", "delete sign/lone"]);
  });

  it("lets go by a call what mentions an owner that is not its own", async () => {
    expect(
      await stepsOf(nothing, ({ cloud }) => {
        cloud.plant("door", "front", { houseId: "h" });
        cloud.plant("sign", "lone", { doorId: "elsewhere", text: "door-1" });
      }),
    ).toEqual(["delete door/front < delete sign/lone", "delete sign/lone"]);
  });

  it("keeps to what a kind says of another, though none mentions the other", async () => {
    const wish: Wish = (graph) => {
      graph.add(Fence, "main", { around: "x" });
      graph.add(Lamp, "hall", { doorId: "y", watts: 5 });
      graph.add(Vault, "gold", { brand: "x", size: 1 });
    };
    expect(await stepsOf(nothing, ({ build }) => build(wish))).toEqual([
      "delete lamp/hall",
      "delete fence/main < delete lamp/hall",
    ]);
  });

  it("takes a name that two kinds share for no reference backwards", async () => {
    // The door's field holds the fence's id by chance: doors are made before fences, and cannot refer to one.
    expect(
      await stepsOf(nothing, ({ cloud }) => {
        cloud.plant("door", "front", { houseId: "shared" });
        cloud.plant("fence", "main", { around: "x" }, { id: "shared" });
      }),
    ).toEqual(["delete door/front", "delete fence/main"]);
  });

  it("takes one of the same kind for a reference", async () => {
    expect(
      await stepsOf(nothing, ({ cloud }) => {
        cloud.plant("fence", "a", { around: "fence-2" });
        cloud.plant("fence", "b", { around: "x" });
      }),
    ).toEqual(["delete fence/a", "delete fence/b < delete fence/a"]);
  });

  it("waits for nothing of its own", async () => {
    expect(await stepsOf(nothing, ({ cloud }) => cloud.plant("fence", "a", { around: "fence-1" }))).toEqual([
      "delete fence/a",
    ]);
  });

  it("finds a mention however deep it stands, and orders all that bear the id", () => {
    const one = (kind: string, id: string, props = {}) =>
      withAddress(kind, { id, name: "main", props, outputs: {}, status: "ready" });
    const deep = { around: { deep: [{ deeper: "shared" }], not: null, nor: 7, never: undefined } };
    const resources = [one("house", "shared"), one("door", "shared"), one("fence", "f-1", deep)];
    const observed = { resources, kinds: new Set<string>() };
    expect(makePlan({ cluster: "toy", kinds: toyKinds, resources: [], observed }).steps.map(shown)).toEqual([
      "delete house/main < delete fence/main",
      "delete door/main < delete fence/main",
      "delete fence/main",
    ]);
  });

  it("waits for an update that lets go of what is to be deleted", async () => {
    const steps = await stepsOf(
      (graph) => void graph.add(Door, "front", { houseId: "house-1", locks: ["b"] }),
      ({ cloud }) => {
        cloud.plant("house", "main", { color: "red", plot: "1" });
        cloud.plant("door", "front", { houseId: "house-1", locks: ["a"] });
        cloud.plant("fence", "lone", { around: "x" });
      },
    );
    expect(steps).toEqual(["update door/front", "delete house/main < update door/front", "delete fence/lone"]);
  });

  it("does not wait for what goes on mentioning it", async () => {
    const steps = await stepsOf(
      (graph) => void graph.add(Sign, "lone", { doorId: "d", text: "house-1" }),
      ({ cloud }) => {
        cloud.plant("house", "main", { color: "red", plot: "1" });
        cloud.plant("sign", "lone", { doorId: "d", text: "house-1" });
      },
    );
    expect(steps).toEqual(["delete house/main"]);
  });

  it("does not wait for the successor of what mentions it, and is precious and on its way out", async () => {
    const steps = await stepsOf(
      (graph) => void graph.add(Vault, "gold", { brand: "x", size: 1 }),
      ({ cloud }) => {
        cloud.plant("house", "main", { color: "red", plot: "1" });
        cloud.plant("vault", "gold", { brand: "house-1", size: 1 }, { status: "deleting" });
      },
    );
    expect(steps).toEqual(["create vault/gold", "delete house/main"]);
  });

  it("names the resource where several of an address go", async () => {
    expect(
      await stepsOf(nothing, ({ cloud }) => {
        cloud.plant("fence", "a", {});
        cloud.plant("fence", "a", {});
      }),
    ).toEqual(["delete fence/a (fence-1)", "delete fence/a (fence-2)"]);
  });
});

describe("the order of a replacement", () => {
  it("takes the old one away first, with what refers to it, where its kind needs that", async () => {
    expect(
      await stepsOf(houses({ plot: "2", doors: ["front"] }), ({ build }) => build(houses({ doors: ["front"] }))),
    ).toEqual([
      "create house/main < delete house/main (house-1)",
      "create door/main-front < create house/main, delete door/main-front (door-2)",
      "create sign/main-front < create door/main-front, delete sign/main-front (sign-3)",
      "delete house/main (house-1) < delete door/main-front (door-2)",
      "delete door/main-front (door-2)",
      "delete sign/main-front (sign-3) < delete door/main-front (door-2) with delete door/main-front (door-2)",
    ]);
  });

  it("makes the new one first where its kind allows it, and nothing that it refers to goes", async () => {
    const door =
      (houseId: string): Wish =>
      (graph) =>
        void graph.add(Door, "front", { houseId, locks: [] });
    expect(await stepsOf(door("b"), ({ build }) => build(door("a")))).toEqual([
      "create door/front",
      "delete door/front (door-1) < create door/front",
    ]);
  });

  it("makes the new one first where what it refers to stays", async () => {
    const wish =
      (plot: string): Wish =>
      (graph) => {
        const [one, two] = ["1", "2"].map((name) => graph.add(House, name, { color: "red", plot: name }));
        graph.add(Door, "front", { houseId: (plot === "1" ? one : two)?.id ?? "", locks: [] });
      };
    expect(await stepsOf(wish("2"), ({ build }) => build(wish("1")))).toEqual([
      "create door/front",
      "delete door/front (door-3) < create door/front",
    ]);
  });

  it("makes the new one first where what it refers to is new, or only changed", async () => {
    const onto =
      (name: string, color: string): Wish =>
      (graph) => {
        const old = graph.add(House, "old", { color, plot: "1" });
        const house = name === "old" ? old : graph.add(House, name, { color, plot: "2" });
        graph.add(Door, "front", { houseId: name === "none" ? "a" : house.id, locks: [] });
      };
    expect(await stepsOf(onto("new", "red"), ({ build }) => build(onto("old", "red")))).toEqual([
      "create house/new",
      "create door/front < create house/new",
      "delete door/front (door-2) < create door/front",
    ]);
    expect(await stepsOf(onto("old", "blue"), ({ build }) => build(onto("none", "red")))).toEqual(
      expect.arrayContaining(["delete door/front (door-3) < create door/front"]),
    );
  });

  it("lets the old one go without waiting for who will mention the new one, where the old one goes first", async () => {
    const signed =
      (plot: string): Wish =>
      (graph) => {
        const house = graph.add(House, "main", { color: "red", plot });
        graph.add(Sign, "main", { doorId: "d", text: house.id });
      };
    expect(await stepsOf(signed("2"), ({ build }) => build(signed("1")))).toEqual([
      "create house/main < delete house/main (house-1)",
      "update sign/main < create house/main",
      "delete house/main (house-1)",
    ]);
  });

  it("lets the old one go only when nothing mentions it any more, where the new one comes first", async () => {
    const signed =
      (houseId: string): Wish =>
      (graph) => {
        const door = graph.add(Door, "front", { houseId, locks: [] });
        graph.add(Sign, "main", { doorId: "d", text: door.id });
      };
    expect(await stepsOf(signed("b"), ({ build }) => build(signed("a")))).toEqual([
      "create door/front",
      "update sign/main < create door/front",
      "delete door/front (door-1) < create door/front, update sign/main",
    ]);
  });

  it("makes the new one first where what it refers to is made first, too", async () => {
    const doors =
      (houseId: string): Wish =>
      (graph) => {
        const one = graph.add(Door, "one", { houseId, locks: [] });
        graph.add(Door, "two", { houseId: one.id, locks: [] });
      };
    expect(await stepsOf(doors("b"), ({ build }) => build(doors("a")))).toEqual([
      "create door/one",
      "create door/two < create door/one",
      "delete door/one (door-1) < create door/one, delete door/two (door-2)",
      "delete door/two (door-2) < create door/two",
    ]);
  });
});

describe("what is precious", () => {
  const vault =
    (brand: string): Wish =>
    (graph) => {
      graph.add(Vault, "gold", { brand, size: 1 });
      graph.add(Vault, "silver", { brand, size: 1 });
    };

  it("is not replaced, and the plan says why", async () => {
    const { build, plan } = toyAccount();
    await build(vault("x"));
    await expect(plan(vault("y"))).rejects.toMatchObject({
      code: "precious",
      address: "vault/gold",
      message:
        'the plan would replace what is precious: vault/gold (brand is "x", not "y"), vault/silver (brand is "x", not "y")\nTake the change back, or name it: including: ["vault/gold", "vault/silver"].',
    });
  });

  it.each([[["vault/gold", "vault/silver"]], [["vault/*"]], [["*"]]])(
    "is replaced where %j names it",
    async (including) => {
      const { build, plan } = toyAccount();
      await build(vault("x"));
      expect((await plan(vault("y"), { including })).plan.steps).toHaveLength(4);
    },
  );

  it("is named whole, or by how it begins", async () => {
    const { build, plan } = toyAccount();
    await build(vault("x"));
    await expect(plan(vault("y"), { including: ["vault/gol", "vault", "*/silver"] })).rejects.toMatchObject({
      code: "precious",
    });
    await expect(plan(vault("y"), { including: ["vault/gold"] })).rejects.toMatchObject({ address: "vault/silver" });
  });

  it("is not deleted, and the plan says how", async () => {
    const { build, plan } = toyAccount();
    await build(vault("x"));
    const { plan: made } = await plan(nothing);
    expect(made.steps).toEqual([]);
    expect(made.notices[0]).toEqual({
      severity: "warning",
      address: "vault/gold",
      message: 'vault/gold (vault-1) is precious and stays; delete it by naming it: including: ["vault/gold"]',
    });
    expect((await plan(nothing, { including: ["vault/silver"] })).plan.steps.map(({ id }) => id)).toEqual([
      "delete vault/silver",
    ]);
  });

  it("shows every field that forces a replacement", async () => {
    const { cloud, plan } = toyAccount();
    cloud.plant("vault", "gold", { brand: "x", size: 1 }, { status: "failed", reason: "it burnt" });
    await expect(plan((graph) => void graph.add(Vault, "gold", { brand: "y", size: 1 }))).rejects.toThrow(
      'vault/gold (status is "it burnt", not "ready"; brand is "x", not "y")\n',
    );
  });

  it("shows only the fields that force a replacement", async () => {
    const { build, plan } = toyAccount();
    await build((graph) => void graph.add(Vault, "gold", { brand: "x", size: 1 }));
    const { message } = await plan((graph) => void graph.add(Vault, "gold", { brand: "y", size: 2 })).then(
      () => new Error("planned"),
      (error: Error) => error,
    );
    expect(message).toContain('vault/gold (brand is "x", not "y")\n');
  });
});

describe("what stands under one address", () => {
  it("is chosen by what fits, and the rest goes", async () => {
    const steps = await stepsOf(houses({}), ({ cloud }) => {
      cloud.plant("house", "main", { color: "red", plot: "9" });
      cloud.plant("house", "main", { color: "blue", plot: "1" });
    });
    expect(steps).toEqual(["update house/main < delete house/main (house-1)", "delete house/main (house-1)"]);
  });

  it("is chosen by what fits entirely, whatever else would only take a change", async () => {
    const steps = await stepsOf(houses({}), ({ cloud }) => {
      cloud.plant("house", "main", { color: "blue", plot: "9" });
      cloud.plant("house", "main", { color: "red", plot: "1" });
    });
    expect(steps).toEqual(["delete house/main (house-1)"]);
  });

  it.each([
    ["none fits", "8"],
    ["both fit", "1"],
  ])("is refused where several live and %s", async (_what, plot) => {
    const { cloud, plan } = toyAccount();
    for (let count = 0; count < 2; count++) cloud.plant("house", "main", { color: "red", plot });
    await expect(plan(houses({}))).rejects.toMatchObject({
      code: "ambiguous",
      address: "house/main",
      message: expect.stringContaining("two live resources bear the address house/main: house-1 and house-2") as string,
    });
  });

  it("is not what is on its way out: that goes first, and another is made", async () => {
    const { cloud, plan } = toyAccount();
    cloud.plant("house", "main", { color: "red", plot: "1" }, { status: "deleting" });
    expect((await plan(houses({}))).plan.steps.map(shown)).toEqual([
      "create house/main < delete house/main (house-1)",
      "delete house/main (house-1)",
    ]);
  });

  it("is made after what is on its way out, though a replacement would come first", async () => {
    const { cloud, plan } = toyAccount();
    cloud.plant("door", "front", { houseId: "h", locks: [] }, { status: "deleting" });
    const { plan: made } = await plan((graph) => void graph.add(Door, "front", { houseId: "h", locks: [] }));
    expect(made.steps.map(shown)).toEqual([
      "create door/front < delete door/front (door-1)",
      "delete door/front (door-1)",
    ]);
  });

  it("is what lives, beside one that is on its way out", async () => {
    const { cloud, plan } = toyAccount();
    cloud.plant("house", "main", { color: "red", plot: "1" });
    cloud.plant("house", "main", { color: "red", plot: "1" }, { status: "deleting" });
    const { plan: made } = await plan(houses({}));
    expect(made.unchanged).toEqual(["house/main"]);
    expect(made.steps.map(shown)).toEqual(["delete house/main (house-2)"]);
  });
});

describe("what has failed", () => {
  it.each([
    ["in its own words", "it burnt", "it burnt"],
    ["as such", undefined, "failed"],
  ])("is replaced, and shown %s", async (_how, reason, before) => {
    const { cloud, plan } = toyAccount();
    cloud.plant("house", "main", { color: "red", plot: "1" }, { status: "failed", reason });
    const { plan: made } = await plan(houses({}));
    expect(made.steps.map(({ id, replacement }) => [id, replacement])).toEqual([
      ["create house/main", true],
      ["delete house/main (house-1)", true],
    ]);
    expect(made.steps[0]?.changes).toEqual([{ field: "status", before, after: "ready", inPlace: false }]);
  });
});

describe("an update", () => {
  it("states what it is planned on, and takes five seconds at most", async () => {
    const { build, plan } = toyAccount();
    await build((graph) => {
      graph.add(House, "main", { color: "red", plot: "1" });
      graph.add(Vault, "gold", { brand: "x", size: 1 });
    });
    const { plan: made } = await plan((graph) => {
      graph.add(House, "main", { color: "blue", plot: "1" });
      graph.add(Vault, "gold", { brand: "x", size: 2 });
    });
    expect(made.steps.map(({ id, target, seconds, replacement }) => [id, target, seconds, replacement])).toEqual([
      ["update house/main", "house-1", 5, false],
      ["update vault/gold", "vault-2", 3, false],
    ]);
    expect(made.steps.map(({ precondition }) => precondition)).toMatchInlineSnapshot(`
      [
        "47eab2310be1e35fd55438a71300215f",
        "06bebcadbc063d2fc30ab81bdf7591fe",
      ]
    `);
  });

  it("shows tags that are added, changed and removed, in order, where the kind bears any", async () => {
    const { cloud, plan } = toyAccount();
    cloud.plant("house", "main", { color: "red", plot: "1" }, { tags: { b: "1", c: "1", d: "1" } });
    cloud.plant("fence", "main", { around: "x" });
    const wish: Wish = (graph) => {
      graph.add(House, "main", { color: "red", plot: "1" });
      graph.add(Fence, "main", { around: "x" });
    };
    const { plan: made } = await plan(wish, { tags: { a: "2", b: "2", d: "1" } });
    expect(made.steps.map(({ id, changes }) => [id, changes])).toEqual([
      [
        "update house/main",
        [
          { field: "tags.a", before: undefined, after: "2", inPlace: true },
          { field: "tags.b", before: "1", after: "2", inPlace: true },
          { field: "tags.c", before: "1", after: undefined, inPlace: true },
        ],
      ],
    ]);
  });
});
