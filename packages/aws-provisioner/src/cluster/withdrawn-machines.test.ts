import { type SimulatedAccount, simulateAccount } from "@drydock/aws-simulator";
import { blueprint, network, type RolloutOptions, workers } from "@drydock/core";
import { describe, expect, it } from "vitest";
import { memoryLedger } from "../engine/ledger.ts";
import { createCluster } from "./create-cluster.ts";
import { planCluster } from "./plan-cluster.ts";

const AutoScalingGroupName = "kiln-web";

function kiln(text: string, rollout: RolloutOptions = { warmup: 0 }) {
  const size = { min: 0, desired: 3, max: 4 };
  const tiers = { public: {}, other: { public: true } };
  return blueprint("kiln", {
    network: network({ cidr: "10.9.0.0/16", zones: 2, nat: "none", endpoints: [], tiers }),
    pools: { web: workers({ subnets: "public", size, rollout, files: [{ path: "/etc/kiln", text }] }) },
  });
}

interface Machine {
  readonly InstanceId: string;
  readonly LifecycleState: string;
  readonly LaunchTemplate: { readonly Version: string };
}

async function standing() {
  const account: SimulatedAccount = simulateAccount({ seed: "kiln", latency: "typical" });
  const options = { ...account.connection, ledger: memoryLedger() };
  await createCluster(kiln("one"), options);
  const scaling = (operation: string, input: object) => account.handle("AutoScaling", operation, input);
  const machines = async () => {
    const answer = (await scaling("DescribeAutoScalingGroups", {})) as {
      readonly AutoScalingGroups: readonly { readonly Instances: readonly Machine[] }[];
    };
    return answer.AutoScalingGroups[0]?.Instances ?? [];
  };
  const ids = (await machines()).map(({ InstanceId }) => InstanceId);
  const versions = async () => {
    const staying = (await machines()).filter(({ LifecycleState }) => !LifecycleState.startsWith("Terminat"));
    return staying.map(({ LaunchTemplate }) => LaunchTemplate.Version).toSorted();
  };
  const told = async (text: string, rollout?: RolloutOptions) => {
    const { notices, steps } = await planCluster(kiln(text, rollout), options);
    const messages = notices.map(({ severity, message }) => `${severity}: ${message}`);
    const named = (message: string) => ids.reduce((all, id, at) => all.replaceAll(id, `i-${at}`), message);
    return { steps: steps.map(({ id }) => id), told: messages.map(named) };
  };
  const protect = (InstanceIds: readonly string[], ProtectedFromScaleIn = true) =>
    scaling("SetInstanceProtection", { AutoScalingGroupName, InstanceIds, ProtectedFromScaleIn });
  const standBy = async (InstanceIds: readonly string[]) => {
    await scaling("EnterStandby", { AutoScalingGroupName, InstanceIds, ShouldDecrementDesiredCapacity: false });
    await account.connection.clock.sleep(600_000);
  };
  return { account, options, scaling, ids, versions, told, protect, standBy };
}

describe("a rollout of a pool of which somebody has withdrawn machines", () => {
  it("leaves what is protected from scale in as it is, says so, and replaces it when it is given back", async () => {
    const { options, account, ids, versions, told, protect } = await standing();
    const [first = ""] = ids;
    await protect([first]);
    expect((await told("one")).told).toEqual([]);
    const changed = await told("two");
    expect(changed.told).toMatchInlineSnapshot(`
      [
        "info: auto-scaling-group/web: 2 machines replaced one by one, about 40 s",
        "warning: i-0 of auto-scaling-group/web, which is protected from scale in, stays on an older launch template: no rollout replaces it until somebody gives it back (aws autoscaling set-instance-protection --auto-scaling-group-name kiln-web --instance-ids i-0 --no-protected-from-scale-in) and applies again",
      ]
    `);
    const before = account.connection.clock.now();
    await createCluster(kiln("two"), options);
    expect(account.connection.clock.now() - before).toBeLessThan(1_800_000);
    expect(await versions()).toEqual(["1", "2", "2"]);
    const after = await told("two");
    expect(after).toEqual({ steps: [], told: changed.told.slice(1) });
    await protect([first], false);
    expect((await told("two")).steps).toEqual(["update auto-scaling-group/web"]);
    await createCluster(kiln("two"), options);
    expect(await versions()).toEqual(["2", "2", "2"]);
    expect(await told("two")).toEqual({ steps: [], told: [] });
  });

  it("leaves what stands by as it is, and says so", async () => {
    const { options, scaling, ids, versions, told, standBy } = await standing();
    const [first = "", second = ""] = ids;
    await standBy([first, second]);
    expect((await told("two")).told).toMatchInlineSnapshot(`
      [
        "info: auto-scaling-group/web: 3 machines replaced one by one, about 1 min",
        "warning: i-0, i-1 of auto-scaling-group/web, which are in Standby, stay on an older launch template: no rollout replaces them until somebody gives them back (aws autoscaling exit-standby --auto-scaling-group-name kiln-web --instance-ids i-0 i-1) and applies again",
      ]
    `);
    await createCluster(kiln("two"), options);
    expect(await versions()).toEqual(["1", "1", "2", "2", "2"]);
    expect((await told("two")).steps).toEqual([]);
    await scaling("UpdateAutoScalingGroup", { AutoScalingGroupName, MaxSize: 5 });
    await scaling("ExitStandby", { AutoScalingGroupName, InstanceIds: [first, second] });
    await createCluster(kiln("two"), options);
    expect(new Set(await versions())).toEqual(new Set(["2"]));
  });

  it("of which all are protected replaces none of them, and what starts later is new", async () => {
    const { options, account, ids, versions, told, protect } = await standing();
    await protect(ids);
    expect((await told("two")).told).toHaveLength(1);
    await createCluster(kiln("two"), options);
    expect(await versions()).toEqual(["1", "1", "1"]);
    expect((await told("two")).steps).toEqual([]);
    const input = { InstanceId: ids[0], ShouldDecrementDesiredCapacity: false };
    await account.handle("AutoScaling", "TerminateInstanceInAutoScalingGroup", input);
    await account.connection.clock.sleep(600_000);
    expect(await versions()).toEqual(["1", "1", "2"]);
  });
});

it("machines that wait for their next launch are told of apart from those that somebody has withdrawn", async () => {
  const { options, ids, told, protect } = await standing();
  const later = { when: "next-launch" } as const;
  await protect(ids.slice(0, 1));
  await createCluster(kiln("two", later), options);
  expect((await told("two", later)).told).toMatchInlineSnapshot(`
    [
      "warning: 2 of 3 running in auto-scaling-group/web are of an older launch template until replaced: aws autoscaling start-instance-refresh --auto-scaling-group-name kiln-web, or terminate them one by one",
      "warning: i-0 of auto-scaling-group/web, which is protected from scale in, stays on an older launch template: no rollout replaces it until somebody gives it back (aws autoscaling set-instance-protection --auto-scaling-group-name kiln-web --instance-ids i-0 --no-protected-from-scale-in) and applies again",
    ]
  `);
});

it("a change of place that a machine stands in the way of is refused, and names the machine", async () => {
  const { options, ids, protect } = await standing();
  const tiers = { other: { public: true } };
  const net = network({ cidr: "10.9.0.0/16", zones: 2, nat: "none", endpoints: [], tiers });
  const size = { min: 0, desired: 3, max: 4 };
  const pools = { web: workers({ subnets: "other", size, rollout: { warmup: 0 } }) };
  const moved = blueprint("kiln", { network: net, pools });
  await protect(ids.slice(0, 1));
  await expect(planCluster(moved, options)).rejects.toMatchObject({
    code: "unplannable",
    diagnostics: [
      {
        path: expect.stringMatching(/^subnet\/public-/),
        message: expect.stringMatching(
          /^subnet-\w+ is held by machine i-\w+ of auto-scaling-group\/web, which is protected from scale in,/,
        ),
        remedy: expect.stringMatching(/^Give it back to its group, .*--no-protected-from-scale-in$/),
      },
    ],
  });
  await protect(ids.slice(0, 1), false);
  await createCluster(moved, options);
  expect((await planCluster(moved, options)).steps).toEqual([]);
});
