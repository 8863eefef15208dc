import { simulateAccount } from "@drydock/aws-simulator";
import { blueprint, network, workers } from "@drydock/core";
import { describe, expect, it } from "vitest";
import { memoryLedger } from "../engine/ledger.ts";
import type { Plan } from "../engine/plan.ts";
import { applyPlan } from "./apply-plan.ts";
import { planDestroy } from "./destroy-cluster.ts";
import { planCluster } from "./plan-cluster.ts";

function pier(desired = 1, max = 3) {
  return blueprint("pier", {
    network: network({ cidr: "10.4.0.0/16", zones: 2, nat: "none", tiers: { public: {} } }),
    pools: { web: workers({ subnets: "public", size: { min: 0, desired, max } }) },
  });
}

/** As another process would read it. */
function saved(plan: Plan) {
  return JSON.parse(JSON.stringify(plan)) as Plan;
}

function account() {
  const simulated = simulateAccount({ seed: 1, latency: "typical" });
  return { simulated, options: simulated.connection };
}

it("makes a cluster from a saved plan, changes it by another, and takes it away by a third", async () => {
  const { simulated, options } = account();
  const before = simulated.inventory().length;
  const made = await applyPlan(saved(await planCluster(pier(), options)), options);
  expect(made.map(({ address }) => address)).toContain("auto-scaling-group/web");
  expect((await planCluster(pier(), options)).steps).toEqual([]);

  await applyPlan(saved(await planCluster(pier(1, 9), options)), options);
  expect((await planCluster(pier(1, 9), options)).steps).toEqual([]);

  await applyPlan(saved(await planDestroy("pier", options)), options);
  await simulated.clock.sleep(7_200_000);
  // The ledger's bucket stays: it is the account's.
  expect(simulated.inventory().length).toBe(before + 1);
});

it("refuses a step whose target was changed since, and does what was planned beside it", async () => {
  const { simulated, options } = account();
  await applyPlan(await planCluster(pier(), options), options);
  const raise = saved(await planCluster(pier(1, 9), options));
  await simulated.handle("AutoScaling", "UpdateAutoScalingGroup", { AutoScalingGroupName: "pier-web", MaxSize: 5 });
  await expect(applyPlan(raise, options).result).rejects.toMatchObject({
    code: "plan-outdated",
    address: "auto-scaling-group/web",
  });
});

it("refuses a plan that was applied before, whoever keeps the record, having changed nothing", async () => {
  const { simulated, options } = account();
  const plan = saved(await planCluster(pier(), options));
  const ledger = memoryLedger();
  await applyPlan(plan, { ...options, ledger });
  const before = simulated.inventory().map(({ id }) => id);
  for (const kept of [ledger, memoryLedger()]) {
    await expect(applyPlan(plan, { ...options, ledger: kept }).result).rejects.toMatchObject({
      code: "plan-outdated",
      message: expect.stringContaining("vpc/main (vpc-"),
    });
  }
  expect(simulated.inventory().map(({ id }) => id)).toEqual(before);
});

it("goes on with a plan that failed half way by its record, and refuses it without", async () => {
  let failing = true;
  const simulated = simulateAccount({
    seed: 1,
    latency: "typical",
    faults: [
      ({ operation }) =>
        failing && operation === "CreateSubnet" ? { kind: "refuse", code: "SubnetLimitExceeded" } : undefined,
    ],
  });
  const options = { ...simulated.connection, ledger: memoryLedger() };
  const plan = saved(await planCluster(pier(), options));
  await expect(applyPlan(plan, options).result).rejects.toThrow("SubnetLimitExceeded");
  failing = false;
  const elsewhere = applyPlan(plan, { ...options, ledger: memoryLedger() }).result;
  await expect(elsewhere).rejects.toMatchObject({ code: "plan-outdated" });
  await applyPlan(plan, options);
  expect(simulated.inventory().filter(({ type }) => type === "vpc")).toHaveLength(1);
  expect((await planCluster(pier(), options)).steps).toEqual([]);
});

describe("a plan that was changed by hand", () => {
  type Entry = Record<string, unknown>;
  interface Loose {
    cluster?: unknown;
    tags?: unknown;
    notices: unknown;
    readonly steps: [Entry, Entry, Entry, ...(Entry | null)[]];
    readonly resources: (Entry | null)[];
  }
  const spoilt: readonly (readonly [string, (plan: Loose) => void, string, string])[] = [
    [
      "an action that is none",
      ({ steps }) => (steps[0]["action"] = "constructor"),
      "invalid-option",
      "steps.0.action: ",
    ],
    ["a step that is none", (plan) => plan.steps.push(null), "invalid-option", "expected object, received null"],
    ["a step without needs", ({ steps }) => delete steps[2]["needs"], "invalid-option", "steps.2.needs: "],
    ["a resource that is none", ({ resources }) => (resources[0] = null), "invalid-option", "resources.0: "],
    ["a kind that is none", ({ steps }) => (steps[0]["kind"] = "moat"), "invalid-option", "steps.0.kind: this version"],
    ["a step twice", ({ steps }) => steps.push(steps[0]), "invalid-option", '.id: "create vpc/main" is there twice'],
    ["tags of AWS's own", (plan) => (plan.tags = { "aws:x": "1" }), "invalid-option", 'tags.aws:x: the key "aws:x"'],
    [
      "another cluster",
      (plan) => (plan.cluster = "quay"),
      "invalid-option",
      '"drydock/pier/web" is no name of cluster quay',
    ],
    [
      "resources that need each other",
      ({ resources }) => resources[0] && (resources[0]["after"] = ["subnet/public-1"]),
      "invalid-option",
      'it does not wait for "create subnet/public-1"',
    ],
    ["no tags", (plan) => delete plan.tags, "invalid-option", "tags: "],
    ["another cluster's path", (plan) => (plan.cluster = "../pier"), "invalid-option", '"../pier" is no name'],
    ["no cluster", (plan) => delete plan.cluster, "invalid-option", "cluster: "],
    [
      "steps that need each other",
      ({ steps }) => {
        const [first, second] = steps;
        first["needs"] = [{ step: second["id"], reached: "stable" }];
        second["needs"] = [{ step: first["id"], reached: "stable" }];
      },
      "unplannable",
      "steps of the plan need each other: ",
    ],
  ];

  it.each(spoilt)("is refused for %s, before any call", async (_, spoil, code, told) => {
    const { simulated, options } = account();
    const { digests: _told, ...plan } = saved(await planCluster(pier(), options));
    spoil(plan as unknown as Loose);
    const calls = simulated.calls.length;
    await expect(applyPlan(plan, options).result).rejects.toMatchObject({
      code,
      message: expect.stringContaining(told),
    });
    expect(simulated.calls.length).toBe(calls);
  });

  it("is refused for an edit that is sound in itself, and what was edited is named", async () => {
    const { simulated, options } = account();
    const plan = saved(await planCluster(pier(), options));
    const calls = simulated.calls.length;
    // Both halves alike: nothing but the digests tells.
    const loose = plan as unknown as { resources: { address: string; props: Record<string, unknown> }[] };
    for (const { address, props } of loose.resources) if (address === "auto-scaling-group/web") props["max"] = 30;
    await expect(applyPlan(plan, options).result).rejects.toMatchObject({
      code: "invalid-option",
      message: expect.stringMatching(
        /^ {2}resources\.\d+: resource auto-scaling-group\/web was edited since the plan was written$/m,
      ),
    });
    expect(simulated.calls.length).toBe(calls);
    // They are no signature.
    const { digests: _gone, ...unsealed } = plan;
    await applyPlan(unsealed, options);
  });

  it("is refused for another precondition in the plan of a destroy", async () => {
    const { options } = account();
    await applyPlan(await planCluster(pier(), options), options);
    const plan = saved(await planDestroy("pier", options));
    const steps = plan.steps as unknown as { precondition: string }[];
    for (const step of steps) step.precondition = steps[0]?.precondition ?? "";
    await expect(applyPlan(plan, options).result).rejects.toMatchObject({
      message: expect.stringMatching(/^ {2}steps\.1: step delete .* was edited since the plan was written$/m),
    });
  });

  it("is told of everything at once", async () => {
    const { options } = account();
    const plan = saved(await planCluster(pier(), options)) as unknown as Loose;
    plan.steps[0]["action"] = "make";
    plan.notices = "none";
    await expect(applyPlan(plan as unknown as Plan, options).result).rejects.toMatchObject({
      message: expect.stringMatching(/^ {2}steps\.0\.action: .*\n {2}notices: /m),
    });
  });
});

it.each([undefined, {}, { format: 2, steps: [], resources: [] }])("refuses %j, having sent nothing", async (plan) => {
  const { simulated, options } = account();
  await expect(applyPlan(plan as unknown as Plan, options).result).rejects.toMatchObject({ code: "invalid-option" });
  expect(simulated.calls).toEqual([]);
});
