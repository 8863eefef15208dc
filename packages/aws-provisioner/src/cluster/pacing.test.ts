import { simulateAccount, type SimulatedAccount, type SimulatedAccountOptions } from "@drydock/aws-simulator";
import { blueprint, machines, network } from "@drydock/core";
import { describe, expect, it } from "vitest";
import { printEvent } from "../engine/print-event.ts";
import { memoryLedger } from "../engine/ledger.ts";
import { createCluster } from "./create-cluster.ts";
import { destroyCluster } from "./destroy-cluster.ts";

const [capacity, refill] = [5, 2];

function site(name: string, count: number) {
  return blueprint(name, {
    network: network({ cidr: "10.0.0.0/16", nat: "none", tiers: { public: {} } }),
    pools: { node: machines({ subnets: "public", count }) },
  });
}

function accountOf(options: Partial<SimulatedAccountOptions> = {}) {
  const account = simulateAccount({ seed: "paced", latency: "typical", throttling: true, ...options });
  // What a ledger of its own calls, which is made at first use, is not what is counted.
  return { account, options: { ...account.connection, environment: {}, ledger: memoryLedger() } };
}

/** Outcomes of calls that were not let through, by their operations. */
function refused({ calls }: SimulatedAccount, from = 0): string[] {
  return calls
    .slice(from)
    .flatMap(({ operation, outcome = "" }) => (outcome === "ok" ? [] : `${operation} ${outcome}`));
}

function ofPace(outcomes: readonly string[]): string[] {
  return outcomes.filter((one) => /Throttl|RequestLimitExceeded|SlowDown/.test(one));
}

describe("60 machines under AWS's buckets", () => {
  it("are launched and ended without a call that is refused for its pace, at nearly AWS's own pace", async () => {
    const { account, options } = accountOf();
    await createCluster(site("sixty", 60), options);
    const launches = account.calls.filter(({ operation, outcome }) => operation === "RunInstances" && outcome === "ok");
    const seconds = (launches.at(-1)!.start - launches[1]!.start) / 1000;
    expect(launches).toHaveLength(60);
    expect(seconds).toBeLessThan(1.2 * ((60 - capacity) / refill));
    // The first name is asked for before anything is made, and all others of a fresh profile wait until one of
    // them was let in.
    const [asked, ...tried] = refused(account);
    expect(asked).toBe("GetRole NoSuchEntityException");
    expect(new Set(tried)).toEqual(new Set(["RunInstances InvalidParameterValue"]));
    expect(tried.length).toBeLessThanOrEqual(4);
    const created = account.calls.length;
    await destroyCluster("sixty", options);
    expect(refused(account, created)).toEqual([]);
  });

  it.each(["one", "two", "three"])("are not refused where calls take as long as they like (seed %s)", async (seed) => {
    const { account, options } = accountOf({ seed, latency: "sampled" });
    await createCluster(site("sixty", 60), options);
    expect(ofPace(refused(account))).toEqual([]);
  });

  it("are told of once", async () => {
    const { options } = accountOf();
    const lines: (string | undefined)[] = [];
    for await (const event of createCluster(site("sixty", 60), options)) {
      if (event.type === "paced") lines.push(printEvent(event)?.replace(/^\S+ +/, ""));
    }
    expect(lines).toEqual(["paced: RunInstances of ec2, 1.6 a second"]);
  });

  it("say from the start when the last of them should stand", async () => {
    const { options } = accountOf();
    const etas: [number, number][] = [];
    let end = 0;
    for await (const event of createCluster(site("sixty", 60), options)) {
      if (event.type === "finished" && event.step.kind === "instance") etas.push([event.at / 1000, event.eta]);
      end = event.at / 1000;
    }
    const [first] = etas;
    expect(etas).toHaveLength(60);
    expect(Math.abs(first![0] + first![1] - end)).toBeLessThan(0.2 * end);
  });

  it("are given up at once by who waits for them", async () => {
    const { account, options } = accountOf();
    const knife = new AbortController();
    const reason = new Error("not now");
    void account.clock.sleep(30_000).then(() => knife.abort(reason));
    const began = account.clock.now();
    await expect(createCluster(site("sixty", 60), { ...options, signal: knife.signal }).result).rejects.toBe(reason);
    expect(account.clock.now() - began).toBeLessThan(32_000);
    // What was on its way is answered, though nobody listens any more; nothing else is to come.
    await account.clock.sleep(5000);
    expect(account.clock.waiting).toBe(0);
    await createCluster(site("sixty", 60), options);
    const live = account.inventory().filter(({ type }) => type === "instance");
    expect(live).toHaveLength(60);
  });
});

it("two runs of one process share what AWS lets through", async () => {
  const { account, options } = accountOf();
  await Promise.all([createCluster(site("port", 30), options), createCluster(site("starboard", 30), options)]);
  expect(ofPace(refused(account))).toEqual([]);
});

it("a run gives way where others launch on the account too, and gets on all the same", async () => {
  const { account, options } = accountOf();
  let isOver = false;
  const others = (async () => {
    while (!isOver) {
      await account.handle("EC2", "RunInstances", { MinCount: 1, MaxCount: 1 }).catch(() => {});
      await account.clock.sleep(700);
    }
  })();
  await createCluster(site("sixty", 60), options);
  isOver = true;
  await others;
  const own = account.calls.filter(({ origin }) => origin === "client");
  const refusals = own.filter(({ outcome }) => outcome === "RequestLimitExceeded").length;
  expect(refusals).toBeGreaterThan(0);
  expect(refusals).toBeLessThan(0.2 * 60);
  expect(account.inventory().filter(({ type }) => type === "instance")).toHaveLength(60);
});

it("what waits for its turn holds up nothing else, however few changes may be under way", async () => {
  const { account, options } = accountOf();
  const endpoints = ["s3", "ssm", "ssmmessages", "ec2", "secretsmanager", "logs", "kms"];
  const closed = blueprint("closed", {
    network: network({ cidr: "10.0.0.0/16", nat: "none", tiers: { private: {} }, endpoints }),
    pools: { node: machines({ subnets: "private", count: 2 }) },
  });
  await createCluster(closed, { ...options, concurrency: 2 });
  const last = (operation: string) => account.calls.findLast((call) => call.operation === operation)!.start;
  // Endpoints take longest, and so go first: one in 4 s.
  expect(last("CreateVpcEndpoint") - last("CreateSecurityGroup")).toBeGreaterThan(10_000);
  expect(ofPace(refused(account))).toEqual([]);
});
