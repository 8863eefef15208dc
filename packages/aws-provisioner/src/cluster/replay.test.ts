import { type Fault, type FaultEffect, replay, simulateAccount } from "@drydock/aws-simulator";
import { blueprint, machines, network, secret, workers } from "@drydock/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { memoryLog } from "../aws/recording/memory-log.ts";
import type { RunEvent } from "../engine/event.ts";
import { memoryLedger } from "../engine/ledger.ts";
import type { Run } from "../engine/run.ts";
import { applyPlan } from "./apply-plan.ts";
import { createCluster } from "./create-cluster.ts";
import { destroyCluster } from "./destroy-cluster.ts";
import type { ApplyOptions } from "./options.ts";
import { planCluster } from "./plan-cluster.ts";

/** A fresh number each time; `DRYDOCK_SEED` repeats a run. */
const fresh = Number(process.env["DRYDOCK_SEED"] ?? Math.floor(Math.random() * 1e9));

interface Drawn {
  readonly desired: number;
  readonly queue: number;
  readonly port: number;
  readonly isTold: boolean;
}

function harbour({ desired, queue, port, isTold }: Drawn) {
  return blueprint("harbour", {
    network: network({ cidr: "10.1.0.0/16", zones: 2, nat: "none", tiers: { public: {} } }),
    pools: {
      web: workers({
        subnets: "public",
        size: { min: 0, desired, max: 9 },
        expose: [{ port }],
        secrets: isTold ? { token: "/etc/token", made: "/etc/made" } : { token: "/etc/token" },
      }),
      queue: machines({ subnets: "public", count: queue }),
    },
    secrets: {
      token: secret.text({ fromEnv: "TOKEN" }),
      dockerConfig: secret.dockerConfig({ fromEnv: "DOCKERCFG" }),
      ...(isTold && { made: secret.generated({ length: 24 }) }),
    },
  });
}

const environment = {
  TOKEN: "a-token-of-some-length",
  DOCKERCFG: JSON.stringify({ "quay.io": { auth: Buffer.from("user:pass").toString("base64") } }),
};

const drawn = fc.record<Drawn>({
  desired: fc.integer({ min: 1, max: 3 }),
  queue: fc.integer({ min: 1, max: 2 }),
  port: fc.constantFrom(80, 8080),
  isTold: fc.boolean(),
});

/** What goes wrong, and how often. */
const effects: readonly FaultEffect[] = [
  { kind: "lose-answer" },
  { kind: "lose-request" },
  { kind: "delay", ms: 4321 },
  { kind: "hang" },
  { kind: "hang", heard: true },
  { kind: "foreign-answer", answer: "page" },
  { kind: "foreign-answer", answer: "empty", heard: true },
  { kind: "foreign-answer", answer: "bad-gateway" },
  { kind: "foreign-answer", answer: "cut", heard: true },
  { kind: "refuse", code: "RequestLimitExceeded", message: "Request limit exceeded.", status: 503 },
  { kind: "refuse", code: "OddError", message: "no reason" },
];

const faults = fc
  .array(fc.record({ effect: fc.constantFrom(...effects), of: fc.integer({ min: 1, max: 160 }) }), { maxLength: 8 })
  .map(
    (all): Fault =>
      ({ index }) =>
        all.find(({ of }) => index % 160 === of % 160)?.effect,
  );

interface Ending {
  /** What each step, and the run itself, went through, in order and without times. */
  readonly ways: Readonly<Record<string, readonly unknown[]>>;
  readonly result: unknown;
}

/** How a run goes and ends, as text where it is an error. */
async function ending(run: Run<unknown>): Promise<Ending> {
  const ways: Record<string, unknown[]> = {};
  for await (const event of run) {
    const of = "step" in event ? event.step.id : "call" in event ? event.call : "the run";
    (ways[of] ??= []).push(plain(event));
  }
  const result = await run.result.then(
    (value) => ({ value }),
    (error: unknown) => ({ errors: [error, ...((error as { errors?: unknown[] }).errors ?? [])].map(told) }),
  );
  return { ways, result: JSON.parse(JSON.stringify(result)) as unknown };
}

/** Of a cancellation, and of an interruption, only its caller knows the reason. */
function told(error: unknown): string {
  return String(error).replace(
    /the run was cancelled here, as its log says|its log, which has it interrupted here/g,
    "not today",
  );
}

/** Fields that tell of time, or of what a log hides: digests of it. */
const untold = /^(?:at|eta|done|seconds|inSeconds|elapsedSeconds|criticalPathSeconds|timings|precondition|digests)$/;

/** An event without its time, and without user data that is to change, which the log hides. */
function plain(event: RunEvent): unknown {
  const text = JSON.stringify(event, (key, value: unknown) => {
    if (untold.test(key)) return undefined;
    const { field } = Object(value) as { readonly field?: unknown };
    if (field === "userData") return { ...(value as object), before: undefined };
    return key === "message" || key === "why" ? told(value) : value;
  });
  return JSON.parse(text);
}

/** Records a run, replays it, and gives the replay, when both have gone and ended alike. */
async function twice(deed: (options: ApplyOptions) => Run<unknown>, options: ApplyOptions) {
  const record = memoryLog();
  const first = await ending(deed({ ...options, record }));
  const again = replay(record.text());
  const second = await ending(deed(again.connection));
  expect(again.refused.map(({ message }) => message)).toEqual([]);
  expect(second).toEqual(first);
  expect([again.unasked(), again.repeated()]).toEqual([[], []]);
  return { first, again, text: record.text() };
}

describe(`a run and its replay (seed ${fresh})`, () => {
  const numRuns = process.env["DRYDOCK_LIVES"] === "all" ? 60 : 6;

  it("end alike, whatever is made, changed, cancelled and taken away, and whatever goes wrong", async () => {
    const life = fc.record({
      seed: fc.integer(),
      fault: faults,
      before: drawn,
      after: drawn,
      cut: fc.option(fc.integer({ min: 1, max: 150 })),
      staleReads: fc.boolean(),
      throttling: fc.boolean(),
      latency: fc.constantFrom("typical" as const, "sampled" as const),
    });
    await fc.assert(
      fc.asyncProperty(life, async ({ seed, fault, before, after, cut, staleReads, throttling, latency }) => {
        const { connection, clock } = simulateAccount({ seed, latency, staleReads, throttling, faults: [fault] });
        const options = { ...connection, environment, ledger: memoryLedger() };
        if (cut !== null) {
          const controller = new AbortController();
          const begin = (own: ApplyOptions) => createCluster(harbour(before), own);
          void clock.sleep(cut * 1000).then(() => controller.abort(new Error("not today")));
          await twice(begin, { ...options, signal: controller.signal });
        }
        await twice((own) => createCluster(harbour(before), own), options);
        await twice((own) => createCluster(harbour(after), own), options);
        await twice((own) => destroyCluster("harbour", { ...own, including: ["*"] }), options);
      }),
      { seed: fresh, numRuns, endOnFailure: true },
    );
  });
});

/** Replays a run, and expects it to go and end as that did, but for what it tells of others. */
async function expectAgain(log: string, first: Ending, deed: (options: ApplyOptions) => Run<unknown>): Promise<void> {
  const again = replay(log);
  const second = await ending(deed(again.connection));
  const withoutOthers = ({ ways, result }: Ending) => ({
    ways: { ...ways, "the run": ways["the run"]?.filter((one) => Object(one).type !== "locked") },
    result,
  });
  expect(again.refused.map(({ message }) => message)).toEqual([]);
  expect(withoutOthers(second)).toEqual(withoutOthers(first));
  expect([again.unasked(), again.repeated()]).toEqual([[], []]);
}

/** When a log of one run tells of something: epoch milliseconds. */
function momentsOf(log: string, of: RegExp): number[] {
  const [first = "{}", ...lines] = log.split("\n");
  const { at } = JSON.parse(first) as { readonly at: number };
  return lines.flatMap((line) => (of.test(line) ? [at + (JSON.parse(line) as { readonly t: number }).t] : []));
}

describe("runs of one cluster at once, and the replay of each", () => {
  const small: Drawn = { desired: 1, queue: 1, port: 80, isTold: false };

  it.each([
    ["the ledger in S3", 0, "overtaken"],
    ["the ledger in S3", 1.2, "overtaken"],
    ["the ledger in S3", 20, "waiting"],
    ["a ledger in memory", 0, "overtaken"],
    ["a ledger in memory", 3, "waiting"],
  ])("end alike with %s, %d s apart, one of them %s", async (where, apart, how) => {
    const { connection, clock } = simulateAccount({ seed: `at once ${apart}`, latency: "sampled" });
    const options = { ...connection, environment, ...(where === "a ledger in memory" && { ledger: memoryLedger() }) };
    const deed = (own: ApplyOptions) => createCluster(harbour(small), own);
    const one = async (seconds: number) => {
      const record = memoryLog();
      if (seconds > 0) await clock.sleep(seconds * 1000);
      return { end: await ending(deed({ ...options, record })), log: record.text() };
    };
    const both = await Promise.all([one(0), one(apart)]);
    const logs = both.map(({ log }) => log).join("");
    expect(logs.match(/"claimed"/g)).toHaveLength(how === "overtaken" ? 3 : 2);
    // One had its turn only when the other was over.
    const moments = (of: RegExp) => both.flatMap(({ log }) => momentsOf(log, of));
    expect(Math.max(...moments(/"claimed":/))).toBeGreaterThan(Math.min(...moments(/"over":true/)));
    for (const { end, log } of both) {
      expect(log).not.toMatch(/"operation":"(?:PutObject|GetObject|CreateBucket)"/);
      await expectAgain(log, end, deed);
    }
  });

  it("end alike where one is interrupted, and gone on with", async () => {
    for (const seconds of [0.4, 1.5, 12, 40, 100]) {
      const { connection, clock } = simulateAccount({ seed: seconds, latency: "sampled" });
      const options = { ...connection, environment };
      const deed = (own: ApplyOptions) => createCluster(harbour(small), own);
      const controller = new AbortController();
      void clock.sleep(seconds * 1000).then(() => controller.abort(new Error("not today")));
      const [record, later] = [memoryLog(), memoryLog()];
      const cut = await ending(deed({ ...options, record, interrupt: controller.signal }));
      expect(JSON.stringify(cut.result)).toContain("interrupted by");
      await expectAgain(record.text(), cut, deed);
      const whole = await ending(deed({ ...options, record: later }));
      await expectAgain(later.text(), whole, deed);
    }
  });
});

describe("a replay", () => {
  const small: Drawn = { desired: 1, queue: 1, port: 80, isTold: true };

  async function recorded(
    deed: (options: ApplyOptions) => PromiseLike<unknown> = (own) => createCluster(harbour(small), own),
  ) {
    const account = simulateAccount({ seed: 1, latency: "typical" });
    const options = { ...account.connection, environment, ledger: memoryLedger() };
    const record = memoryLog();
    await deed({ ...options, record });
    return { account, options, text: record.text() };
  }

  it("of a plan that is empty is empty, although the log hides what was compared", async () => {
    const { options } = await recorded();
    const record = memoryLog();
    const plan = await planCluster(harbour(small), { ...options, record });
    expect(plan.steps).toEqual([]);
    const again = await planCluster(harbour(small), replay(record.text()).connection);
    expect(again).toEqual(plan);
  });

  it("tells a secret that has changed from one that has not, and knows neither", async () => {
    const { options } = await recorded();
    const record = memoryLog();
    const changed = { ...options, environment: { ...environment, TOKEN: "another-token-of-theirs" }, record };
    const plan = await planCluster(harbour(small), changed);
    expect(plan.steps.map(({ id }) => id)).toEqual(["update secret/token"]);
    const { connection } = replay(record.text());
    expect((await planCluster(harbour(small), connection)).steps.map(({ id }) => id)).toEqual(["update secret/token"]);
    expect(Object.keys(connection.environment).toSorted()).toEqual(["DOCKERCFG", "TOKEN"]);
  });

  it("of another blueprint says which call the log does not have, and what it has instead", async () => {
    const { text } = await recorded();
    const { connection, refused } = replay(text);
    const other = createCluster(harbour({ ...small, port: 8080 }), connection).result;
    await expect(other).rejects.toThrow("the log has no such");
    expect(refused.map(({ message }) => message.split("\n", 1)[0])).toEqual(
      expect.arrayContaining([
        expect.stringMatching(
          /^the log has no such CreateTargetGroup of ElasticLoadBalancingV2: line \d+ has it with Name ".+" where this call has ".+"/,
        ),
      ]),
    );
    expect(refused[0]?.hint).toContain("Replay the same blueprint with the same options");
  });

  it("of a saved plan applies it", async () => {
    const plan = await (async () => {
      const { connection } = simulateAccount({ seed: 1, latency: "typical" });
      return planCluster(harbour(small), { ...connection, environment });
    })();
    const { text } = await recorded((own) => applyPlan(plan, own));
    const again = replay(text);
    await applyPlan(plan, again.connection);
    expect([again.refused, again.unasked()]).toEqual([[], []]);
  });

  it("goes as far as a log that was cut at any byte", async () => {
    const { text } = await recorded((own) => planCluster(harbour(small), own));
    const whole = text.split("\n").length - 1;
    const ends = [...text.matchAll(/\n/g)].map(({ index }) => index);
    // Every byte of some lines, and of the others where they end, and where they are half written.
    const [first = 0, , , , fifth = 0] = ends;
    const bytes = Array.from({ length: fifth - first }, (_, at) => first + at);
    const cuts = ends.flatMap((end, at) => [end, end + 1, Math.floor((end + (ends[at + 1] ?? end)) / 2)]);
    for (const cut of [...bytes, ...cuts]) {
      const { unasked, isCut } = replay(text.slice(0, cut));
      const lines = text.slice(0, cut).split("\n").filter(isJson);
      expect(unasked().length).toBe(lines.filter((line) => line.includes('"seq":')).length);
      expect(isCut).toBe(lines.length < whole);
    }
    expect(() => replay(text.slice(0, first - 1))).toThrow("it ends before the first line does");
  });

  it("of a log that was cut ends at the first call beyond it, and says so", async () => {
    const { text } = await recorded();
    const { connection } = replay(text.slice(0, text.indexOf('"CreateSubnet"')));
    await expect(createCluster(harbour(small), connection).result).rejects.toThrow(
      "the log, which ends before its run did, has no such",
    );
  });
});

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
