import { type SimulatedAccount, simulateAccount } from "@drydock/aws-simulator";
import { blueprint, network, workers } from "@drydock/core";
import { expect, it } from "vitest";
import { memoryLedger } from "../engine/ledger.ts";
import { printPlan } from "../engine/print-plan.ts";
import { createCluster } from "./create-cluster.ts";
import { applyPlan } from "./apply-plan.ts";
import { destroyCluster, planDestroy } from "./destroy-cluster.ts";
import { planCluster } from "./plan-cluster.ts";

const net = network({ cidr: "10.7.0.0/16", zones: 2, nat: "none", endpoints: [], tiers: { public: {} } });

function mill(min: number, desired: number, max: number) {
  return blueprint("mill", {
    network: net,
    pools: { web: workers({ subnets: "public", size: { min, desired, max } }) },
  });
}

/** A call of Auto Scaling that somebody makes who is not Drydock. */
function asked(account: SimulatedAccount, operation: string, input: object): Promise<unknown> {
  return account.handle("AutoScaling", operation, input);
}

async function standing(size: readonly [number, number, number] = [1, 2, 4]) {
  const account = simulateAccount({ seed: "mill", latency: "typical" });
  const options = { ...account.connection, ledger: memoryLedger() };
  await createCluster(mill(...size), options);
  const group = () => {
    const { attributes = {} } = account.inventory().find(({ type }) => type === "auto-scaling-group") ?? {};
    const { min, desired, max, instances } = attributes;
    return { min, desired, max, instances: (instances as readonly string[]).length };
  };
  const callsOf = async (work: () => Promise<unknown>) => {
    const before = account.calls.length;
    await work();
    return account.calls.slice(before).map(({ operation }) => operation);
  };
  return { account, options, group, callsOf };
}

const name = { AutoScalingGroupName: "mill-web" };
const cpu = {
  PolicyType: "TargetTrackingScaling",
  TargetTrackingConfiguration: {
    TargetValue: 50,
    PredefinedMetricSpecification: { PredefinedMetricType: "ASGAverageCPUUtilization" },
  },
};

it("a pool that is to have more nodes gets them in place, and the apply waits until they are in service", async () => {
  const { options, group } = await standing();
  expect(group()).toEqual({ min: 1, desired: 2, max: 4, instances: 2 });
  const plan = await planCluster(mill(1, 4, 4), options);
  expect(printPlan(plan)).toMatchInlineSnapshot(`
    "mill: 1 to change, 9 unchanged

      ~ auto-scaling-group/web
          desired: 2 -> 4

    Longest path, about 20 s: auto-scaling-group/web"
  `);
  const { pools } = await createCluster(mill(1, 4, 4), options);
  expect(pools.web.instances).toHaveLength(4);
  expect(group()).toEqual({ min: 1, desired: 4, max: 4, instances: 4 });
  expect((await planCluster(mill(1, 4, 4), options)).steps).toEqual([]);
  expect((await destroyCluster("mill", options)).left).toEqual([]);
});

it.each<[string, [number, number, number], string[]]>([
  ["fewer nodes", [1, 1, 4], ["desired"]],
  ["bounds that its nodes fit", [0, 2, 9], ["min", "max"]],
  ["a least number above what it has", [3, 3, 4], ["min", "desired"]],
  ["a largest number below what it has", [0, 1, 1], ["min", "desired", "max"]],
])("a pool that is to have %s comes to it, and stays", async (_name, size, fields) => {
  const { options, group } = await standing();
  const { steps, notices } = await planCluster(mill(...size), options);
  expect(steps.map(({ id, changes }) => [id, ...changes.map(({ field }) => field)])).toEqual([
    ["update auto-scaling-group/web", ...fields],
  ]);
  expect(notices).toEqual([]);
  await createCluster(mill(...size), options);
  const [min, desired, max] = size;
  expect(group()).toMatchObject({ min, desired, max });
  expect((await planCluster(mill(...size), options)).steps).toEqual([]);
});

it("a number that somebody set by hand is set back", async () => {
  const { account, options, group } = await standing();
  await asked(account, "SetDesiredCapacity", { ...name, DesiredCapacity: 4 });
  const { steps } = await planCluster(mill(1, 2, 4), options);
  expect(steps.flatMap(({ changes }) => changes)).toEqual([{ field: "desired", before: 4, after: 2, inPlace: true }]);
  await createCluster(mill(1, 2, 4), options);
  expect(group()).toMatchObject({ desired: 2 });
});

it("a number that somebody else's policy or schedule moves is left alone, with a notice that names it", async () => {
  const { account, options, group, callsOf } = await standing();
  await asked(account, "PutScalingPolicy", { ...name, PolicyName: "busy hours", ...cpu });
  const quiet = await callsOf(() => planCluster(mill(1, 2, 4), options));
  await asked(account, "SetDesiredCapacity", { ...name, DesiredCapacity: 3 });
  const plan = await planCluster(mill(1, 2, 4), options);
  expect(printPlan(plan)).toMatchInlineSnapshot(`
    "mill: no changes (10 resources are as they should be)
    warning: auto-scaling-group/web keeps 3 instances, not 2: scaling policy "busy hours", not of this blueprint, moves that number"
  `);
  expect(await callsOf(() => planCluster(mill(1, 2, 4), options))).toEqual(
    expect.arrayContaining([...quiet, "DescribePolicies", "DescribeScheduledActions"]),
  );
  expect(quiet).not.toContain("DescribePolicies");
  await createCluster(mill(2, 2, 5), options);
  expect(group()).toEqual({ min: 2, desired: 3, max: 5, instances: 3 });

  await asked(account, "PutScheduledUpdateGroupAction", {
    ...name,
    ScheduledActionName: "night",
    Recurrence: "0 22 * * *",
    DesiredCapacity: 2,
  });
  const [notice, ...others] = (await planCluster(mill(2, 4, 5), options)).notices;
  expect(others).toEqual([]);
  expect(notice?.message).toMatchInlineSnapshot(
    `"auto-scaling-group/web keeps 3 instances, not 4: scaling policy "busy hours" and scheduled action "night", not of this blueprint, move that number"`,
  );
});

it("a saved plan goes on where a number has moved that it does not change, and is refused where it does", async () => {
  const { account, options, group } = await standing();
  const saved = async (size: [number, number, number]) => await planCluster(mill(...size), options);
  const [bounds, number, destroy] = [
    await saved([0, 2, 5]),
    await saved([1, 3, 4]),
    await planDestroy("mill", options),
  ];
  await asked(account, "SetDesiredCapacity", { ...name, DesiredCapacity: 4 });
  await expect(applyPlan(number, options)).rejects.toMatchObject({ code: "plan-outdated" });
  await applyPlan(bounds, options);
  expect(group()).toMatchObject({ min: 0, desired: 4, max: 5 });
  await expect(applyPlan(destroy, options)).resolves.toEqual([]);
});

it("a pool that cannot have more nodes says why, in AWS's words", async () => {
  const { account, options } = await standing();
  const plan = await planCluster(mill(1, 4, 4), options);
  const [profile] = account.inventory().filter(({ type }) => type === "instance-profile");
  const InstanceProfileName = profile?.id;
  const RoleName = account.inventory().find(({ type }) => type === "role")?.id;
  await account.handle("IAM", "RemoveRoleFromInstanceProfile", { InstanceProfileName, RoleName });
  await account.handle("IAM", "DeleteInstanceProfile", { InstanceProfileName });
  await expect(applyPlan(plan, options)).rejects.toThrowErrorMatchingInlineSnapshot(
    `
    [ProvisionError: auto-scaling-group/web (mill-web) is not stable after 811 s: last seen pending: 2 of 4 instances in service; Value (mill-web-us-west-2) for parameter iamInstanceProfile.name is invalid. Invalid IAM Instance Profile name Launching EC2 instance failed.
    Run again, which waits anew; for longer with waitSeconds: { "auto-scaling-group/web": 1600 }.]
  `,
  );
});

it("a policy that is switched off, or scales another group, moves nothing", async () => {
  const { account, options } = await standing();
  await asked(account, "PutScalingPolicy", { ...name, PolicyName: "off", ...cpu, Enabled: false });
  const { steps, notices } = await planCluster(mill(1, 3, 4), options);
  expect([steps.map(({ id }) => id), notices]).toEqual([["update auto-scaling-group/web"], []]);
});
