import { simulateAccount } from "@drydock/aws-simulator";
import { blueprint, etcd, network, workers } from "@drydock/core";
import { describe, expect, it } from "vitest";
import type { RunEvent } from "../engine/event.ts";
import { memoryLedger } from "../engine/ledger.ts";
import { leaseSeconds } from "../engine/lease/lease-times.ts";
import type { Run } from "../engine/run.ts";
import { createCluster } from "./create-cluster.ts";
import { destroyCluster } from "./destroy-cluster.ts";
import type { ApplyOptions } from "./options.ts";
import { planCluster } from "./plan-cluster.ts";

const pier = (tags: Readonly<Record<string, string>> = {}) =>
  blueprint("pier", {
    network: network({ cidr: "10.1.0.0/16", zones: 3, nat: "single" }),
    etcd: etcd({ addresses: ["10.1.3.10", "10.1.4.10", "10.1.5.10"] }),
    pools: { web: workers({ subnets: "private", size: { min: 0, desired: 2, max: 4 } }) },
    tags,
  });

const everything = { including: ["volume/*", "authority/*"] };

function account(seed: number | string = 1) {
  const simulated = simulateAccount({ seed, latency: "typical", region: "us-west-2" });
  const options: ApplyOptions = { ...simulated.connection };
  const after = async <Result>(seconds: number, run: () => Run<Result>): Promise<Result> => {
    await simulated.clock.sleep(seconds * 1000);
    return run();
  };
  return { simulated, options, after };
}

type Account = ReturnType<typeof account>;

/** What stands, but for the ledger's bucket, and for the authority, which can be brought back for a week. */
function standing({ simulated }: Account): string[] {
  return simulated
    .inventory()
    .filter(({ id, type }) => !id.startsWith("drydock-ledger-") && type !== "secret")
    .map(({ type, tags, id }) => `${type} ${tags["drydock:address"] ?? id}`);
}

async function expectOne(on: Account): Promise<void> {
  const plan = await planCluster(pier(), on.options);
  expect(plan.steps).toEqual([]);
  const alone = standing(on).filter((one) => one.includes("/") && !one.startsWith("instance auto-scaling"));
  expect(alone.toSorted()).toEqual([...new Set(alone)].toSorted());
}

/**
 * A connection whose process ends without a word after so many calls: no answer comes, and nothing is sent.
 */
function dying(on: Account, calls: number): ApplyOptions & { diedAt(): number } {
  let [sent, diedAt] = [0, NaN];
  const over = () => {
    diedAt = Number.isNaN(diedAt) ? on.simulated.clock.now() : diedAt;
    return new Promise<never>(() => {});
  };
  const plugin = {
    applyToStack: (stack: { add(middleware: unknown, options: object): void }) =>
      stack.add(
        (next: (request: unknown) => Promise<unknown>) => (request: unknown) =>
          ++sent > calls ? over() : next(request),
        { step: "initialize", priority: "high", name: "dying" },
      ),
  };
  const { plugins } = on.simulated.connection;
  // A dead process has no time either.
  const clock = {
    ...on.simulated.clock,
    now: () => on.simulated.clock.now(),
    sleep: (milliseconds: number, signal?: AbortSignal) =>
      sent > calls ? new Promise<void>(() => {}) : on.simulated.clock.sleep(milliseconds, signal),
  };
  return {
    ...on.options,
    diedAt: () => diedAt,
    clock,
    plugins: [plugin as unknown as (typeof plugins)[number], ...plugins],
  };
}

/** A connection whose ledger is read only after so many seconds. */
function askingSlowly(on: Account, seconds: number): ApplyOptions {
  return slowly(on, seconds, (commandName) => commandName === "GetObjectCommand");
}

/** A connection some of whose commands are sent only after so many seconds. */
function slowly(on: Account, seconds: number, which: (commandName: string) => boolean): ApplyOptions {
  const { plugins } = on.simulated.connection;
  const plugin = {
    applyToStack: (stack: { add(middleware: unknown, options: object): void }) =>
      stack.add(
        (next: (request: unknown) => Promise<unknown>, { commandName }: { commandName: string }) =>
          async (request: unknown) => {
            if (which(commandName)) await on.simulated.clock.sleep(seconds * 1000);
            return next(request);
          },
        { step: "initialize", priority: "high", name: "slowly" },
      ),
  };
  return { ...on.options, plugins: [plugin as unknown as (typeof plugins)[number], ...plugins] };
}

async function eventsOf(run: Run<unknown>): Promise<readonly RunEvent[]> {
  const events: RunEvent[] = [];
  for await (const event of run) events.push(event);
  return events;
}

describe("two runs at once", () => {
  it.each([0, 0.3, 1, 3, 10, 40, 90])(
    "that make the same, %d s apart: the later one waits, and finds all made",
    async (apart) => {
      const on = account(`twice ${apart}`);
      const second = on.after(apart, () => createCluster(pier(), on.options));
      await Promise.all([createCluster(pier(), on.options).result, second]);
      await expectOne(on);
    },
  );

  it.each([0, 0.3, 1, 3, 10, 40, 90])(
    "a create, and a destroy %d s later: the destroy comes second, and leaves nothing",
    async (apart) => {
      const on = account(`taken ${apart}`);
      const created = createCluster(pier(), on.options).result;
      const destroyed = on.after(apart, () => destroyCluster("pier", { ...on.options, ...everything }));
      const outcomes = await Promise.allSettled([created, destroyed]);
      if (outcomes[1].status === "rejected") {
        // It looked before there was anything.
        expect(String(outcomes[1].reason)).toContain('nothing of a cluster "pier" stands in');
        await expectOne(on);
        return;
      }
      expect(outcomes.map(({ status }) => status)).toEqual(["fulfilled", "fulfilled"]);
      expect(standing(on)).toEqual([]);
    },
  );

  it("a destroy, and a create while it goes on: the create makes everything anew", async () => {
    const on = account("anew");
    await createCluster(pier(), on.options);
    const destroyed = destroyCluster("pier", { ...on.options, ...everything }).result;
    await Promise.all([destroyed, on.after(20, () => createCluster(pier(), on.options))]);
    await expectOne(on);
  });

  it("a destroy that looks for the last time when a create has begun: what that makes is not its own", async () => {
    const on = account("begun anew");
    await createCluster(pier(), on.options);
    const isTaken = () => on.simulated.inventory().every(({ type }) => type !== "vpc");
    const options = slowly(on, 60, (name) => /^(?:List|GetAccount).*/.test(name) && isTaken());
    const destroyed = destroyCluster("pier", { ...options, ...everything }).result;
    const [report] = await Promise.all([destroyed, on.after(20, () => createCluster(pier(), on.options))]);
    expect(report.left).toEqual([]);
    await expectOne(on);
  });

  it("of which one may not wait: it is refused, by name of the other one, and has changed nothing", async () => {
    const on = account("refused");
    const first = createCluster(pier(), on.options).result;
    const second = on.after(20, () => createCluster(pier({ by: "second" }), { ...on.options, lock: "refuse" }));
    await expect(second).rejects.toMatchObject({
      code: "locked",
      hint:
        'Nothing was changed. Wait for it, or give lock: "wait". If that run has died, nobody needs to force anything: ' +
        "the next one that waits takes over 90 s after its last sign of life, and on Linux at once where it died on the same computer.",
    });
    await expect(second).rejects.toThrow(/^pier is held by another run: .* on .* \(process \d+\), since /);
    await first;
    await expectOne(on);
  });

  it("of which one waits only so long", async () => {
    const on = account("impatient");
    const first = createCluster(pier(), on.options).result;
    const second = on.after(20, () => createCluster(pier({ by: "second" }), { ...on.options, lockTimeout: 15 }));
    await expect(second).rejects.toThrow("It was waited for 15 s (lockTimeout). If that run has died,");
    await first;
    await expectOne(on);
  });

  it.each([1, 3, 10, 50])(
    "of which one is told after %d s that nobody holds the cluster: it goes by nothing that it saw before",
    async (seconds) => {
      const on = account(`ended ${seconds}`);
      await createCluster(pier({ by: "first" }), on.options);
      await on.simulated.clock.sleep(600_000);
      const changed = createCluster(pier({ by: "second" }), on.options);
      const back = createCluster(pier({ by: "first" }), askingSlowly(on, seconds));
      await Promise.all([changed.result, back.result]);
      expect((await planCluster(pier({ by: "first" }), on.options)).steps).toEqual([]);
    },
  );

  it("with one plan between them: the second to be confirmed plans again, and is asked again", async () => {
    const on = account("asked");
    const asked: number[] = [];
    const slow = createCluster(pier(), {
      ...on.options,
      confirm: async ({ steps }) => {
        asked.push(steps.length);
        if (asked.length === 1) await on.simulated.clock.sleep(5000);
        return true;
      },
    });
    await Promise.all([slow.result, on.after(2, () => createCluster(pier(), on.options))]);
    expect(asked).toEqual([expect.any(Number)]);
    await expectOne(on);
  });
});

describe("a run that died without a word", () => {
  it.each([60, 75, 90, 105])(
    "after %d calls is waited for until it must be dead, and then gone on with",
    async (calls) => {
      const on = account(`dead ${calls}`);
      const { diedAt, ...options } = dying(on, calls);
      void createCluster(pier(), options).result.catch(() => {});
      await on.simulated.clock.sleep(4500);
      const began = on.simulated.clock.now();
      const next = createCluster(pier(), on.options);
      const events = await eventsOf(next);
      await next;
      expect(events.some(({ type }) => type === "locked")).toBe(true);
      const planned = began + events.findLast(({ type }) => type === "planned")!.at;
      // It may have died right after a sign of life, or right before the next.
      const waited = (planned - diedAt()) / 1000;
      expect(waited).toBeGreaterThan(leaseSeconds.dead - leaseSeconds.beat - 5);
      expect(waited).toBeLessThan(leaseSeconds.dead + 60);
      await expectOne(on);
    },
  );

  it("long ago is not waited for: S3 knows how old its last sign of life is", async () => {
    const on = account("long ago");
    const { diedAt: _, ...options } = dying(on, 90);
    void createCluster(pier(), options).result.catch(() => {});
    await on.simulated.clock.sleep(600_000);
    const next = createCluster(pier(), on.options);
    const events = await eventsOf(next);
    await next;
    expect(events.some(({ type }) => type === "locked")).toBe(false);
    await expectOne(on);
  });

  it("is destroyed whole", async () => {
    const on = account("destroyed");
    const { diedAt: _, ...options } = dying(on, 100);
    void createCluster(pier(), options).result.catch(() => {});
    await on.simulated.clock.sleep(60_000);
    await destroyCluster("pier", { ...on.options, ...everything });
    expect(standing(on)).toEqual([]);
  });
});

describe("a run whose signs of life get no answer", () => {
  /**
   * Options by which, for so many seconds from one moment on, no call of S3 is answered; and what was changed
   * when.
   */
  function cutOff(on: Account, from: number, seconds: number) {
    const began = on.simulated.clock.now();
    const changed: number[] = [];
    const second = () => (on.simulated.clock.now() - began) / 1000;
    const plugin = {
      applyToStack: (stack: { add(middleware: unknown, options: object): void }) =>
        stack.add(
          (next: (request: unknown) => Promise<unknown>, { commandName = "", clientName = "" }) =>
            (request: unknown) => {
              const isOff = second() >= from && second() < from + seconds;
              if (clientName === "S3Client") return isOff ? new Promise(() => {}) : next(request);
              if (!/^(Describe|Get|List|BatchGet)/.test(commandName)) changed.push(second());
              return next(request);
            },
          { step: "initialize", priority: "high", name: "cutOff" },
        ),
    };
    const { plugins } = on.simulated.connection;
    const options: ApplyOptions = {
      ...on.options,
      plugins: [plugin as unknown as (typeof plugins)[number], ...plugins],
    };
    return { changed, options };
  }

  it("stops after 40 s, and goes on when one is answered and nobody has come in the meantime", async () => {
    const on = account("silent");
    const { changed, options } = cutOff(on, 12, 100);
    await createCluster(pier(), options);
    const pauses = changed.slice(1).map((at, index) => [changed[index]!, at] as const);
    const [last, next] = pauses.toSorted(([a, b], [c, d]) => d - c - (b - a))[0]!;
    expect(last).toBeLessThan(12 + leaseSeconds.stops);
    expect(next).toBeGreaterThan(112);
    await expectOne(on);
  });

  it("sends nothing more once another run has taken it for dead, and says who holds the cluster", async () => {
    const on = account("lost");
    const { changed, options } = cutOff(on, 12, 400);
    const first = createCluster(pier(), options).result;
    const outcome = first.then(
      () => "done",
      (error: Error) => error,
    );
    await on.after(20, () => createCluster(pier(), on.options));
    expect(await outcome).toMatchObject({
      code: "lease-lost",
      message: expect.stringMatching(/^this run was taken for dead, and the cluster is held by /),
    });
    expect(Math.max(...changed)).toBeLessThan(12 + leaseSeconds.stops);
    await expectOne(on);
  });
});

it("a run that failed, or was cancelled, is gone on with at once", async () => {
  const on = account("cancelled");
  const knife = new AbortController();
  void on.simulated.clock.sleep(30_000).then(() => knife.abort(new Error("enough")));
  await expect(createCluster(pier(), { ...on.options, signal: knife.signal }).result).rejects.toThrow("enough");
  const next = createCluster(pier(), { ...on.options, lock: "refuse" });
  expect((await eventsOf(next)).some(({ type }) => type === "locked")).toBe(false);
  await next;
  await expectOne(on);
});

it("a ledger in memory keeps two runs of one process apart too", async () => {
  const on = account("memory");
  const options = { ...on.options, ledger: memoryLedger() };
  await Promise.all([createCluster(pier(), options).result, on.after(5, () => createCluster(pier(), options))]);
  expect((await planCluster(pier(), options)).steps).toEqual([]);
});
