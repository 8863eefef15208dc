import { describe, expect, it } from "vitest";
import { toyClock } from "../../engine/testing/toy-clock.ts";
import type { Call } from "../sending/call.ts";
import { type Buckets, type Paced, Pacer } from "./pacer.ts";

const callOf = (service: Call["service"], operation: string, input = {}): Call => ({
  service,
  operation,
  members: [],
  input,
});
const launch = callOf("ec2", "RunInstances", { MaxCount: 1 });
const look = callOf("ec2", "DescribeVpcs");

const refusal = (message: string, name = "RequestLimitExceeded") => Object.assign(new Error(message), { name });

function account() {
  const clock = toyClock();
  const buckets: Buckets = new Map();
  const of = (place: string) => new Pacer({ buckets, clock, scopeOf: ({ service }) => `${place} ${service}` });
  return { clock, buckets, of, pacer: of("here") };
}

describe("leave to send", () => {
  it("comes at the pace of an action, and holds up no other", async () => {
    const { clock, pacer } = account();
    const waits: Paced[] = [];
    const began = clock.now();
    const launches = Array.from({ length: 12 }, () =>
      pacer.leave(launch, undefined, (paced) => void waits.push(paced)).then(() => clock.now()),
    );
    await Promise.all(Array.from({ length: 40 }, () => pacer.leave(look, undefined)));
    expect(clock.now()).toBe(began);
    expect((await Promise.all(launches)).at(-1)).toBe(5625);
    expect(waits).toHaveLength(9);
    expect(waits.map(({ call, seconds, perSecond }) => [call.operation, seconds, perSecond]).at(-1)).toEqual([
      "RunInstances",
      5.625,
      1.6,
    ]);
  });

  it("is told of when a wait is over, also where it was cancelled", async () => {
    const { pacer } = account();
    const knife = new AbortController();
    let waiting = 0;
    const leaves = Array.from({ length: 5 }, () =>
      pacer.leave(launch, knife.signal, () => {
        waiting += 1;
        return () => void (waiting -= 1);
      }),
    );
    const outcomes = Promise.allSettled(leaves);
    await leaves[2];
    expect(waiting).toBe(2);
    knife.abort("enough");
    expect((await outcomes).map(({ status }) => status)).toEqual([
      "fulfilled",
      "fulfilled",
      "fulfilled",
      "rejected",
      "rejected",
    ]);
    expect(waiting).toBe(0);
  });

  it("is apart for each place", async () => {
    const { clock, of } = account();
    const [here, there] = [of("here"), of("there")];
    await Promise.all(
      [here, there].flatMap((pacer) => Array.from({ length: 3 }, () => pacer.leave(launch, undefined))),
    );
    expect(clock.now()).toBe(0);
    await here.leave(launch, undefined);
    expect(clock.now()).toBe(625);
  });

  it("lets looks and changes of one bucket through in turn", async () => {
    const { pacer } = account();
    const order: string[] = [];
    const ask = (operation: string) =>
      pacer.leave(callOf("autoScaling", operation), undefined).then(() => order.push(operation));
    const first = Array.from({ length: 24 }, () => ask("DescribeAutoScalingGroups"));
    await Promise.all(first);
    order.length = 0;
    const [a, b] = ["DescribeAutoScalingGroups", "DeletePolicy"];
    await Promise.all([a, a, a, a, b, b].map(ask));
    expect(order).toEqual([a, b, a, b, a, a]);
  });
});

describe("a refusal", () => {
  const paceOf = (buckets: Buckets, name: string) => buckets.get(`here ec2 ec2 ${name}`)?.perSecond;

  it.each([
    ["for its pace", refusal("Request limit exceeded."), [1.12, 1.6]],
    ["for the pace of machines", refusal("It exceeded its resource rate limit."), [1.6, 1.12]],
    ["for another reason", refusal("no", "UnauthorizedOperation"), [1.6, 1.6]],
    ["with trouble within", refusal("no", "InternalError"), [1.6, 1.6]],
  ])("%s", async (_, error, [requests, machines]) => {
    const { buckets, clock, pacer } = account();
    const leave = await pacer.leave(launch, undefined);
    leave.failed(error, clock.now());
    expect(paceOf(buckets, "RunInstances")).toBeCloseTo(requests!);
    expect(paceOf(buckets, "RunInstances: resources")).toBeCloseTo(machines!);
  });
});
