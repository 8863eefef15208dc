import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { LedgerRecord } from "./ledger.ts";
import { type ObservedState, withAddress } from "./observed.ts";
import type { Plan, PlanStep } from "./plan.ts";
import { leavingOf, putBack, resumptionOf } from "./resumption.ts";
import { Door, House, Lamp, Vault } from "./testing/toy-kinds.ts";
import { refusal } from "./testing/toy-errors.ts";
import { nothing, type Planned, toyAccount, type Wish } from "./testing/toy-run.ts";
import { houses } from "./testing/toy-wishes.ts";

type Account = ReturnType<typeof toyAccount>;

/** As another process would read it. */
function saved({ plan }: Planned): Plan {
  return JSON.parse(JSON.stringify(plan)) as Plan;
}

/** Applies a saved plan to the account as it is now. */
async function resume({ run, see }: Account, plan: Plan) {
  return (await run({ plan, observed: await see() })).error;
}

/** Begins a plan and cuts it short after so many seconds. */
async function cutShort(account: Account, plan: Plan, seconds: number) {
  const { clock, run, see } = account;
  const process = new AbortController();
  const observed = await see();
  void clock.sleep(seconds * 1000).then(() => process.abort());
  await run({ plan, observed }, { signal: process.signal });
}

const houseWishes = fc.uniqueArray(
  fc.record({
    name: fc.constantFrom("a", "b", "c"),
    color: fc.constantFrom("red", "blue"),
    plot: fc.constantFrom("1", "2"),
    doors: fc.uniqueArray(fc.constantFrom("front", "back"), { maxLength: 2 }),
  }),
  { maxLength: 3, selector: ({ name }) => name },
);

/** What each call takes, so that a run may end while it is on its way. */
function slowly({ cloud }: Account): void {
  for (const verb of ["create", "update", "delete"]) {
    for (const name of ["a", "b", "c"]) {
      for (const address of [`house/${name}`, `door/${name}-front`, `sign/${name}-back`]) {
        cloud.slow.set(`${verb} ${address}`, 7);
      }
    }
  }
}

it("a saved plan of any changes, cut short at any time, goes on to its end", async () => {
  await fc.assert(
    fc.asyncProperty(houseWishes, houseWishes, fc.nat(300), async (first, second, seconds) => {
      const account = toyAccount();
      await account.build(houses(...first));
      const plan = saved(await account.plan(houses(...second)));
      slowly(account);
      await cutShort(account, plan, seconds);
      const record = await account.ledger.read("toy");
      if (record?.state === "open") expect(await resume(account, plan)).toBeUndefined();
      expect((await account.plan(houses(...second))).plan.steps).toEqual([]);
    }),
    { numRuns: 100 },
  );
});

describe("what is known of an interrupted run", () => {
  const stepOf = (action: PlanStep["action"], kind: string, name: string, target?: string) =>
    ({ id: `${action} ${kind}/${name}`, action, kind, address: `${kind}/${name}`, target }) as PlanStep;
  const seen = (kind: string, name: string, id: string) =>
    withAddress(kind, { id, name, props: { word: `of ${kind} ${id}` }, outputs: {}, status: "ready" });
  const plan = {
    cluster: "toy",
    steps: [
      stepOf("create", "door", "new"),
      stepOf("update", "door", "kept", "2"),
      stepOf("delete", "door", "old", "3"),
      stepOf("delete", "door", "lost", "4"),
      stepOf("create", "lamp", "hall"),
      stepOf("delete", "lamp", "hall", "5"),
    ],
  } as unknown as Plan;
  const observed: ObservedState = {
    kinds: new Set(["door", "lamp"]),
    resources: [
      seen("door", "new", "1"),
      seen("door", "kept", "2"),
      seen("door", "old", "3"),
      seen("door", "old", "7"),
      seen("door", "other", "8"),
      seen("lamp", "hall", "5"),
      seen("lamp", "hall", "3"),
    ],
  };
  const leaving = { "delete door/old": { word: "of old" } };
  const open: LedgerRecord = { format: 1, cluster: "toy", operation: "one", state: "open", plan, leaving };

  it("is nothing without its record, or of another plan", () => {
    expect(resumptionOf(undefined, plan, observed)).toBeUndefined();
    expect(resumptionOf({ ...open, plan: { ...plan, cluster: "b" } }, plan, observed)).toBeUndefined();
  });

  it("is what stands by now in what the plan makes or changes, and not in what goes", () => {
    const resumed = resumptionOf(open, plan, observed);
    const words = observed.resources.map(({ props }) => String(props["word"]));
    expect(words.filter((word) => resumed?.holds(word))).toEqual(["of door 1", "of door 2", "of lamp 3"]);
  });

  it("is what was recorded of what goes", () => {
    const { leaving: _, ...older } = open;
    const before = (record: LedgerRecord, id: string) =>
      resumptionOf(record, plan, observed)?.before({ id } as PlanStep);
    expect(before(open, "delete door/old")).toEqual({ word: "of old" });
    expect([before(open, "constructor"), before(older, "delete door/old")]).toEqual([undefined, undefined]);
  });

  it("is recorded of what the plan deletes, where it is there", () => {
    expect(leavingOf(plan, observed)).toStrictEqual({
      "delete door/old": { word: "of door 3" },
      "delete lamp/hall": { word: "of lamp 5" },
    });
  });
});

/** A red house and a blue one: a plan of two updates that came to one of them, and is refused the other. */
async function halfPainted() {
  const account = toyAccount();
  await account.build(houses({ name: "a" }, { name: "b" }));
  const plan = saved(await account.plan(houses({ name: "a", color: "blue" }, { name: "b", color: "blue" })));
  account.cloud.failures.set("update house/b", [refusal("Forbidden", "no")]);
  await account.run({ plan, observed: await account.see() });
  return { account, plan };
}

describe("an update that an interrupted run made", () => {
  it("is not made again, and the rest is", async () => {
    const { account, plan } = await halfPainted();
    account.cloud.calls.length = 0;
    expect(await resume(account, plan)).toBeUndefined();
    expect(account.cloud.calls.filter((call) => call.startsWith("update"))).toEqual(["update house/b"]);
  });

  it("is refused where it has another value by now, or something else has changed beside it", async () => {
    for (const change of [{ color: "green" }, { color: "blue", plot: "9" }, { plot: "9" }]) {
      const { account, plan } = await halfPainted();
      Object.assign(account.cloud.at("house/a").fields, change);
      expect(await resume(account, plan)).toMatchObject({
        code: "plan-outdated",
        address: "house/a",
      });
      expect(account.cloud.at("house/b").fields["color"]).toBe("blue");
    }
  });

  it("is refused where no record tells of it", async () => {
    const { account, plan } = await halfPainted();
    const record = await account.ledger.read("toy");
    if (record !== undefined) await account.ledger.write({ ...record, state: "closed" });
    expect(await resume(account, plan)).toMatchObject({
      code: "plan-outdated",
      address: "house/a",
    });
  });

  it("is recognised in every kind, beside one that was refused", async () => {
    const account = toyAccount();
    const lamp =
      (watts: number, locks: readonly string[]): Wish =>
      (graph) => {
        const house = graph.add(House, "main", { color: "red", plot: "1" });
        const door = graph.add(Door, "front", { houseId: house.id, locks: [...locks] });
        graph.add(Lamp, "hall", { doorId: door.id, watts });
        graph.add(Vault, "gold", { brand: "x", size: watts });
      };
    await account.build(lamp(1, ["a"]));
    const wanted = lamp(2, ["b", "c"]);
    const plan = saved(await account.plan(wanted));
    account.cloud.failures.set("update vault/gold", [refusal("Forbidden", "no")]);
    await account.run({ plan, observed: await account.see() });
    expect(account.cloud.at("lamp/hall").fields["watts"]).toBe(2);
    expect(await resume(account, plan)).toBeUndefined();
    expect((await account.plan(wanted)).plan.steps).toEqual([]);
  });
});

/** A plan that takes away two houses, of which one is gone or going, and that was refused the other. */
async function halfRazed() {
  const account = toyAccount();
  await account.build(houses({ name: "a", doors: ["front"] }, { name: "b" }));
  const plan = saved(await account.plan(nothing));
  account.cloud.failures.set("delete house/b", [refusal("Forbidden", "no")]);
  return { account, plan };
}

describe("a deletion that an interrupted run made", () => {
  it("is over without a call, with what died with it", async () => {
    const { account, plan } = await halfRazed();
    await account.run({ plan, observed: await account.see() });
    account.cloud.calls.length = 0;
    expect(await resume(account, plan)).toBeUndefined();
    expect(account.cloud.calls.filter((call) => !call.startsWith("list"))).toEqual(["delete house/b"]);
    expect(account.cloud.stored.size).toBe(0);
  });

  it("is waited for where it goes on, whatever it says of itself by then", async () => {
    const { account, plan } = await halfRazed();
    await cutShort(account, plan, 30);
    account.cloud.at("house/a").fields = {};
    expect(await resume(account, plan)).toBeUndefined();
    expect(account.cloud.stored.size).toBe(0);
  });

  it("is refused where no record tells of it, as is one of what has changed since", async () => {
    const { account, plan } = await halfRazed();
    const observed = await account.see();
    account.cloud.at("house/b").fields["color"] = "green";
    await account.run({ plan, observed });
    expect(await resume(account, plan)).toMatchObject({ code: "plan-outdated", address: "house/b" });
    const record = await account.ledger.read("toy");
    if (record !== undefined) await account.ledger.write({ ...record, state: "closed" });
    const error = await resume(account, plan);
    expect(error).toMatchObject({ code: "plan-outdated" });
    expect(String(error)).toMatch(/house\/a \(house-1\) is no longer there since the plan was made\n/);
    expect(String(error)).toMatch(/house\/b \(house-\d+\) has changed since the plan was made\n/);
  });

  it("is refused, however often, where the plan does not say what to delete", async () => {
    const account = toyAccount();
    account.cloud.plant("fence", "main", {});
    const { plan, observed } = await account.plan(nothing);
    const aimless = saved({
      observed,
      plan: { ...plan, steps: plan.steps.map((step) => ({ ...step, target: undefined })) },
    });
    for (const _ of ["begun", "resumed"]) {
      expect(await resume(account, aimless)).toMatchObject({ code: "plan-outdated", address: "fence/main" });
    }
  });

  it("is made where a listing did not show for a while what is still there", async () => {
    const { account, plan } = await halfRazed();
    await account.run({ plan, observed: await account.see() });
    const observed = await account.see();
    const resources = observed.resources.filter(({ address }) => address !== "house/b");
    const { error } = await account.run({ plan, observed: { ...observed, resources } });
    expect(error).toBeUndefined();
    expect(account.cloud.stored.size).toBe(0);
  });
});

describe("what is still to be deleted", () => {
  const doors =
    (...wanted: readonly (readonly [string, readonly string[]])[]): Wish =>
    (graph) => {
      for (const [name, locks] of wanted) graph.add(Door, name, { houseId: "a", locks: [...locks] });
    };

  /** A door that is to go, and has given one of its locks to a new one by the time that the run ends. */
  async function halfMoved() {
    const account = toyAccount();
    const old = account.cloud.plant("door", "old", { houseId: "a", locks: ["1", "2"] });
    const plan = saved(await account.plan(doors(["new", ["2"]])));
    account.cloud.failures.set("delete door/old", [refusal("Forbidden", "no")]);
    await account.run({ plan, observed: await account.see() });
    old.fields = { houseId: "a", locks: ["1"] };
    return { account, plan, old };
  }

  it("is deleted where it has only given something to what the plan makes, however often it is resumed", async () => {
    const { account, plan, old } = await halfMoved();
    account.cloud.failures.set("delete door/old", [refusal("Forbidden", "no")]);
    expect(await resume(account, plan)).toMatchObject({ code: "step-failed" });
    expect(await resume(account, plan)).toBeUndefined();
    expect([...account.cloud.stored.values()].map(({ id }) => id)).not.toContain(old.id);
  });

  it("is refused where nothing of the plan has what it lost, or it changed otherwise", async () => {
    const changes = [
      { houseId: "a", locks: ["2"] },
      { houseId: "a", locks: ["1", "3"] },
      { houseId: "b", locks: ["1"] },
    ];
    for (const fields of changes) {
      const { account, plan, old } = await halfMoved();
      old.fields = fields;
      expect(await resume(account, plan)).toMatchObject({ code: "plan-outdated", address: "door/old" });
    }
  });

  it("is refused where the record does not tell what it had", async () => {
    const { account, plan } = await halfMoved();
    const { leaving: _, ...record } = (await account.ledger.read("toy")) ?? { plan: undefined };
    await account.ledger.write(record as LedgerRecord);
    expect(await resume(account, plan)).toMatchObject({ code: "plan-outdated", address: "door/old" });
  });

  it.each([
    ["a list that lost what is held", { ids: ["a", "b"] }, { ids: ["a"] }, { ids: ["a", "b"] }],
    ["a list that lost all", { ids: ["b"] }, { ids: [] }, { ids: ["b"] }],
    ["a list that lost what nothing holds", { ids: ["a", "c"] }, { ids: ["a"] }, { ids: ["a"] }],
    ["a list that has something new", { ids: ["a", "b"] }, { ids: ["a", "d"] }, { ids: ["a", "d"] }],
    ["a list of others than texts", { ids: [1, 2] }, { ids: [1] }, { ids: [1] }],
    ["a text that was emptied", { id: "c" }, { id: "" }, { id: "c" }],
    ["a text that is another", { id: "b" }, { id: "a" }, { id: "a" }],
    ["a list that was emptied", { ids: ["c"] }, { ids: [] }, { ids: ["c"] }],
    ["a field that is gone", { ids: ["b"] }, {}, { ids: ["b"] }],
    ["a field that is new", {}, { ids: ["b"] }, { ids: ["b"] }],
  ])("gets back of %s what the plan's own have, or what the deletion emptied", (_, before, now, restored) => {
    expect(putBack(now, before, (text) => text === "b")).toEqual(restored);
  });
});
