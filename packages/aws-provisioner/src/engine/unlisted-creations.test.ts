import { describe, expect, it } from "vitest";
import { type ObservedResource, readState, withAddress } from "./observed.ts";
import type { Plan, PlanStep } from "./plan.ts";
import { toyClock } from "./testing/toy-clock.ts";
import { ToyCloud } from "./testing/toy-cloud.ts";
import { Door, House } from "./testing/toy-kinds.ts";
import { toyLagSeconds, toyProvider } from "./testing/toy-provider.ts";
import { lateListed, unlistedCreations } from "./unlisted-creations.ts";

function stepOf(action: PlanStep["action"], address: string, more: Partial<PlanStep> = {}): PlanStep {
  return { action, address, kind: address.split("/")[0], replacement: false, target: undefined, ...more } as PlanStep;
}

const plan = {
  steps: [
    stepOf("create", "house/new"),
    stepOf("update", "house/kept", { target: "house-1" }),
    stepOf("create", "door/moved", { replacement: true }),
    stepOf("delete", "door/moved", { replacement: true, target: "door-old" }),
  ],
} as unknown as Plan;

/**
 * What is listed late of houses and doors, where listings show what bears these names only when they cannot
 * be behind any more.
 */
async function late(kind: string, names: string, more: { id?: string; goneAt?: number } = {}, resumes = false) {
  const clock = toyClock();
  const cloud = new ToyCloud(clock);
  const { signal } = new AbortController();
  cloud.plant("house", "kept", {});
  const observed = await readState({ cloud, signal }, [House, Door]);
  cloud.calls.length = 0;
  for (const name of names.split(" ")) cloud.plant(kind, name, {}, { ...more, seenFrom: toyLagSeconds * 1000 });
  const listed = await lateListed({ plan, observed, provider: toyProvider(cloud), clock, signal }, resumes);
  return { listed: listed.map(({ address }) => address), calls: cloud.calls, now: clock.now() };
}

describe("what no listing showed yet of an interrupted run", () => {
  it("is listed when listings cannot be behind any more, in the kinds that were read", async () => {
    const { listed, calls, now } = await late("house", "new");
    expect([listed, calls, now]).toEqual([["house/new"], ["list house", "list door"], toyLagSeconds * 1000]);
    expect((await late("fence", "new")).listed).toEqual([]);
  });

  it("is nothing that is on its way out", async () => {
    expect((await late("house", "other", { goneAt: Number.MAX_VALUE })).listed).toEqual([]);
  });

  it("may be what the plan is to delete", async () => {
    expect((await late("door", "moved", { id: "door-old" })).listed).toEqual(["door/moved"]);
  });

  it("is a replacement only where a run of this very plan is resumed", async () => {
    expect((await late("door", "moved", {}, true)).listed).toEqual(["door/moved"]);
    await expect(late("door", "moved")).rejects.toMatchObject({ code: "plan-outdated", address: "door/moved" });
  });

  it.each(["other", "kept"])("is refused where the plan does not create it: house/%s", async (name) => {
    for (const resumes of [false, true]) {
      await expect(late("house", name, {}, resumes)).rejects.toMatchObject({
        code: "plan-outdated",
        address: `house/${name}`,
        message:
          `an interrupted run had made more than the plan knows: house/${name} (house-2)\n` +
          "Nothing was changed. Plan again: listings show it now.",
      });
    }
  });

  it("is refused all at once", async () => {
    const message = expect.stringContaining("knows: house/b (house-2), house/a (house-3)\n") as unknown;
    await expect(late("house", "b a")).rejects.toMatchObject({ address: "house/b", message });
  });
});

describe("what an interrupted run made", () => {
  const seen = (kind: string, name: string, id: string): ObservedResource =>
    withAddress(kind, { id, name, props: {}, outputs: {}, status: "ready" });

  it("is what stands and what was listed late, without what the plan takes away", () => {
    const house = seen("house", "new", "1");
    const door = seen("door", "moved", "2");
    const made = unlistedCreations(plan, [house], [door, seen("door", "moved", "door-old")]);
    expect([...made]).toEqual([
      ["house/new", house],
      ["door/moved", door],
    ]);
  });

  it("is ambiguous where two bear one address", () => {
    const twins = () => unlistedCreations(plan, [seen("house", "new", "1")], [seen("house", "new", "2")]);
    const message = expect.stringContaining("two live resources bear the address house/new: 1 and 2") as unknown;
    expect(twins).toThrow(expect.objectContaining({ code: "ambiguous", message }));
  });
});
