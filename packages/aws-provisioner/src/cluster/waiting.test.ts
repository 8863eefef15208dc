import { type Launches, type LaunchRefusal, type Lives, simulateAccount } from "@drydock/aws-simulator";
import { blueprint, machines, network, workers } from "@drydock/core";
import { describe, expect, it } from "vitest";
import type { RunEvent } from "../engine/event.ts";
import { criticalPath } from "../engine/schedule.ts";
import { createCluster } from "./create-cluster.ts";
import { destroyCluster } from "./destroy-cluster.ts";
import type { ApplyOptions } from "./options.ts";
import { planCluster } from "./plan-cluster.ts";

const net = (zones = 2) => network({ cidr: "10.1.0.0/16", zones, nat: "none", tiers: { public: {} } });
const size = { min: 0, desired: 2, max: 4 };

/** Two machines of a pool, behind a balancer. */
const served = blueprint("port", {
  network: net(),
  pools: { web: workers({ subnets: "public", size, expose: [{ port: 80 }] }) },
});
const pool = blueprint("port", { network: net(), pools: { web: workers({ subnets: "public", size }) } });
const single = blueprint("port", { network: net(), pools: { db: machines({ subnets: "public", count: 1 }) } });

function account(more: { readonly launches?: Launches; readonly lives?: Lives } = {}) {
  const simulated = simulateAccount({ seed: "waiting", latency: "typical", ...more });
  return { ...simulated, options: simulated.connection };
}

async function outcome(run: AsyncIterable<RunEvent> & PromiseLike<unknown>) {
  const events: RunEvent[] = [];
  const ended = run.then(
    () => undefined,
    (error: unknown) => error,
  );
  for await (const event of run) events.push(event);
  return { error: await ended, events, reasons: events.flatMap((one) => ("reason" in one ? [one.reason] : [])) };
}

describe("a pool whose machines AWS does not launch", () => {
  it.each<[LaunchRefusal, number, RegExp]>([
    [
      "InsufficientInstanceCapacity",
      300,
      /: We currently do not have sufficient t3\.\w+ capacity .* Launching EC2 instance failed\.\nTake another instance type/,
    ],
    [
      "Unsupported",
      200,
      /: Your requested instance type \(t3\.\w+\) is not supported in your requested Availability Zone .*\nTake an instance type that each/,
    ],
    ["VcpuLimitExceeded", 200, /: You have requested more vCPU capacity .*\nAsk for a higher quota/],
  ])("ends its run long before the limit of 800 s, with AWS's words: %s", async (code, seconds, words) => {
    const { options, clock } = account({ launches: () => code });
    const began = clock.now();
    const { error, reasons } = await outcome(createCluster(pool, options));
    expect(error).toMatchObject({ code: "step-failed", address: "auto-scaling-group/web" });
    const { message } = error as Error;
    expect(message).toMatch(/^auto-scaling-group\/web \(port-web\) can no longer become stable: /);
    expect(message).toMatch(words);
    expect((clock.now() - began) / 1000).toBeLessThan(seconds);
    expect(reasons).toContain("0 of 2 instances in service");
    expect((await destroyCluster("port", options)).left).toEqual([]);
  });

  it("comes where capacity does, told while it lacks", async () => {
    let now = () => 0;
    const began = () => Date.UTC(2026, 10, 1);
    const simulated = account({
      launches: () => (now() < began() + 90_000 ? "InsufficientInstanceCapacity" : undefined),
    });
    now = () => simulated.clock.now();
    const { error, reasons } = await outcome(createCluster(pool, simulated.options));
    expect(error).toBeUndefined();
    expect(reasons).toContainEqual(expect.stringMatching(/^We currently do not have sufficient /));
  });

  it("is given up after the seconds that an option says, with the same words", async () => {
    const { options, clock } = account({ launches: () => "InsufficientInstanceCapacity" });
    const began = clock.now();
    const waitSeconds = { "auto-scaling-group/*": 60 };
    const { error } = await outcome(createCluster(pool, { ...options, waitSeconds }));
    expect(error).toMatchObject({
      code: "timed-out",
      message: expect.stringMatching(
        /^auto-scaling-group\/web \(port-web\) is not stable after \d+ s: last seen pending: 0 of 2 instances in service; We currently do not have .*\nRun again, which waits anew; for longer with waitSeconds: \{ "auto-scaling-group\/web": 120 \}\.$/,
      ) as string,
    });
    expect((clock.now() - began) / 1000).toBeLessThan(160);
  });

  it("is told of by the next run, too, which finds nothing to do but to wait", async () => {
    let refusal: LaunchRefusal | undefined = "Unsupported";
    const { options } = account({ launches: () => refusal });
    await outcome(createCluster(pool, options));
    const again = await outcome(createCluster(pool, options));
    expect(again.events[1]).toMatchObject({ type: "settling" });
    expect(again.error).toMatchObject({ code: "step-failed", address: "auto-scaling-group/web" });
    refusal = undefined;
    const { error, events } = await outcome(createCluster(pool, options));
    expect(error).toBeUndefined();
    expect(events.filter(({ type }) => type === "started")).toEqual([]);
    expect(events.at(-1)).toMatchObject({ type: "reached", address: "auto-scaling-group/web", level: "stable" });
  });
});

describe("a machine that EC2 ends while it launches it", () => {
  it("fails its step at once, with the reason of its state", async () => {
    const { options, clock } = account({ lives: () => ({ ends: "Client.VolumeLimitExceeded" }) });
    const began = clock.now();
    const { error } = await outcome(createCluster(single, options));
    expect(error).toMatchObject({
      code: "step-failed",
      message: expect.stringMatching(
        /^instance\/db-1 \(i-\w+\) ended: Client\.VolumeLimitExceeded: Volume limit exceeded\nMend the cause, and run again: it is made anew\.$/,
      ) as string,
    });
    expect((clock.now() - began) / 1000).toBeLessThan(120);
  });

  it("fails its pool after the second, with what the group tells of it", async () => {
    const { options } = account({ lives: () => ({ ends: "Client.InternalError" }) });
    const { error } = await outcome(createCluster(pool, options));
    expect(error).toMatchObject({
      code: "step-failed",
      message: expect.stringMatching(
        /Termination Reason: Client\.InternalError: Client error on launch.*\nEBS volumes are encrypted by a key/s,
      ) as string,
    });
  });
});

describe("what a run waits for", () => {
  it("is that its machines are healthy behind their balancer, where that is asked for", async () => {
    const { options, handle } = account();
    const wait = {
      "load-balancer/*": "serving",
      "auto-scaling-group/*": "serving",
      "dns-records/*": "serving",
    } as const;
    const { error, events, reasons } = await outcome(createCluster(served, { ...options, wait }));
    expect(error).toBeUndefined();
    const reached = events.flatMap((event) => (event.type === "reached" ? [`${event.level} ${event.address}`] : []));
    expect(reached.toSorted()).toEqual(["serving auto-scaling-group/web", "serving load-balancer/web"]);
    expect(reasons).toContainEqual(expect.stringMatching(/Elb\.InitialHealthChecking/));
    const { TargetGroups } = (await handle("ElasticLoadBalancingV2", "DescribeTargetGroups", {})) as {
      readonly TargetGroups: readonly { readonly TargetGroupArn: string }[];
    };
    const { TargetHealthDescriptions } = (await handle("ElasticLoadBalancingV2", "DescribeTargetHealth", {
      TargetGroupArn: TargetGroups[0]?.TargetGroupArn,
    })) as { readonly TargetHealthDescriptions: readonly { readonly TargetHealth: { readonly State: string } }[] };
    expect(TargetHealthDescriptions.map(({ TargetHealth }) => TargetHealth.State)).toEqual(["healthy", "healthy"]);
  });

  it("is told where it never comes: the machines serve nothing", async () => {
    const { options } = account({ lives: () => ({ serves: false }) });
    const { error } = await outcome(
      createCluster(served, { ...options, wait: { "load-balancer/*": "serving" }, waitSeconds: 400 }),
    );
    expect(error).toMatchObject({
      code: "timed-out",
      address: "load-balancer/web",
      message: expect.stringMatching(
        / is not serving after \d+ s: last seen ready: .*Target\.FailedHealthChecks: Health checks failed/,
      ) as string,
    });
  });

  it("is no more than that AWS took the calls, where that is enough", async () => {
    const { options, clock, calls, inventory } = account();
    const began = clock.now();
    const { error } = await outcome(createCluster(served, { ...options, wait: "accepted" }));
    expect(error).toBeUndefined();
    const took = (clock.now() - began) / 1000;
    const states = inventory().filter(({ type }) => type === "load-balancer");
    expect(states.map(({ state }) => state)).toEqual(["provisioning"]);
    const made = calls.length;
    const plan = await planCluster(served, { ...options, wait: "accepted" });
    expect([plan.steps, plan.resources.filter(({ wait }) => wait !== "accepted")]).toEqual([[], []]);
    // The whole of it is awaited by one who asks for it.
    expect((await outcome(createCluster(served, options))).error).toBeUndefined();
    expect((clock.now() - began) / 1000).toBeGreaterThan(took + 60);
    expect(calls.slice(made).filter(({ operation }) => !/^(?:Describe|List|Get|Head)/.test(operation))).toEqual([]);
  });

  it("stands in the plan, and its estimate", async () => {
    const { options } = account();
    const seconds = await Promise.all(
      (["accepted", "stable", "serving"] as const).map(async (wait) => {
        const { steps } = await planCluster(served, { ...options, wait });
        return criticalPath(steps).seconds;
      }),
    );
    expect(seconds[0]).toBeLessThan(seconds[1] ?? 0);
    expect(seconds[2]).toBeGreaterThan(420);
  });

  it("is refused where it names nothing that can be, before any call", async () => {
    const { options, calls } = account();
    const wait = { "auto-scaling-groups/*": "serving" } as const;
    await expect(planCluster(pool, { ...options, wait })).rejects.toMatchObject({ code: "invalid-option" });
    expect(calls).toHaveLength(0);
  });

  it.each<[string, (options: ApplyOptions) => PromiseLike<unknown>]>([
    ["planCluster", (options) => planCluster(pool, options)],
    ["createCluster", (options) => createCluster(pool, options)],
  ])("is refused by %s where it names nothing that is, all at once, and nothing is changed", async (where, deed) => {
    const { options, inventory } = account();
    const before = inventory();
    const wait = { "auto-scaling-group/wed": "accepted", "vpc/main": "accepted", "subnet/none*": "serving" } as const;
    const waitSeconds = { "subnet/nope": 5 };
    await expect(deed({ ...options, wait, waitSeconds, prune: ["role/wed"] })).rejects.toMatchObject({
      name: "OptionError",
      message: expect.stringMatching(`^${where}: 3 problems:`) as string,
      diagnostics: [
        { path: "$.prune.0", remedy: 'Did you mean "role/web"? Else leave it out.' },
        {
          path: "$.wait.auto-scaling-group/wed",
          message: 'nothing bears the address "auto-scaling-group/wed"',
          remedy: 'Did you mean "auto-scaling-group/web"? Else leave it out.',
        },
        { path: "$.waitSeconds.subnet/nope", message: 'nothing bears the address "subnet/nope"' },
      ],
    });
    expect(inventory()).toEqual(before);
  });

  it("names what the blueprint has: what only stands is not waited for", async () => {
    const { options } = account();
    await createCluster(pool, options);
    const wait = { "auto-scaling-group/web": "accepted" } as const;
    expect((await planCluster(pool, { ...options, wait })).steps).toEqual([]);
    const without = blueprint(pool.name, { network: net() });
    await expect(planCluster(without, { ...options, wait })).rejects.toMatchObject({ code: "invalid-option" });
  });
});

describe("machines behind a balancer that checks them for the first time", () => {
  const behind = (team: string) =>
    blueprint("port", {
      network: net(),
      pools: { db: machines({ subnets: "public", count: 2, expose: [{ port: 5432 }] }) },
      tags: { team },
    });

  it("are not waited for by a run that changes something else, unless it is to have them serve", async () => {
    const { options, clock } = account();
    await createCluster(behind("first"), options);
    const began = clock.now();
    const next = await outcome(createCluster(behind("second"), options));
    expect(next.error).toBeUndefined();
    expect((clock.now() - began) / 1000).toBeLessThan(30);
    const serving = await outcome(createCluster(behind("second"), { ...options, wait: { "target/*": "serving" } }));
    expect(serving.error).toBeUndefined();
    expect(serving.reasons.join()).toContain("Initial health checks in progress");
    expect((clock.now() - began) / 1000).toBeGreaterThan(60);
  });
});
