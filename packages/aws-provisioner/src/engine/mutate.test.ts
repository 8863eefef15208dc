import { describe, expect, it } from "vitest";
import { mutate, type Mutation, type RetryReason, type Verb } from "./mutate.ts";
import type { PlanStep } from "./plan.ts";
import { SentCalls } from "./sent-calls.ts";
import { toyClock } from "./testing/toy-clock.ts";
import { ToyCloud } from "./testing/toy-cloud.ts";
import { refusal, silence } from "./testing/toy-errors.ts";
import type { Toy, ToyStep } from "./testing/toy-kinds.ts";
import { toyProvider } from "./testing/toy-provider.ts";
import { tokenFor } from "./token.ts";

function scopeOf(signal = new AbortController().signal) {
  const clock = toyClock();
  const changed: string[] = [];
  const retries: (readonly [string, number])[] = [];
  const scope = {
    provider: toyProvider(new ToyCloud(clock)),
    clock,
    signal,
    operation: "operation",
    standing: () => undefined,
    onChange: (kind: string) => void changed.push(kind),
    onRetry: (_step: PlanStep, reason: string, inSeconds: number) => void retries.push([reason, inSeconds]),
  };
  return { clock, changed, retries, scope };
}

function stepOf(kind: string): PlanStep {
  return { id: `create ${kind}/main`, address: `${kind}/main`, kind } as PlanStep;
}

/** A mutation whose call throws these, one after another, and then answers. */
function failing(verb: Verb, errors: readonly unknown[], more: Partial<Mutation<Toy, string>> = {}) {
  const left = [...errors];
  const call = async () => {
    const error = left.shift();
    if (error !== undefined) throw error;
    return "answer";
  };
  return { step: stepOf("house"), verb, props: {}, call, ...more };
}

function always(error: unknown) {
  return async (): Promise<string> => {
    throw error;
  };
}

it("tells the call what it is, with a token of the operation, the verb, the step and the parameters", async () => {
  const { scope, changed } = scopeOf();
  const told: ToyStep[] = [];
  const call = async (at: ToyStep) => {
    told.push(at);
    return "answer";
  };
  expect(await mutate(scope, failing("update", [], { props: { a: 1 }, call }))).toBe("answer");
  expect(told).toMatchObject([
    {
      address: "house/main",
      operation: "operation",
      signal: scope.signal,
      token: tokenFor("operation", "update create house/main", { a: 1 }),
    },
  ]);
  expect(changed).toEqual(["house"]);
});

it("repeats what only means not yet, ever rarer, and counts each try as a change", async () => {
  const { scope, clock, changed } = scopeOf();
  const tried: number[] = [];
  const call = async () => {
    tried.push(clock.now());
    if (tried.length <= 7) throw refusal("NotYet", "soon");
    return "answer";
  };
  expect(await mutate(scope, failing("create", [], { call }))).toBe("answer");
  expect(tried).toEqual([0, 500, 1500, 3500, 7500, 15_500, 23_500, 31_500]);
  expect(changed).toHaveLength(8);
});

it("says once why it repeats, and again only where the answer has changed", async () => {
  const { scope, retries } = scopeOf();
  const [busy, slow] = [refusal("InUse", "by the moat"), refusal("Slow", "x")];
  expect(await mutate(scope, failing("delete", [busy, busy, slow, slow, busy]))).toBe("answer");
  expect(retries).toEqual([
    ["InUse: by the moat", 0.5],
    ["Slow: x", 2],
    ["InUse: by the moat", 8],
  ]);
});

describe("the time for which an answer means not yet", () => {
  const errors = {
    "not-yet-visible": refusal("NotYet", "x"),
    "not-found": refusal("NotFound", "x"),
    "still-in-use": refusal("InUse", "x"),
    "already-exists": refusal("Exists", "x"),
    throttled: refusal("Slow", "x"),
    unanswered: silence(),
    denied: refusal("Forbidden", "x"),
    other: new Error("x"),
  } satisfies Record<RetryReason, Error>;

  it.each<[Verb, RetryReason, number]>([
    ["create", "not-yet-visible", 300],
    ["create", "not-found", 300],
    ["create", "still-in-use", 600],
    ["create", "throttled", 600],
    ["create", "unanswered", 300],
    ["update", "not-yet-visible", 300],
    ["update", "not-found", 120],
    ["update", "already-exists", 330],
    ["update", "still-in-use", 300],
    ["update", "throttled", 600],
    ["update", "unanswered", 300],
    ["delete", "still-in-use", 1800],
    ["delete", "throttled", 600],
    ["delete", "unanswered", 300],
  ])("%s, %s: %d s", async (verb, meaning, seconds) => {
    const { scope, clock } = scopeOf();
    const outcome = mutate(scope, failing(verb, [], { call: always(errors[meaning]) }));
    await expect(outcome).rejects.toMatchObject({
      code: "timed-out",
      address: "house/main",
      message: expect.stringMatching(
        `^cannot ${verb} house/main: still ".*" after ${seconds} s\nRun again, `,
      ) as string,
      cause: errors[meaning],
    });
    expect(clock.now()).toBeGreaterThan(seconds * 1000);
    expect(clock.now()).toBeLessThanOrEqual(seconds * 1000 + 8000);
  });

  it.each<[Verb, RetryReason]>([
    ["create", "already-exists"],
    ["create", "denied"],
    ["create", "other"],
    ["update", "denied"],
    ["update", "other"],
    ["delete", "already-exists"],
    ["delete", "not-yet-visible"],
    ["delete", "denied"],
    ["delete", "other"],
  ])("%s, %s: none", async (verb, meaning) => {
    const { scope, clock, retries } = scopeOf();
    await expect(mutate(scope, failing(verb, [], { call: always(errors[meaning]) }))).rejects.toBe(errors[meaning]);
    expect([clock.now(), retries]).toEqual([0, []]);
  });
});

it("a delete of what is not there succeeds", async () => {
  const { scope, changed } = scopeOf();
  expect(await mutate(scope, failing("delete", [refusal("NotFound", "x")]))).toBeUndefined();
  expect(changed).toEqual(["house"]);
});

it("an error means what it means to the kind whose call it was", async () => {
  const busy = Object.assign(new Error("x"), { name: "Busy" });
  expect(await mutate(scopeOf().scope, failing("create", [busy], { step: stepOf("fence") }))).toBe("answer");
  await expect(mutate(scopeOf().scope, failing("create", [busy]))).rejects.toBe(busy);
});

it("asks whether an earlier try had its effect, before it repeats", async () => {
  const { scope, clock } = scopeOf();
  const asked: (readonly [RetryReason, number])[] = [];
  const recall = async (because: RetryReason) => {
    asked.push([because, clock.now()]);
    return asked.length === 2 ? "recalled" : undefined;
  };
  const errors = [silence(), refusal("NotYet", "x"), refusal("NotYet", "x")];
  expect(await mutate(scope, failing("create", errors, { recall }))).toBe("recalled");
  expect(asked).toEqual([
    ["unanswered", 500],
    ["not-yet-visible", 1500],
  ]);
});

describe("a cancelled call", () => {
  const reason = new Error("enough");

  it("is not made", async () => {
    const { scope, changed } = scopeOf(AbortSignal.abort(reason));
    await expect(mutate(scope, failing("create", []))).rejects.toBe(reason);
    expect(changed).toEqual([]);
  });

  it("rejects with the caller's reason, whatever it threw", async () => {
    const controller = new AbortController();
    const { scope, changed } = scopeOf(controller.signal);
    const call = async () => {
      controller.abort(reason);
      throw new Error("aborted");
    };
    await expect(mutate(scope, failing("create", [], { call }))).rejects.toBe(reason);
    expect(changed).toEqual(["house"]);
  });

  it("is not repeated", async () => {
    const controller = new AbortController();
    const { scope, clock } = scopeOf(controller.signal);
    void clock.sleep(200).then(() => controller.abort(reason));
    await expect(mutate(scope, failing("create", [refusal("NotYet", "x")]))).rejects.toBe(reason);
    expect(clock.now()).toBe(200);
  });
});

describe("a call that is in flight when no other may begin", () => {
  const reason = new Error("interrupted");

  function interrupted(errors: readonly unknown[]) {
    const [soft, hard] = [new AbortController(), new AbortController()];
    const made = scopeOf(soft.signal);
    const calls = new SentCalls();
    const scope = { ...made.scope, cut: hard.signal, calls };
    const left = [...errors];
    const flying: unknown[] = [];
    const call = async (at: ToyStep) => {
      flying.push(calls.inFlight().map(({ id }) => id));
      await made.clock.sleep(1000, at.signal);
      const error = left.shift();
      if (error !== undefined) throw error;
      return "answer";
    };
    void made.clock.sleep(500).then(() => soft.abort(reason));
    return { ...made, scope, hard, calls, flying, mutation: failing("create", [], { call }) };
  }

  it("is finished, and known to be in flight until then", async () => {
    const { scope, mutation, calls, flying } = interrupted([]);
    expect(calls.has(mutation.step)).toBe(false);
    expect(await mutate(scope, mutation)).toBe("answer");
    expect(flying).toEqual([["create house/main"]]);
    expect([calls.inFlight(), calls.has(mutation.step)]).toEqual([[], true]);
  });

  it("is not repeated, whatever passes by itself, and is told of by nobody", async () => {
    for (const error of [refusal("NotYet", "x"), silence()]) {
      const { scope, mutation, retries, flying } = interrupted([error]);
      await expect(mutate(scope, mutation)).rejects.toBe(reason);
      expect([retries, flying.length]).toEqual([[], 1]);
    }
  });

  it("rejects with what is no fault of the interruption", async () => {
    const { scope, mutation } = interrupted([refusal("Forbidden", "no")]);
    await expect(mutate(scope, mutation)).rejects.toMatchObject({ name: "Forbidden" });
  });

  it("is cut short when that is asked for", async () => {
    const { scope, mutation, clock, hard } = interrupted([]);
    void clock.sleep(700).then(() => hard.abort("enough"));
    await expect(mutate(scope, mutation)).rejects.toBe("enough");
    expect(clock.now()).toBe(700);
  });
});

it("an answer in the last moment of its time still means not yet", async () => {
  const { scope, clock } = scopeOf();
  await clock.sleep(50_000);
  let calls = 0;
  const call = async () => {
    if (++calls === 1) await clock.sleep(300_000);
    throw refusal("NotYet", "x");
  };
  await expect(mutate(scope, failing("create", [], { call }))).rejects.toMatchObject({ code: "timed-out" });
  expect(calls).toBe(2);
});

it("counts what waits for the provider's pace as nobody's delay, and tells of it", async () => {
  const { scope, clock } = scopeOf();
  const told: number[] = [];
  let tries = 0;
  const call = async ({ onQueue }: ToyStep) => {
    const over = onQueue?.(400);
    await clock.sleep(400_000);
    over?.();
    if (++tries < 4) throw refusal("NotYet", "soon");
    return "answer";
  };
  const onQueue = (seconds: number) => void told.push(seconds);
  expect(await mutate({ ...scope, onQueue }, failing("create", [], { call }))).toBe("answer");
  expect(told).toEqual([400, 400, 400, 400]);
});

it("asks at an even pace for what is not seen yet while others wait for it", async () => {
  const { scope, clock } = scopeOf();
  const tried: number[] = [];
  const call = async () => {
    tried.push(clock.now());
    if (tried.length <= 5) throw refusal("NotYet", "soon");
    return "answer";
  };
  await mutate(scope, failing("create", [], { call, isAwaited: () => tried.length < 5 }));
  expect(tried).toEqual([0, 500, 1000, 1500, 2000, 3000]);
});
