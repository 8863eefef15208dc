import { describe, expect, it } from "vitest";
import type { ObservedResource } from "./observed.ts";
import { toyClock } from "./testing/toy-clock.ts";
import { ToyCloud } from "./testing/toy-cloud.ts";
import { refusal, silence } from "./testing/toy-errors.ts";
import { Fence, House, Lamp, type ToyLook } from "./testing/toy-kinds.ts";
import { toyProvider } from "./testing/toy-provider.ts";
import { Watch } from "./watch.ts";

function watching(signal = new AbortController().signal) {
  const clock = toyClock();
  const cloud = new ToyCloud(clock);
  const watch = new Watch(toyProvider(cloud), clock, signal);
  const listings: number[] = [];
  const list = cloud.list.bind(cloud);
  cloud.list = (kind) => {
    listings.push(clock.now());
    return list(kind);
  };
  return { clock, cloud, watch, listings };
}

const ready = (listing: readonly ObservedResource[]) => listing.find(({ status }) => status === "ready");
const limits = { usualSeconds: 10, limitSeconds: 60 };

it("resolves with what a listing shows, looking more often towards the usual end", async () => {
  const { clock, cloud, watch, listings } = watching();
  const began = 5000;
  await clock.sleep(began);
  cloud.plant("house", "main", {}, { readyAt: began + 10_000 });
  expect(await watch.until(House, ready, limits)).toMatchObject({ address: "house/main", status: "ready" });
  expect(listings.map((at) => Math.round(at - began))).toEqual([
    150, 450, 1050, 2250, 4650, 6433, 7622, 8415, 8943, 9443, 9943, 10_443,
  ]);
  expect(clock.now()).toBe(listings.at(-1));
});

it("answers all who wait for a kind with one listing, and asks for details where one of them needs them", async () => {
  const { cloud, watch } = watching();
  cloud.plant("lamp", "one", { watts: 5 });
  const seen = [watch.until(Lamp, ready, limits), watch.until(Lamp, ready, { ...limits, depth: "fields" })];
  expect((await Promise.all(seen)).map(({ props }) => props["watts"])).toEqual([5, 5]);
  expect(cloud.calls).toEqual(["list lamp", "detail lamp-1"]);
  cloud.calls.length = 0;
  expect((await watch.until(Lamp, ready, limits)).props["watts"]).toBeUndefined();
  expect(cloud.calls).toEqual(["list lamp"]);
});

it("answers all who wait for a kind with one listing, however long that takes", async () => {
  const { clock, cloud, watch } = watching();
  cloud.plant("house", "main", {});
  const list = cloud.list.bind(cloud);
  cloud.list = async (kind) => {
    const listing = await list(kind);
    await clock.sleep(1000);
    return listing;
  };
  await Promise.all([watch.until(House, ready, limits), watch.until(House, ready, limits)]);
  expect(cloud.calls).toEqual(["list house"]);
});

it("holds up nobody for a kind whose listing does not come", async () => {
  const { clock, cloud, watch } = watching();
  cloud.plant("house", "main", {}, { readyAt: 20_000 });
  cloud.plant("fence", "main", {});
  const list = cloud.list.bind(cloud);
  cloud.list = async (kind) => {
    if (kind === "fence") await clock.sleep(900_000);
    return list(kind);
  };
  const fence = watch.until(Fence, ready, limits);
  await watch.until(House, ready, limits);
  expect(clock.now()).toBeLessThan(22_000);
  // Who is listed late is none the worse for it.
  expect(await fence).toMatchObject({ address: "fence/main" });
  expect(clock.now()).toBeGreaterThan(900_000);
});

it("lists in one tick only the kinds that are due", async () => {
  const { clock, cloud, watch } = watching();
  cloud.plant("house", "main", {}, { readyAt: 100_000 });
  cloud.plant("fence", "main", {}, { readyAt: 100_000 });
  const house = watch.until(House, ready, { usualSeconds: 100, limitSeconds: 1000 });
  await clock.sleep(100);
  const fence = watch.until(Fence, ready, { usualSeconds: 1, limitSeconds: 1000 });
  await clock.sleep(400);
  expect(cloud.calls).toEqual(["list house", "list fence", "list house"]);
  await Promise.all([house, fence]);
});

describe("many who wait", () => {
  it("are asked about when it is time for each, where each can be listed alone", async () => {
    const { clock, cloud, watch } = watching();
    const Apart = {
      ...House,
      findAgain: async (look: ToyLook, known: readonly { readonly id: string }[]) => {
        asked.push(known.length);
        const ids = new Set(known.map(({ id }) => id));
        return (await House.find(look)).filter(({ id }) => ids.has(id));
      },
    };
    const asked: number[] = [];
    const wait = (at: number, usualSeconds: number) => {
      const of = cloud.plant("house", `h${at}`, {}, { readyAt: 300_000 });
      const isIt = (listing: readonly ObservedResource[]) =>
        listing.find(({ id, status }) => id === of.id && status === "ready");
      return watch.until(Apart, isIt, { usualSeconds, limitSeconds: 1000, of: { id: of.id, name: of.name, tags: {} } });
    };
    const slow = Array.from({ length: 70 }, (_, at) => wait(at, 300));
    await clock.sleep(60_000);
    asked.length = 0;
    // One for which it is time all the while.
    const quick = wait(70, 1);
    await clock.sleep(2000);
    expect(asked.length).toBeGreaterThan(3);
    expect(asked.reduce((sum, count) => sum + count)).toBeLessThan(asked.length + 75);
    await Promise.all([...slow, quick]);
  });

  it("are listed again after a pause that grows with the listing", async () => {
    const { cloud, watch, listings } = watching();
    for (let at = 0; at < 400; at += 1) cloud.plant("house", `h${at}`, {}, { readyAt: 5000 });
    await watch.until(House, ready, { usualSeconds: 5, limitSeconds: 100 });
    const pauses = listings.slice(1).map((at, nth) => at - (listings[nth] ?? 0));
    expect(Math.min(...pauses)).toBeGreaterThanOrEqual(800);
  });
});

it("cuts its sleep short for who comes later and wants to look earlier", async () => {
  const { clock, cloud, watch } = watching();
  cloud.plant("house", "main", {}, { readyAt: 100_000 });
  cloud.plant("fence", "main", {});
  const house = watch.until(House, ready, { usualSeconds: 100, limitSeconds: 1000 });
  await clock.sleep(30_000);
  const began = clock.now();
  await watch.until(Fence, ready, limits);
  expect(clock.now() - began).toBe(150);
  await house;
});

it("begins again after it had nothing to wait for", async () => {
  const { clock, cloud, watch } = watching();
  cloud.plant("house", "main", {});
  await watch.until(House, ready, limits);
  await clock.sleep(1000);
  const again = watch.until(House, ready, limits);
  expect(await Promise.race([again, clock.sleep(1000)])).toMatchObject({ address: "house/main" });
});

it("gives up as timed-out when the limit has passed, and not before", async () => {
  const { clock, cloud, watch, listings } = watching();
  cloud.plant("house", "main", {}, { readyAt: Infinity });
  await expect(watch.until(House, ready, limits)).rejects.toMatchObject({
    code: "timed-out",
    message: "gave up waiting for a house",
  });
  expect(clock.now()).toBeGreaterThanOrEqual(60_000);
  expect(listings.at(-2)).toBeLessThan(60_000);
  expect(listings.at(-1)).toBe(clock.now());
});

it("gives up in the very moment of the limit", async () => {
  const { clock, cloud, watch } = watching();
  cloud.plant("house", "main", {}, { readyAt: Infinity });
  await expect(watch.until(House, ready, { usualSeconds: 10, limitSeconds: 0.15 })).rejects.toMatchObject({
    code: "timed-out",
  });
  expect(clock.now()).toBe(150);
});

it("rejects with what the one who waits throws, and keeps the others waiting", async () => {
  const { cloud, watch } = watching();
  cloud.plant("house", "main", {}, { readyAt: 5000 });
  const error = new Error("no");
  const refusing = watch.until(
    House,
    () => {
      throw error;
    },
    limits,
  );
  const waiting = watch.until(House, ready, limits);
  await expect(refusing).rejects.toBe(error);
  expect(await waiting).toMatchObject({ status: "ready" });
});

describe("a listing that fails", () => {
  it.each([
    ["was refused for its pace", refusal("Slow", "x")],
    ["was never answered", silence()],
  ])("is made again where it %s", async (_how, error) => {
    const { cloud, watch, listings } = watching();
    cloud.plant("house", "main", {});
    cloud.failures.set("list house", [error, error]);
    expect(await watch.until(House, ready, limits)).toMatchObject({ address: "house/main" });
    expect(listings).toEqual([150, 450, 1050]);
  });

  it("goes by what the code means to its kind", async () => {
    const { cloud, watch } = watching();
    cloud.plant("fence", "main", {});
    cloud.failures.set("list fence", [Object.assign(new Error("x"), { name: "Busy" })]);
    expect(await watch.until(Fence, ready, limits)).toMatchObject({ address: "fence/main" });
  });

  it("rejects with its error when the limit has passed", async () => {
    const { clock, cloud, watch } = watching();
    const error = refusal("Slow", "x");
    cloud.refusals.set("list house", error);
    await expect(watch.until(House, ready, limits)).rejects.toBe(error);
    expect(clock.now()).toBeGreaterThanOrEqual(60_000);
  });

  it("rejects at once where it was refused for good", async () => {
    const { clock, cloud, watch } = watching();
    const error = refusal("Forbidden", "x");
    cloud.refusals.set("list house", error);
    await expect(watch.until(House, ready, limits)).rejects.toBe(error);
    expect(clock.now()).toBe(150);
  });

  it.each([
    ["no answer", silence()],
    ["a call cut short", Object.assign(new Error("Request aborted"), { name: "AbortError" })],
  ])("rejects with the caller's reason when that was the cause of %s", async (_what, error) => {
    const controller = new AbortController();
    const { cloud, watch } = watching(controller.signal);
    const reason = new Error("enough");
    cloud.list = async () => {
      controller.abort(reason);
      throw error;
    };
    await expect(watch.until(House, ready, limits)).rejects.toBe(reason);
  });
});

it("rejects all who wait with the caller's reason, without another listing", async () => {
  const controller = new AbortController();
  const { clock, cloud, watch } = watching(controller.signal);
  const reason = new Error("enough");
  const waits = [House, Fence].map((kind) => watch.until(kind, ready, limits).catch((error: unknown) => error));
  void clock.sleep(200).then(() => controller.abort(reason));
  expect(await Promise.all(waits)).toEqual([reason, reason]);
  expect(cloud.calls).toEqual(["list house", "list fence"]);
});

describe("the last listing of a kind", () => {
  it("is there once it was made, and until something of that kind is changed", async () => {
    const { cloud, watch } = watching();
    cloud.plant("house", "main", {});
    expect(watch.lastListing("house")).toBeUndefined();
    await watch.until(House, ready, limits);
    expect(watch.lastListing("house")).toMatchObject([{ address: "house/main" }]);
    watch.changed("fence");
    expect(watch.lastListing("house")).toHaveLength(1);
    watch.changed("house");
    expect(watch.lastListing("house")).toBeUndefined();
    await watch.until(House, ready, limits);
    expect(watch.lastListing("house")).toHaveLength(1);
  });

  it("is not one during which something was changed", async () => {
    const { cloud, watch } = watching();
    cloud.plant("house", "main", {});
    const list = cloud.list.bind(cloud);
    cloud.list = (kind) => {
      watch.changed("house");
      return list(kind);
    };
    await watch.until(House, ready, limits);
    expect(watch.lastListing("house")).toBeUndefined();
  });
});
