import { describe, expect, it } from "vitest";
import { toyClock } from "../../engine/testing/toy-clock.ts";
import { isUnanswered } from "../../engine/unanswered.ts";
import type { Call } from "./call.ts";
import { send, type SendingInput, type Silence } from "./send.ts";

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

  it.each([look, change])("are asked for anew, and the call is sent again: $operation", async (call) => {
    const answer = { Vpcs: [], Vpc: {} };
    let asked = 0;
    const renew = async () => (asked += 1) > 0;
    expect(await sent(call, [expired, answer], { renew })).toMatchObject({ output: answer, count: 2 });
    expect(asked).toBe(1);
  });

  it("end the call where there are no others", async () => {
    expect(await sent(look, [expired], { renew: async () => false })).toMatchObject({ output: expired, count: 1 });
  });
});

it("no attempt is made where the guard says so", async () => {
  const lost = new Error("the lease is lost");
  const guard = () => {
    throw lost;
  };
  expect(await sent(look, [vpcs], { guard })).toMatchObject({ output: lost, count: 0 });
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

  it("is looked at by the guard when it is about to be sent, and not before it waits", async () => {
    const order: string[] = [];
    const { clock, pace } = slow(9, order);
    await sent(look, [vpcs], { clock, pace, guard: () => void order.push("guard") });
    expect(order).toEqual(["leave", "guard"]);
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
