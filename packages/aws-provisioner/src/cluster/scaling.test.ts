import { simulateAccount } from "@drydock/aws-simulator";
import { blueprint, network, type ScalingOptions, workers } from "@drydock/core";
import { expect, it } from "vitest";
import { memoryLedger } from "../engine/ledger.ts";
import { printPlan } from "../engine/print-plan.ts";
import { createCluster } from "./create-cluster.ts";
import { destroyCluster, planDestroy } from "./destroy-cluster.ts";
import { planCluster } from "./plan-cluster.ts";

const net = network({ cidr: "10.8.0.0/16", zones: 2, nat: "none", endpoints: [], tiers: { public: {} } });

function mill(scaling?: ScalingOptions, desired = 2) {
  const web = workers({
    subnets: "public",
    size: { min: 1, desired, max: 4 },
    expose: [{ port: 80, protocol: "http" }],
    ...(scaling !== undefined && { scaling }),
  });
  return blueprint("mill", { network: net, pools: { web } });
}

async function standing(scaling?: ScalingOptions) {
  const account = simulateAccount({ seed: "scaled", latency: "typical", start: new Date("2027-01-01T00:00:00Z") });
  const options = { ...account.connection, ledger: memoryLedger() };
  await createCluster(mill(scaling), options);
  const rules = () =>
    account
      .inventory()
      .filter(({ type }) => type === "scaling-policy" || type === "scheduled-action")
      .map(({ id }) => id);
  const set = (operation: string, input: object) =>
    account.handle("AutoScaling", operation, { AutoScalingGroupName: "mill-web", ...input });
  const callsOf = async (work: () => Promise<unknown>) => {
    const before = account.calls.length;
    await work();
    return account.calls.slice(before).map(({ operation }) => operation);
  };
  return { account, options, rules, set, callsOf };
}

const all: ScalingOptions = {
  cpu: 60,
  requests: 1000,
  schedules: {
    morning: { cron: "0 8 * * MON-FRI", zone: "Europe/Berlin", min: 2 },
    fair: { at: "2027-03-01T08:00:00Z", desired: 4 },
  },
};

it("a pool with everything that scales is made, found unchanged wherever it was scaled to, and taken away", async () => {
  const { options, rules, set } = await standing(all);
  expect(rules()).toMatchInlineSnapshot(`
    [
      "mill-web:mill.web.cpu",
      "mill-web:mill.web.requests",
      "mill-web:mill.web.fair",
      "mill-web:mill.web.morning",
    ]
  `);
  expect((await planCluster(mill(all), options)).steps).toEqual([]);
  await set("SetDesiredCapacity", { DesiredCapacity: 3 });
  await set("UpdateAutoScalingGroup", { MinSize: 2 });
  const plan = await planCluster(mill(all, 4), options);
  expect([plan.steps, plan.notices]).toEqual([[], []]);
  const destroy = await planDestroy("mill", options);
  expect(
    destroy.steps.filter(({ diesWith }) => diesWith === "delete auto-scaling-group/web").map(({ address }) => address),
  ).toEqual([
    "attachment/web-b749f5/web",
    "scaling-policy/web/cpu",
    "scaling-policy/web/requests",
    "scheduled-action/web/fair",
    "scheduled-action/web/morning",
  ]);
  const { left } = await destroyCluster("mill", options);
  expect([left, rules()]).toEqual([[], []]);
});

it("what scales a pool is edited in place, or replaced where AWS keeps what is left out", async () => {
  const { options, rules } = await standing(all);
  const schedules = { ...all.schedules, morning: { cron: "0 8 * * MON-FRI", zone: "Europe/Berlin", min: 2, max: 3 } };
  const edited = mill({ cpu: 50, requests: 900, service: "web", schedules });
  expect(printPlan(await planCluster(edited, options))).toMatchInlineSnapshot(`
    "mill: 3 to change, 18 unchanged

      ~ scaling-policy/web/cpu
          target: 60 -> 50
      ~ scaling-policy/web/requests
          target: 1000 -> 900
      ~ scheduled-action/web/morning
          sizes: {"min":2} -> {"min":2,"max":3}

    Longest path, about 1 s: scaling-policy/web/cpu"
  `);
  await createCluster(edited, options);
  expect((await planCluster(edited, options)).steps).toEqual([]);
  expect(rules()).toHaveLength(4);
});

it("where nothing is to scale a pool any more, what did is deleted, and its size is the blueprint's again", async () => {
  const { options, rules, set, callsOf } = await standing(all);
  await set("SetDesiredCapacity", { DesiredCapacity: 3 });
  const plan = await planCluster(mill(), { ...options, ledger: memoryLedger() });
  expect(printPlan(plan)).toMatchInlineSnapshot(`
    "mill: 1 to change, 4 to delete, 16 unchanged

      ~ auto-scaling-group/web
          desired: 3 -> 2
          scaled: true -> false
      - scaling-policy/web/cpu mill.web.cpu
      - scaling-policy/web/requests mill.web.requests
      - scheduled-action/web/fair mill.web.fair
      - scheduled-action/web/morning mill.web.morning

    Longest path, about 5 s: auto-scaling-group/web"
  `);
  await createCluster(mill(), options);
  expect(rules()).toEqual([]);
  const quiet = await callsOf(async () =>
    expect((await planCluster(mill(), { ...options, ledger: memoryLedger() })).steps).toEqual([]),
  );
  expect(quiet.filter((call) => /Polic|Scheduled/.test(call))).toEqual([]);
});

it("a policy of the cluster's that nothing told of is found where it moved its group, and deleted", async () => {
  const { options, rules, set } = await standing();
  const tracking = {
    PredefinedMetricSpecification: { PredefinedMetricType: "ASGAverageCPUUtilization" },
    TargetValue: 9,
  };
  const policy = { PolicyType: "TargetTrackingScaling", TargetTrackingConfiguration: tracking };
  await set("PutScalingPolicy", { PolicyName: "mill.web.cpu", ...policy });
  await set("SetDesiredCapacity", { DesiredCapacity: 3 });
  const { steps, notices } = await planCluster(mill(), options);
  expect(notices).toEqual([]);
  expect(steps.map(({ id }) => id).toSorted()).toEqual([
    "delete scaling-policy/web/cpu",
    "update auto-scaling-group/web",
  ]);
  await createCluster(mill(), options);
  expect(rules()).toEqual([]);
});

it("a policy that somebody gave another metric is made anew", async () => {
  const { options, set } = await standing();
  const scaled = mill({ cpu: 60 });
  await createCluster(scaled, options);
  const TargetTrackingConfiguration = {
    PredefinedMetricSpecification: { PredefinedMetricType: "ASGAverageNetworkIn" },
    TargetValue: 60,
  };
  const policy = { PolicyType: "TargetTrackingScaling", TargetTrackingConfiguration };
  await set("PutScalingPolicy", { PolicyName: "mill.web.cpu", ...policy });
  const { steps } = await planCluster(scaled, options);
  expect(steps.flatMap(({ changes }) => changes.map(({ field, before }) => `${field} ${String(before)}`))).toEqual([
    "metric ASGAverageNetworkIn",
  ]);
  await createCluster(scaled, options);
  expect((await planCluster(scaled, options)).steps).toEqual([]);
});

it("a pool is scaled from now on, and starts where it is", async () => {
  const { options, rules, set } = await standing();
  await set("SetDesiredCapacity", { DesiredCapacity: 3 });
  const scaled = mill({ cpu: 60 });
  const { steps } = await planCluster(scaled, options);
  expect(steps.map(({ id, changes }) => [id, ...changes.map(({ field }) => field)])).toEqual([
    ["update auto-scaling-group/web", "scaled"],
    ["create scaling-policy/web/cpu"],
  ]);
  await createCluster(scaled, options);
  expect(rules()).toHaveLength(1);
  expect((await planCluster(scaled, options)).steps).toEqual([]);
});

it("a number of nodes that something else moves is left alone, without a policy of AWS", async () => {
  const { options, rules, set } = await standing({ elsewhere: true });
  await set("SetDesiredCapacity", { DesiredCapacity: 3 });
  const plan = await planCluster(mill({ elsewhere: true }), options);
  expect([plan.steps, plan.notices, rules()]).toEqual([[], [], []]);
});

it("a schedule whose time has passed is left out, and a plan says so", async () => {
  const { account, options, rules } = await standing();
  const fair = mill({ schedules: { fair: { at: "2027-03-01T08:00:00Z", desired: 4 } } });
  await account.clock.sleep(70 * 86_400_000);
  const { notices } = await planCluster(fair, options);
  expect(notices).toMatchInlineSnapshot(`
    [
      {
        "address": "scheduled-action/web/fair",
        "message": "the time of scheduled-action/web/fair, 2027-03-01T08:00:00.000Z, has passed: it is left out",
        "severity": "info",
      },
    ]
  `);
  await createCluster(fair, options);
  expect(rules()).toEqual([]);
});
