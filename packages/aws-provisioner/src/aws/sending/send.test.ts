import { describe, expect, it } from "vitest";
import { toyClock } from "../../engine/testing/toy-clock.ts";
import type { Gate } from "../../engine/lease/gate.ts";
import type { Lease } from "../../engine/lease/lease.ts";
import { isUnanswered, UnansweredError } from "../../engine/unanswered.ts";
import { NotSentError } from "./admission.ts";
import type { Call } from "./call.ts";
import { type Renewal, send, type SendingInput, type Silence } from "./send.ts";

const look: Call = { service: "ec2", operation: "DescribeVpcs", members: ["Vpcs"] };
const change: Call = { service: "ec2", operation: "CreateVpc", members: ["Vpc"] };

const metadata = (httpStatusCode: number) => ({ $metadata: { httpStatusCode, requestId: "r" } });
const refusal = (name: string, status = 400) => Object.assign(new Error("no"), { name, ...metadata(status) });
const reset = () => Object.assign(new Error("socket hang up"), { code: "ECONNRESET" });
const away = () => Object.assign(new Error("getaddrinfo"), { code: "ENOTFOUND" });
const vpcs = { Vpcs: [], ...metadata(200) };

/** Sends a call whose attempts come to these, the last again and again. */
async function sent(call: Call, attempts: readonly unknown[], more: Partial<SendingInput> = {}) {
  const clock = toyClock();
  const silences: Silence[] = [];
  let count = 0;
  const attempt = async () => {
    const outcome = attempts[Math.min(count++, attempts.length - 1)];
    if (outcome === "never") return new Promise<never>(() => {});
    if (outcome instanceof Error) throw outcome;
    return outcome;
  };
  const input = { clock, patience: 900, random: () => 0.5, onSilence: (one: Silence) => silences.push(one), ...more };
  const output: unknown = await send(call, attempt, undefined, input).catch((error: unknown) => error);
  return { output, count, silences, seconds: clock.now() / 1000 };
}

describe("a call that only looks", () => {
  it.each([
    ["a reset", reset()],
    ["a network that is away", away()],
    ["silence", "never"],
    ["a page in place of an answer", metadata(200)],
    ["a pace that is too high", refusal("RequestLimitExceeded", 503)],
  ])("is sent again after %s", async (_, first) => {
    expect(await sent(look, [first, vpcs])).toMatchObject({ output: vpcs, count: 2, silences: [{ call: look }] });
  });

  it("is not sent again when AWS refuses it", async () => {
    const no = refusal("UnauthorizedOperation", 403);
    expect(await sent(look, [no])).toMatchObject({ output: no, count: 1, silences: [] });
  });

  it("is given up when its patience is at an end, and says that nobody answered", async () => {
    const { output, seconds } = await sent(look, [away()], { patience: 120 });
    expect(isUnanswered(output)).toBe(true);
    expect(seconds).toBeGreaterThan(120);
    expect(seconds).toBeLessThan(140);
  });
});

describe("a call that changes something", () => {
  it.each([
    ["a reset", reset()],
    ["silence", "never"],
    ["a page in place of an answer", { $metadata: { httpStatusCode: 200 } }],
  ])("is left to the engine after %s", async (_, first) => {
    const { output, count } = await sent(change, [first, vpcs]);
    expect([isUnanswered(output), count]).toEqual([true, 1]);
  });

  it("is sent again where it cannot have been heard", async () => {
    expect(await sent(change, [away(), { Vpc: {} }])).toMatchObject({ count: 2, output: { Vpc: {} } });
  });

  it("ends after half a minute in which nothing comes", async () => {
    expect((await sent(change, ["never"])).seconds).toBe(30);
  });
});

describe("credentials that have expired", () => {
  const expired = refusal("ExpiredToken", 403);
  const answer = { Vpcs: [], Vpc: {} };

  it.each([look, change])("are asked for anew, and the call is sent again: $operation", async (call) => {
    let asked = 0;
    const renew = async () => ((asked += 1), "renewed" as const);
    expect(await sent(call, [expired, answer], { renew })).toMatchObject({ output: answer, count: 2, seconds: 0 });
    expect(asked).toBe(1);
  });

  it.each([look, change])("are waited for where there are no others yet: $operation", async (call) => {
    const told: unknown[] = [];
    const renewals: readonly (Renewal | Error)[] = ["same", new Error("log in again"), "renewed"];
    let asked = 0;
    const renew = async () => {
      const renewal = renewals[asked++]!;
      if (renewal instanceof Error) throw renewal;
      return renewal;
    };
    const onExpired = ({ reason }: { reason: string }) => told.push(reason);
    const attempts = [expired, expired, expired, answer];
    expect(await sent(call, attempts, { renew, onExpired })).toMatchObject({ output: answer, count: 4, silences: [] });
    expect(told).toEqual(["ExpiredToken: no", "log in again"]);
  });

  it("that are new each time, and never good, are asked for ever more rarely", async () => {
    const { output, count, seconds } = await sent(look, [expired], { renew: async () => "renewed", patience: 120 });
    expect(output).toBe(expired);
    expect(count).toBeLessThan(25);
    expect(seconds).toBeGreaterThan(120);
  });

  it("end the call at once where no others can come", async () => {
    const renew = async () => "fixed" as const;
    expect(await sent(look, [expired], { renew })).toMatchObject({ output: expired, count: 1, seconds: 0 });
  });
});

describe("a signature that AWS refuses for its time", () => {
  const late = Object.assign(refusal("SignatureDoesNotMatch", 403), { message: "Signature expired: 1 is before 2" });
  const unsaid = refusal("AuthFailure", 401);
  const answer = { Vpcs: [], Vpc: {} };

  /** Attempts whose refusals tell the time. */
  async function told(call: Call, attempts: readonly unknown[], offsets: readonly number[]) {
    let asked = 0;
    const offset = () => offsets[Math.min(asked++, offsets.length - 1)] ?? 0;
    return sent(call, attempts, { offset });
  }

  it.each([look, change])("is made anew by the time that the refusal tells: $operation", async (call) => {
    expect(await told(call, [unsaid, answer], [0, 600_000])).toMatchObject({ output: answer, count: 2, seconds: 0 });
  });

  it.each([look, change])("is made anew once where the request was long on its way: $operation", async (call) => {
    expect(await told(call, [late, answer], [0])).toMatchObject({ output: answer, count: 2, seconds: 0 });
    expect(await told(call, [late], [0])).toMatchObject({ output: late, count: 2 });
  });

  it("is left at that where the time is known, and the refusal tells it by some milliseconds otherwise", async () => {
    expect(await told(look, [unsaid, unsaid, answer], [600_000, 600_400, 600_800])).toMatchObject({ count: 1 });
  });

  it("is left at that where nothing tells of the time", async () => {
    expect(await told(look, [unsaid, answer], [0])).toMatchObject({ output: unsaid, count: 1 });
  });
});

describe("a lease", () => {
  const lost = new Error("the lease is lost");
  const lease = (more: Partial<Lease>): Lease => ({
    isFresh: () => true,
    untilFresh: async () => {},
    ends: new AbortController().signal,
    stop: () => {},
    ...more,
  });

  it("that is lost lets nothing pass that changes anything, and every look", async () => {
    const gate = { lease: lease({ untilFresh: () => Promise.reject(lost) }) };
    await expect(sent(change, [{ Vpc: {} }], { gate })).resolves.toMatchObject({ output: lost, count: 0 });
    await expect(sent(look, [vpcs], { gate })).resolves.toMatchObject({ output: vpcs, count: 1 });
  });

  it("that ends gives up what is under way, of which nobody knows then whether it was heard", async () => {
    const end = new AbortController();
    const gate = { lease: lease({ ends: end.signal }) };
    const over = sent(change, ["never"], { gate });
    end.abort(new UnansweredError(new Error("over")));
    expect(await over).toMatchObject({ output: { message: "no answer: over" }, count: 1, seconds: 0 });
  });

  it("that is to be renewed first has cost nothing: the call is sent again", async () => {
    const gate = { lease: lease({}) };
    expect(await sent(change, [new NotSentError(), { Vpc: {} }], { gate })).toMatchObject({ count: 2 });
  });
});

describe("a call that waits for AWS's pace", () => {
  /** Leave that comes after so many seconds, and what it was told of failures. */
  function slow(seconds: number, guarded: string[] = []) {
    const clock = toyClock();
    const failures: [unknown, number][] = [];
    const pace: SendingInput["pace"] = async (_, signal) => {
      await clock.sleep(seconds * 1000, signal);
      guarded.push("leave");
      return { failed: (error, sentAt) => void failures.push([error, sentAt]) };
    };
    return { clock, failures, pace };
  }

  it("is given up only for the time in which nobody answered", async () => {
    const { clock, failures, pace } = slow(500);
    const { output, count } = await sent(look, [away(), away(), away(), vpcs], { clock, pace, patience: 60 });
    expect([output, count]).toEqual([vpcs, 4]);
    expect(failures.map(([, sentAt]) => sentAt)).toEqual([500_000, 1_000_375, 1_501_125]);
  });

  it("has its whole time from when it is sent", async () => {
    const { clock, pace } = slow(100);
    const { output } = await sent(change, ["never"], { clock, pace });
    expect([isUnanswered(output), clock.now()]).toEqual([true, 130_000]);
  });

  it("asks for the lease when it is about to be sent, and not before it waits", async () => {
    const order: string[] = [];
    const { clock, pace } = slow(9, order);
    const ends = new AbortController().signal;
    const gate: Gate = {
      lease: { isFresh: () => true, untilFresh: async () => void order.push("lease"), ends, stop: () => {} },
    };
    await sent(change, [{ Vpc: {} }], { clock, pace, gate });
    expect(order).toEqual(["leave", "lease"]);
  });

  it("is not sent where it is cancelled meanwhile", async () => {
    const { clock, pace } = slow(9);
    const knife = new AbortController();
    void clock.sleep(4000).then(() => knife.abort("enough"));
    let count = 0;
    const attempt = async () => void (count += 1);
    const input = { clock, pace: pace!, patience: 900, random: () => 0 };
    await expect(send(look, attempt, knife.signal, input)).rejects.toBe("enough");
    expect([count, clock.now()]).toEqual([0, 4000]);
  });
});

it("a cancelled call rejects with the signal's reason, whatever the attempt says", async () => {
  const knife = new AbortController();
  const reason = new Error("enough");
  const attempt = async (signal: AbortSignal) => {
    knife.abort(reason);
    signal.throwIfAborted();
  };
  const input = { clock: toyClock(), patience: 900, random: () => 0 };
  await expect(send(look, attempt, knife.signal, input)).rejects.toBe(reason);
});

it("a cancelled call rejects at once where the attempt does not heed that", async () => {
  const knife = new AbortController();
  const clock = toyClock();
  void clock.sleep(2000).then(() => knife.abort("enough"));
  const attempt = () => new Promise<never>(() => {});
  await expect(send(look, attempt, knife.signal, { clock, patience: 900, random: () => 0 })).rejects.toBe("enough");
  expect(clock.now()).toBe(2000);
});
