import { describe, expect, it } from "vitest";
import { ProvisionError } from "../error.ts";
import type { AnyKind, Cloud } from "../kind.ts";
import { type ObservedResource, withAddress } from "../observed.ts";
import type { PlanStep } from "../plan.ts";
import { toyClock } from "../testing/toy-clock.ts";
import { silence } from "../testing/toy-errors.ts";
import { lingered, moveReady, served } from "./served.ts";
import type { StepScope } from "./step-scope.ts";

const house: ObservedResource = withAddress("house", { id: "h", name: "h", props: {}, outputs: {}, status: "ready" });

/** A scope in which the house answers one after the other of what is given, and then always the last. */
function scopeOf(answers: readonly (string | undefined | Error)[], more: Partial<AnyKind> = {}) {
  const clock = toyClock();
  const told: string[] = [];
  let at = 0;
  const lacks = async () => {
    const answer = answers[Math.min(at++, answers.length - 1)];
    if (answer instanceof Error) throw answer;
    return answer;
  };
  const kind = {
    name: "house",
    mutable: ["to"],
    serving: { means: "is lived in", led: true, seconds: () => 60, lacks },
    ...more,
  };
  const scope = {
    kind,
    kindOf: () => kind,
    resourceAt: () => undefined,
    live: new Map([["house/h", house]]),
    clock,
    signal: new AbortController().signal,
    operation: "o",
    provider: { look: () => ({}), step: () => ({}), meaning: () => "other", lagOf: () => ({ usual: 0, worst: 0 }) },
    onWaiting: (reason: string) => told.push(reason),
    onChange: () => {},
    overAt: (step: string) => (step === "first" ? clock.now() - 20_000 : undefined),
  } as unknown as StepScope<Cloud>;
  return { scope, told, clock, asked: () => at };
}

const step = {
  id: "update map/m",
  address: "map/m",
  kind: "map",
  needs: [],
  awaits: ["house/h"],
} as unknown as PlanStep;

describe("what is awaited", () => {
  it("is asked until it lacks nothing, and each lack is told once; an answer that fails is no answer", async () => {
    const { scope, told, asked } = scopeOf(["no roof", "no roof", silence(), "no door", undefined]);
    await served(step, scope);
    expect(asked()).toBe(5);
    expect(told.filter((one) => one.includes("no "))).toEqual([
      "until house/h serves: no roof",
      "until house/h serves: no door",
    ]);
  });

  it("is given up with what it lacks", async () => {
    const { scope, clock } = scopeOf(["no roof"]);
    const began = clock.now();
    await expect(served(step, scope)).rejects.toMatchObject({
      code: "timed-out",
      address: "house/h",
      message: expect.stringContaining("house/h (h) is not serving after 10") as string,
    });
    expect(clock.now() - began).toBeGreaterThanOrEqual(1_020_000);
  });

  it("fails as its question does", async () => {
    const { scope } = scopeOf([new ProvisionError("step-failed", "it burns")]);
    await expect(served(step, scope)).rejects.toThrow("it burns");
  });

  it("is joined before, where the kind can, and not awaited where it cannot", async () => {
    const joined: unknown[] = [];
    const join =
      (can: boolean) => async (_at: unknown, one: { id: string }, props: object, fields: readonly string[]) => {
        joined.push([one.id, props, fields]);
        return can;
      };
    const able = scopeOf(["no roof", undefined], { join: join(true) });
    await moveReady(step, able.scope, house, { to: "new" });
    const unable = scopeOf(["no roof"], { join: join(false) });
    await moveReady(step, unable.scope, house, { to: "new" });
    const nowhere = scopeOf(["no roof"], { join: join(true) });
    await moveReady({ ...step, awaits: undefined } as unknown as PlanStep, nowhere.scope, house, { to: "new" });
    expect([able.asked(), unable.asked(), nowhere.asked()]).toEqual([2, 0, 0]);
    expect(joined).toEqual([
      ["h", { to: "new" }, ["to"]],
      ["h", { to: "new" }, ["to"]],
    ]);
  });
});

it("what others remember is waited for from the end of the step that they remember, and no longer", async () => {
  const { scope, clock, told } = scopeOf([undefined]);
  const began = clock.now();
  const need = (id: string, lingers: number) => ({ step: id, reached: "stable" as const, lingers });
  await lingered({ ...step, needs: [need("first", 50), need("first", 10), need("of another run", 90)] }, scope);
  expect([clock.now() - began, told]).toEqual([30_000, ["30 s, until nobody goes on by what was before"]]);
  await lingered({ ...step, needs: [need("first", 10)] }, scope);
  expect(told).toHaveLength(1);
});
