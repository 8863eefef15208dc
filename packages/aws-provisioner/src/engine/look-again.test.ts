import { describe, expect, it } from "vitest";
import type { Untimed } from "./event.ts";
import { ResourceGraph, type Resource } from "./graph.ts";
import type { LedgerRecord } from "./ledger.ts";
import { lookAgain, type LookAgain } from "./look-again.ts";
import type { ObservedState } from "./observed.ts";
import { makePlan } from "./make-plan.ts";
import { houses } from "./testing/toy-wishes.ts";
import { toyAccount, type Wish } from "./testing/toy-run.ts";
import { type Toy, toyKinds } from "./testing/toy-kinds.ts";
import { toyProvider } from "./testing/toy-provider.ts";

const lag = { usual: 10, worst: 100 };
const two = houses({ name: "a" }, { name: "b", doors: ["front"] });

function resourcesOf(wish: Wish): readonly Resource[] {
  const graph = new ResourceGraph();
  wish(graph);
  return graph.inOrder();
}

/** A record of an apply that made all of a wish, written so many seconds ago. */
function recordOf(wish: Wish, state: LedgerRecord["state"], secondsAgo: number, now: number): LedgerRecord {
  const observed: ObservedState = { resources: [], kinds: new Set(toyKinds.map(({ name }) => name)) };
  const plan = makePlan({ cluster: "toy", kinds: toyKinds, resources: resourcesOf(wish), observed });
  return { format: 1, cluster: "toy", operation: "1", plan, state, at: now - secondsAgo * 1000 };
}

interface Told {
  /** Seconds from now on after which listings show house b; undefined for never. */
  readonly shown?: number;
  readonly record?: readonly [LedgerRecord["state"], secondsAgo: number, made?: Wish];
  readonly wanted?: Wish;
  readonly more?: Partial<LookAgain<Toy>>;
  /** Whether nothing else stands. */
  readonly alone?: boolean;
}

/** What comes of looking again for house b, which the first look has missed. */
async function looked({ shown, record, wanted = two, more = {}, alone = false }: Told) {
  const { cloud, clock, see } = toyAccount();
  await clock.sleep(1_000_000);
  if (!alone) cloud.plant("house", "a", { color: "red", plot: "1" });
  const now = clock.now();
  if (shown !== undefined) {
    cloud.plant("house", "b", { color: "red", plot: "1" }, { seenFrom: now + Math.max(shown, 0.001) * 1000 });
  }
  const first = await see();
  cloud.calls.length = 0;
  const events: Untimed[] = [];
  const state = await lookAgain(first, {
    provider: { ...toyProvider(cloud), lagOf: () => lag },
    clock,
    since: now,
    signal: new AbortController().signal,
    record: record && recordOf(record[2] ?? two, record[0], record[1], now),
    wanted: resourcesOf(wanted),
    emit: (event) => void events.push(event),
    ...more,
  });
  return {
    found: state.resources.some(({ address }) => address === "house/b"),
    calls: cloud.calls.length,
    seconds: (clock.now() - now) / 1000,
    settling: events.flatMap((event) => (event.type === "settling" ? event.seconds : [])),
  };
}

describe("what a listing has missed", () => {
  it("costs nothing where nothing is missing, and where nothing stands", async () => {
    expect(await looked({ wanted: houses({ name: "a" }) })).toMatchObject({ calls: 0, seconds: 0, settling: [] });
    expect(await looked({ alone: true })).toMatchObject({ found: false, calls: 0, seconds: 0 });
  });

  it("is asked for by the first name, in one call, where nothing stands and no record tells why", async () => {
    const { cloud } = toyAccount();
    const asked: string[] = [];
    const provider = {
      ...toyProvider(cloud),
      kinds: toyKinds.map((kind) => (kind.name === "house" ? { ...kind, seek: async () => [] } : kind)),
      seek: async (_signal: AbortSignal, _kind: string, sought: readonly { readonly address: string }[]) => {
        asked.push(...sought.map(({ address }) => address));
        return [];
      },
    };
    expect(await looked({ alone: true, more: { provider } })).toMatchObject({ found: false, seconds: 0 });
    expect(asked).toEqual(["house/a"]);
    await looked({ alone: true, more: { provider, wanted: [] } });
    await looked({ alone: true, record: ["closed", 0, houses()], more: { provider } });
    expect(asked).toEqual(["house/a"]);
  });

  it("is looked for once more where an index names something of the cluster, and nothing stands", async () => {
    const told = await looked({ alone: true, more: { isNamed: true } });
    expect(told).toMatchObject({ found: false, calls: 1, seconds: 0 });
  });

  it("is looked for once more where the last apply knew nothing of it", async () => {
    const record = ["closed", 0, houses({ name: "a" })] as const;
    expect(await looked({ record })).toMatchObject({ found: false, calls: 1, seconds: 0, settling: [] });
  });

  it("is waited for where the last apply has made it, as long as listings may be behind", async () => {
    const told = await looked({ shown: 70, record: ["closed", 20] });
    expect(told.found).toBe(true);
    expect(told.seconds).toBeGreaterThanOrEqual(70);
    // One look in two is for the listing.
    expect(told.seconds).toBeLessThan(70 + 30);
    expect(told.settling).toEqual([80]);
  });

  it("is believed to be gone when listings cannot be behind any more", async () => {
    const { found, seconds } = await looked({ record: ["closed", 20] });
    expect(found).toBe(false);
    expect(seconds).toBeGreaterThanOrEqual(80);
    expect(seconds).toBeLessThan(80 + 15);
    expect(await looked({ record: ["closed", 100] })).toMatchObject({ found: false, seconds: 2, settling: [2] });
  });

  it("is waited for all the time where a run was cut short, though its record is old", async () => {
    expect(await looked({ shown: 99, record: ["open", 5000] })).toMatchObject({ found: true, settling: [100] });
  });

  it("is not waited for where the run that ended has told that nothing has come of it", async () => {
    const { cloud, clock, see } = toyAccount();
    cloud.plant("house", "a", { color: "red", plot: "1" });
    const kinds = toyKinds.map((kind) => (kind.name === "house" ? { ...kind, unguarded: true as const } : kind));
    const seconds = async (unmade: readonly string[]) => {
      const before = clock.now();
      await lookAgain(await see(), {
        provider: { ...toyProvider(cloud), kinds, lagOf: () => lag },
        clock,
        since: clock.now(),
        signal: new AbortController().signal,
        record: { ...recordOf(two, "open", 0, clock.now()), unmade },
        wanted: resourcesOf(two),
      });
      return (clock.now() - before) / 1000;
    };
    expect(await seconds(["door/b-front", "house/b", "sign/b-front"])).toBe(0);
    expect(await seconds(["door/b-front", "sign/b-front"])).toBeGreaterThanOrEqual(lag.worst);
  });

  it("is made again by the token of the run that was cut short where that is its guard", async () => {
    // House a stands; its door and its sign are lacking.
    const record = ["open", 0, houses({ name: "a", doors: ["front"] })] as const;
    const wanted = houses({ name: "a", doors: ["front"] });
    expect(await looked({ record, wanted })).toMatchObject({ calls: 2, seconds: 0, settling: [] });
  });

  it("is waited for where no record is, and by a plan alone only as long as listings usually take", async () => {
    expect(await looked({ shown: 90 })).toMatchObject({ found: true, settling: [100] });
    const planned = await looked({ shown: 90, more: { plansOnly: true } });
    expect(planned).toMatchObject({ found: false, settling: [10] });
    expect(planned.seconds).toBeLessThan(30);
  });

  it("is nobody's to look for where it goes with its owner", async () => {
    const record = ["closed", 0, houses({ name: "a", doors: ["front"] })] as const;
    // The door is looked for, which nobody wants any more, and its sign is not.
    const { cloud, clock, see } = toyAccount();
    cloud.plant("house", "a", { color: "red", plot: "1" });
    const first = await see();
    cloud.calls.length = 0;
    await lookAgain(first, {
      provider: { ...toyProvider(cloud), lagOf: () => lag },
      clock,
      since: clock.now(),
      signal: new AbortController().signal,
      record: recordOf(record[2], "closed", 200, clock.now()),
      wanted: [],
    });
    expect(new Set(cloud.calls.slice(0, 2))).toEqual(new Set(["list door"]));
  });
});

describe("after a run that was cut short", () => {
  it("what it was to delete is asked for once more where a listing does not show it", async () => {
    const { cloud, clock, see } = toyAccount();
    await clock.sleep(1_000_000);
    cloud.plant("house", "a", { color: "red", plot: "1" });
    const plan = makePlan({ cluster: "toy", kinds: toyKinds, resources: [], observed: await see() });
    const record = { format: 1, cluster: "toy", operation: "1", plan, state: "open", at: clock.now() } as const;
    const leftOut: ObservedState = { resources: [], kinds: new Set(toyKinds.map(({ name }) => name)) };
    const signal = new AbortController().signal;
    const at = { provider: { ...toyProvider(cloud), lagOf: () => lag }, clock, since: clock.now(), signal, wanted: [] };
    const seen = async () => (await lookAgain(leftOut, { ...at, record })).resources.map(({ address }) => address);
    expect(await seen()).toEqual(["house/a"]);
    cloud.stored.clear();
    expect(await seen()).toEqual([]);
  });

  it("what something that stands has in its fields is waited for, also where its token would make no second one", async () => {
    const { cloud, clock, see } = toyAccount();
    await clock.sleep(1_000_000);
    const home = houses({ name: "a", doors: ["front"] });
    const now = clock.now();
    const house = cloud.plant("house", "a", { color: "red", plot: "1" }, { seenFrom: now + 60_000 });
    cloud.plant("door", "a-front", { houseId: house.id, locks: [] });
    const state = await lookAgain(await see(), {
      provider: { ...toyProvider(cloud), lagOf: () => lag },
      clock,
      since: now,
      signal: new AbortController().signal,
      record: recordOf(home, "open", 0, now),
      wanted: resourcesOf(home),
    });
    expect(state.resources.map(({ address }) => address)).toContain("house/a");
    expect(clock.now() - now).toBeGreaterThanOrEqual(60_000);
  });
});

describe("what has gone and is still listed", () => {
  /** Of house a, that the last apply has deleted: what is there when it is shown for so many seconds more. */
  async function still(shown: number, more: { readonly secondsAgo?: number; readonly answersAfter?: number } = {}) {
    const { cloud, clock, see } = toyAccount();
    await clock.sleep(1_000_000);
    const { id } = cloud.plant("house", "a", { color: "red", plot: "1" });
    const observed = await see();
    const plan = makePlan({ cluster: "toy", kinds: toyKinds, resources: [], observed });
    cloud.stored.get(id)!.goneAt = clock.now() + shown * 1000;
    cloud.stored.get(id)!.status = "ready";
    const since = clock.now();
    await clock.sleep((more.answersAfter ?? 0) * 1000);
    const now = clock.now();
    const at = now - (more.secondsAgo ?? 0) * 1000;
    const state = await lookAgain(observed, {
      provider: { ...toyProvider(cloud), lagOf: () => lag },
      clock,
      since,
      signal: new AbortController().signal,
      record: { format: 1, cluster: "toy", operation: "1", plan, state: "closed", at },
      wanted: [],
    });
    return { there: state.resources.length, seconds: (clock.now() - now) / 1000 };
  }

  it("is doubted by when listings were asked for, however long their answers took", async () => {
    expect((await still(10, { answersAfter: 200, secondsAgo: 210 })).there).toBe(0);
    expect((await still(Infinity, { answersAfter: 200, secondsAgo: 310 })).there).toBe(1);
  });

  it("is not believed to stand", async () => {
    const { there, seconds } = await still(40);
    expect(there).toBe(0);
    expect(seconds).toBeGreaterThanOrEqual(40);
  });

  it("stands where listings show it for longer than they may be behind", async () => {
    const { there, seconds } = await still(1000);
    expect([there, seconds]).toEqual([1, 100]);
    expect(await still(1000, { secondsAgo: 100 })).toEqual({ there: 1, seconds: 0 });
  });
});
