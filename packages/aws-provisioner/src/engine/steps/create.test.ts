import { describe, expect, it } from "vitest";
import { refusal, silence } from "../testing/toy-errors.ts";
import { Fence, House, Lamp, Vault } from "../testing/toy-kinds.ts";
import { toyAccount, type Wish } from "../testing/toy-run.ts";
import { tokenFor } from "../token.ts";
import { home, houses } from "../testing/toy-wishes.ts";

const gold: Wish = (graph) => void graph.add(Vault, "gold", { brand: "x", size: 1, code: "secret" });

describe("a create", () => {
  it("repeats a call whose answer means not yet, and says so", async () => {
    const { cloud, build } = toyAccount();
    cloud.failures.set("create door/main-front", [
      refusal("NotYet", "not visible"),
      refusal("NotFound", "no such house"),
    ]);
    const { error, events } = await build(home);
    expect(error).toBeUndefined();
    expect(events.filter(({ type }) => type === "retrying")).toMatchObject([
      { step: { address: "door/main-front" }, reason: "NotYet: not visible", inSeconds: 0.5 },
      { step: { address: "door/main-front" }, reason: "NotFound: no such house", inSeconds: 1 },
    ]);
  });

  it("does not bring what cannot be read back once more", async () => {
    const { cloud, build } = toyAccount();
    expect((await build(gold)).error).toBeUndefined();
    expect(cloud.calls).toEqual(expect.not.arrayContaining(["update vault/gold"]));
  });

  it("changes nothing of what it made where a listing has no tags yet", async () => {
    const { cloud, build } = toyAccount();
    const create = cloud.create.bind(cloud);
    cloud.create = async (...call) => {
      await create(...call);
      cloud.at("vault/gold").tags = {};
      return undefined as never;
    };
    expect((await build(gold, { tags: { team: "blue" } })).error).toBeUndefined();
    expect(cloud.calls.filter((call) => call.includes("vault"))).toEqual([
      "list vault",
      "create vault/gold",
      "list vault",
    ]);
  });

  it("leaves alone what cannot change, where the provider spells it in another way", async () => {
    const { cloud, build } = toyAccount();
    const create = cloud.create.bind(cloud);
    cloud.create = async (...call) => {
      const made = await create(...call);
      return { ...made, fields: { ...made.fields, brand: "X" } };
    };
    expect((await build(gold)).error).toBeUndefined();
    expect(cloud.calls).not.toContain("update vault/gold");
  });

  it("knows what it made with what it set after the call", async () => {
    const { build } = toyAccount();
    const { applied } = await build(home);
    expect(applied?.live.get("door/main-front")?.props).toEqual({ houseId: "house-1", locks: ["b", "a"] });
  });

  it("is over only when what it made is ready, and tells the provider's reason for the wait", async () => {
    const { cloud, build } = toyAccount();
    const pending = cloud.plant.bind(cloud);
    cloud.plant = (kind, name, fields, more) => pending(kind, name, fields, { ...more, reason: "the paint dries" });
    const { applied, events, report } = await build(houses({}));
    expect(events.filter(({ type }) => type === "waiting")).toMatchObject([{ reason: "the paint dries" }]);
    expect(applied?.live.get("house/main")?.status).toBe("ready");
    expect(report?.timings[0]?.stable).toBeGreaterThanOrEqual(100);
  });

  it("lists what its answer did not describe", async () => {
    const { cloud, build, plan } = toyAccount();
    cloud.lag = 3;
    const wish: Wish = (graph) => {
      graph.add(Fence, "main", { around: "town" });
    };
    const { applied, error } = await build(wish);
    expect(error).toBeUndefined();
    expect(applied?.live.get("fence/main")?.id).toBe(cloud.at("fence/main").id);
    expect((await plan(wish)).plan.steps).toEqual([]);
  });

  it("goes by the name of the plan where the answer bears none", async () => {
    const { cloud, build } = toyAccount();
    const plant = cloud.plant.bind(cloud);
    cloud.plant = (kind, _name, fields, more) => plant(kind, undefined, fields, more);
    const { applied } = await build(gold);
    expect(applied?.live.get("vault/gold")).toMatchObject({ address: "vault/gold", name: "gold" });
  });

  it("changes and looks for nothing where its answer leaves out the tags that it bears", async () => {
    const { cloud, build } = toyAccount();
    const create = cloud.create.bind(cloud);
    cloud.create = async (...call) => ({ ...(await create(...call)), tags: {} });
    expect((await build(gold, { tags: { team: "blue" } })).error).toBeUndefined();
    expect(cloud.calls.filter((call) => call.includes("vault"))).toEqual(["list vault", "create vault/gold"]);
    expect(cloud.at("vault/gold").tags).toEqual({ team: "blue" });
  });

  it("fails with the provider's reason when what it made has failed", async () => {
    const { clock, cloud, build } = toyAccount();
    void clock
      .sleep(20_000)
      .then(() => Object.assign(cloud.at("house/main"), { status: "failed", reason: "it burnt" }));
    const { error } = await build(houses({}));
    expect(error).toMatchObject({
      code: "step-failed",
      address: "house/main",
      message: "house/main (house-1) failed: it burnt\nMend the cause, and run again: it is made anew.",
    });
  });

  it("fails without a reason where the provider gives none", async () => {
    const { clock, cloud, build } = toyAccount();
    void clock.sleep(20_000).then(() => Object.assign(cloud.at("house/main"), { status: "failed" }));
    expect((await build(houses({}))).error).toMatchObject({
      message: "house/main (house-1) failed: no reason given\nMend the cause, and run again: it is made anew.",
    });
  });
});

describe("a create that does not get stable", () => {
  const lit: Wish = (graph) => void graph.add(Lamp, "hall", { doorId: "d", watts: 5 });

  it.each([
    ["in the provider's words", "the wire is cut", ": the wire is cut"],
    ["and says that there are none", undefined, ", no reason given"],
  ])("is given up after its time, explained %s", async (_how, reason, words) => {
    const { clock, cloud, build } = toyAccount();
    cloud.hanging.add("lamp/hall");
    void clock.sleep(1000).then(() => Object.assign(cloud.at("lamp/hall"), { reason }));
    const { error } = await build(lit);
    expect(error).toMatchObject({
      code: "timed-out",
      address: "lamp/hall",
      message: expect.stringMatching(
        `^lamp/hall \\(lamp-1\\) is not stable after 9\\d\\d s: last seen pending${words}\nRun again, which waits anew; for longer with waitSeconds: { "lamp/hall": 1800 }.$`,
      ) as string,
      cause: { code: "timed-out", message: "gave up waiting for a lamp" },
    });
    expect(clock.now()).toBeGreaterThanOrEqual(900_000);
    expect(clock.now()).toBeLessThan(930_000);
  });

  it("is given up without an explanation where its kind has none", async () => {
    const { clock, cloud, build } = toyAccount();
    cloud.hanging.add("house/main");
    expect((await build(houses({}))).error).toMatchObject({
      code: "timed-out",
      message: expect.stringMatching(
        /^house\/main \(house-1\) is not stable after 16\d\d s: last seen pending, /,
      ) as string,
    });
    expect(clock.now()).toBeGreaterThanOrEqual(1_600_000);
    expect(clock.now()).toBeLessThan(1_630_000);
  });

  it("is not explained when it failed for another reason", async () => {
    const { clock, cloud, build } = toyAccount();
    void clock.sleep(2000).then(() => Object.assign(cloud.at("lamp/hall"), { status: "failed", reason: "it broke" }));
    expect((await build(lit)).error).toMatchObject({
      code: "step-failed",
      message: "lamp/hall (lamp-1) failed: it broke\nMend the cause, and run again: it is made anew.",
    });
  });
});

describe("a create whose answer was lost", () => {
  it.each([
    ["took effect", "lost"],
    ["never arrived", "failures"],
  ] as const)("makes one of what nothing guards, where the call %s and listings are behind", async (_how, means) => {
    const { clock, cloud, build, plan } = toyAccount();
    cloud.lag = 8;
    if (means === "lost") cloud.lost.add("create house/main");
    else cloud.failures.set("create house/main", [silence()]);
    const { error, events } = await build(home);
    expect(error).toBeUndefined();
    expect(events.filter(({ type }) => type === "retrying")).toMatchObject([
      { reason: "socket hang up", inSeconds: 0.5 },
    ]);
    expect(cloud.all("house/main")).toHaveLength(1);
    await clock.sleep(cloud.lag * 1000);
    expect((await plan(home)).plan.steps).toEqual([]);
  });

  it("is repeated with the same token where one guards it", async () => {
    const { cloud, build } = toyAccount();
    cloud.lost.add("create vault/gold");
    expect((await build(gold)).error).toBeUndefined();
    expect(cloud.all("vault/gold")).toHaveLength(1);
    expect(cloud.calls.filter((call) => call.startsWith("list vault"))).toHaveLength(1);
  });

  it("does not take for its own what bears another address", async () => {
    const { cloud, build } = toyAccount();
    cloud.plant("house", "other", { color: "red", plot: "1" });
    cloud.failures.set("create house/main", [silence()]);
    expect((await build(houses({ name: "other" }, { name: "main" }))).error).toBeUndefined();
    expect(cloud.all("house/main")).toHaveLength(1);
  });

  it("does not take for its own what was made beside it", async () => {
    const { cloud, build } = toyAccount();
    cloud.failures.set("create house/b", [silence()]);
    const { applied, error } = await build(houses({ name: "a" }, { name: "b" }));
    expect(error).toBeUndefined();
    expect(cloud.all("house/b")).toHaveLength(1);
    expect(applied?.live.get("house/b")?.id).toBe(cloud.at("house/b").id);
  });

  it("does not take for its own what it replaces, where that goes only after it", async () => {
    const { cloud, plan, run } = toyAccount();
    cloud.plant("house", "main", { color: "red", plot: "9" });
    const { plan: made, observed } = await plan(houses({}));
    const steps = made.steps.map((step) => ({
      ...step,
      needs: step.action === "create" ? [] : [{ step: "create house/main", reached: "stable" as const }],
    }));
    cloud.failures.set("create house/main", [silence()]);
    expect((await run({ observed, plan: { ...made, steps } })).error).toBeUndefined();
    expect(cloud.all("house/main").map(({ fields }) => fields["plot"])).toEqual(["1"]);
  });

  it("does not take for its own what stood there before, and is to go", async () => {
    const { cloud, build, plan, run } = toyAccount();
    cloud.plant("house", "main", { color: "red", plot: "9" });
    const planned = await plan(houses({}));
    cloud.failures.set("create house/main", [silence()]);
    expect((await run(planned)).error).toBeUndefined();
    expect(cloud.all("house/main").map(({ fields }) => fields["plot"])).toEqual(["1"]);
    expect((await build(houses({}))).error).toBeUndefined();
  });

  it("adopts what an earlier try made, when it is refused for being there already", async () => {
    const { cloud, plan, run } = toyAccount();
    const planned = await plan(gold);
    cloud.plant("vault", "gold", { brand: "x", size: 1 });
    cloud.failures.set("create vault/gold", [refusal("Exists", "there is one")]);
    const { applied, error } = await run(planned);
    expect(error).toBeUndefined();
    expect(applied?.live.get("vault/gold")?.id).toBe("vault-1");
    expect(cloud.all("vault/gold")).toHaveLength(1);
  });

  it("brings what it adopted to what it should be", async () => {
    const { cloud, plan, run } = toyAccount();
    const planned = await plan(gold);
    cloud.plant("vault", "gold", { brand: "x", size: 7 });
    cloud.failures.set("create vault/gold", [refusal("Exists", "there is one")]);
    expect((await run(planned)).error).toBeUndefined();
    expect(cloud.at("vault/gold").fields["size"]).toBe(1);
  });

  it.each([
    ["that stands under its address", refusal("Exists", "there is one")],
    ["that a repetition finds", silence()],
  ])(
    "brings the tags of what it adopted to what they should be, and waits until they show: %s",
    async (_how, error) => {
      const { clock, cloud, plan, run } = toyAccount();
      const tags = { team: "blue", stage: "test" };
      const planned = await plan(houses({ color: "blue" }), { tags });
      cloud.changeLag = 30;
      cloud.plant("house", "main", { color: "red", plot: "1" }, { tags: { team: "red", old: "x", stage: "test" } });
      cloud.failures.set("create house/main", [error]);
      const { applied, error: thrown } = await run(planned);
      expect(thrown).toBeUndefined();
      expect(applied?.live.get("house/main")).toMatchObject({ tags, props: { color: "blue" }, status: "ready" });
      expect(applied?.live.get("house/main")?.tags).toEqual(tags);
      expect(clock.now()).toBeGreaterThanOrEqual(30_000);
      expect((await plan(houses({ color: "blue" }), { tags })).plan.steps).toEqual([]);
    },
  );

  it.each<[string, Record<string, string>, number, readonly string[]]>([
    ["tags alone", { team: "red" }, 1, ["tags of vault", "retag vault/gold"]],
    ["fields alone", { team: "blue" }, 7, ["update vault/gold"]],
  ])("waits until listings show %s of what it adopted", async (_what, tags, size, calls) => {
    const { clock, cloud, plan, run } = toyAccount();
    const planned = await plan(gold, { tags: { team: "blue" } });
    cloud.changeLag = 30;
    cloud.plant("vault", "gold", { brand: "x", size }, { tags });
    cloud.failures.set("create vault/gold", [refusal("Exists", "there is one")]);
    expect((await run(planned)).error).toBeUndefined();
    expect(cloud.calls.filter((call) => !call.startsWith("list"))).toEqual(["create vault/gold", ...calls]);
    expect(clock.now()).toBeGreaterThanOrEqual(30_000);
  });

  it("does not look again at what it adopted as it is", async () => {
    const { cloud, plan, run } = toyAccount();
    const planned = await plan(gold, { tags: { team: "blue" } });
    cloud.plant("vault", "gold", { brand: "x", size: 1 }, { tags: { team: "blue" } });
    cloud.failures.set("create vault/gold", [refusal("Exists", "there is one")]);
    cloud.calls.length = 0;
    expect((await run(planned)).error).toBeUndefined();
    expect(cloud.calls).toEqual(["create vault/gold", "list vault"]);
  });

  it("refuses to adopt what is another one", async () => {
    const { cloud, plan, run } = toyAccount();
    const planned = await plan((graph) => void graph.add(Fence, "main", { around: "a", gate: "b" }));
    cloud.plant("fence", "main", { around: "c", gate: "d" });
    cloud.failures.set("create fence/main", [refusal("Exists", "there is one")]);
    expect((await run(planned)).error).toMatchObject({
      code: "plan-outdated",
      address: "fence/main",
      message: expect.stringContaining(
        "fence/main (fence-1) is there already, with another around and another gate\n",
      ) as string,
    });
  });

  it("does not adopt what is on its way out, and fails when nothing else comes", async () => {
    const { clock, cloud, plan, run } = toyAccount();
    const planned = await plan(gold);
    cloud.plant("vault", "gold", { brand: "x", size: 1 }, { status: "deleting" });
    cloud.failures.set("create vault/gold", [refusal("Exists", "there is one")]);
    expect((await run(planned)).error).toMatchObject({ code: "step-failed", cause: { name: "Exists" } });
    expect(clock.now()).toBeGreaterThanOrEqual(10_000);
    expect(clock.now()).toBeLessThan(20_000);
  });

  it("adopts what a listing shows late", async () => {
    const { cloud, plan, run } = toyAccount();
    const planned = await plan(gold);
    cloud.plant("vault", "gold", { brand: "x", size: 1 }, { seenFrom: 5000 });
    cloud.failures.set("create vault/gold", [refusal("Exists", "there is one")]);
    expect((await run(planned)).error).toBeUndefined();
  });
});

it("a create sends the token that its operation, its step and its fields make, in whatever process", async () => {
  const { cloud, build } = toyAccount();
  await build(gold);
  const fields = { brand: "x", size: 1, code: "secret" };
  expect(cloud.tokens).toEqual([tokenFor("operation 1", "create create vault/gold", [fields, {}])]);
});

it("a create with other tags has another token: they are parameters of its call", async () => {
  const tokens = await Promise.all(
    ["one", "two"].map(async (by) => {
      const { cloud, build } = toyAccount();
      await build(gold, { tags: { by } });
      return cloud.tokens;
    }),
  );
  expect(tokens[0]).not.toEqual(tokens[1]);
});

describe("a token whose resource has ended", () => {
  const both: Wish = (graph) => {
    gold(graph);
    graph.add(Fence, "main", { around: "a" });
  };

  it("gets a successor by the next one", async () => {
    const { cloud, build } = toyAccount();
    cloud.failures.set("create fence/main", [refusal("Forbidden", "not yet")]);
    await build(both);
    // The run is to be resumed; meanwhile someone takes away what it made, and its token still stands for
    // that.
    cloud.stored.delete(cloud.at("vault/gold").id);
    cloud.tokens.length = 0;
    expect((await build(gold)).error).toBeUndefined();
    expect(new Set(cloud.tokens).size).toBe(2);
    expect(cloud.all("vault/gold")).toHaveLength(1);
  });

  it.each(["gone", "deleting"] as const)("is given up after ten successors that are %s, too", async (status) => {
    const { cloud, build } = toyAccount();
    const plant = cloud.plant.bind(cloud);
    cloud.plant = (kind, name, fields, more) => plant(kind, name, fields, { ...more, status });
    expect((await build(gold)).error).toMatchObject({
      code: "timed-out",
      message: expect.stringMatching(/^vault\/gold \(id unknown\) is not listed after 63\d s: /) as string,
    });
    expect(new Set(cloud.tokens).size).toBe(10);
  });
});

it("a create that is refused for good fails, and looks for nothing", async () => {
  const { cloud, build } = toyAccount();
  cloud.refusals.set("create house/main", refusal("Forbidden", "no"));
  expect((await build((graph) => void graph.add(House, "main", { color: "x", plot: "y" }))).error).toMatchObject({
    code: "step-failed",
  });
  expect(cloud.calls.at(-1)).toBe("create house/main");
});
