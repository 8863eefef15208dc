import { type Fault, onCall, simulateAccount } from "@drydock/aws-simulator";
import { blueprint, network, type RolloutOptions, workers } from "@drydock/core";
import { describe, expect, it } from "vitest";
import { memoryLedger } from "../engine/ledger.ts";
import { printPlan } from "../engine/print-plan.ts";
import { createCluster } from "./create-cluster.ts";
import { planCluster } from "./plan-cluster.ts";

const net = network({ cidr: "10.9.0.0/16", zones: 2, nat: "none", endpoints: [], tiers: { public: {} } });

interface Wanted {
  readonly text?: string;
  readonly desired?: number;
  readonly rollout?: RolloutOptions;
}

/** A pool behind a balancer, with a file of that text on its machines. */
function mill({ text = "one", desired = 2, rollout = { warmup: 60 } }: Wanted = {}) {
  const web = workers({
    subnets: "public",
    size: { min: 0, desired, max: 4 },
    expose: [{ port: 80 }],
    files: [{ path: "/etc/mill", text }],
    rollout,
  });
  return blueprint("mill", { network: net, pools: { web } });
}

async function standing(wanted: Wanted = {}, faults: readonly Fault[] = []) {
  const account = simulateAccount({ seed: "mill", latency: "typical", faults: [...faults] });
  const options = { ...account.connection, ledger: memoryLedger() };
  await createCluster(mill(wanted), options);
  await account.clock.sleep(600_000);
  const asked = (service: string, operation: string, input: object) =>
    account.handle(service, operation, input) as Promise<Record<string, Record<string, unknown>[]>>;
  const group = async () => {
    const { AutoScalingGroups } = await asked("AutoScaling", "DescribeAutoScalingGroups", {});
    return AutoScalingGroups?.[0] as unknown as {
      readonly LaunchTemplate: { readonly LaunchTemplateId: string; readonly Version: string };
      readonly TargetGroupARNs: readonly string[];
      readonly Instances: readonly {
        readonly InstanceId: string;
        readonly LifecycleState: string;
        readonly LaunchTemplate: { readonly Version: string };
      }[];
    };
  };
  /** The saved version of the group, and the versions of the machines in service. */
  const versions = async () => {
    const { LaunchTemplate, Instances } = await group();
    const serving = Instances.filter(({ LifecycleState }) => LifecycleState === "InService");
    return [LaunchTemplate.Version, ...serving.map((one) => one.LaunchTemplate.Version)];
  };
  const { TargetGroupARNs } = await group();
  const healthy = async () => {
    const input = { TargetGroupArn: TargetGroupARNs[0] };
    const answer = await asked("ElasticLoadBalancingV2", "DescribeTargetHealth", input);
    const states = (answer["TargetHealthDescriptions"] ?? []) as { TargetHealth?: { State?: string } }[];
    return states.filter(({ TargetHealth }) => TargetHealth?.State === "healthy").length;
  };
  const count = (operation: string) => account.calls.filter((call) => call.operation === operation).length;
  return { account, options, asked, group, versions, healthy, count };
}
type Mill = Awaited<ReturnType<typeof standing>>;

/** Does that every `seconds` until the work is over, whatever becomes of it. */
async function meanwhile(
  { account }: Mill,
  work: PromiseLike<unknown>,
  seconds: number,
  look: () => Promise<unknown>,
): Promise<unknown> {
  let over = false;
  const result = Promise.resolve(work)
    .then(
      () => undefined,
      (error: unknown) => error,
    )
    .finally(() => (over = true));
  while (!over) {
    await look();
    await account.clock.sleep(seconds * 1000);
  }
  return result;
}

describe("a pool whose file changes", () => {
  it("has new machines after the apply, and never fewer that serve, and nothing more to do", async () => {
    const here = await standing();
    const { options, versions, healthy, count } = here;
    expect([await versions(), await healthy()]).toEqual([["1", "1", "1"], 2]);
    const changed = mill({ text: "two" });
    const run = createCluster(changed, options);
    const serving: number[] = [];
    expect(await meanwhile(here, run, 10, async () => serving.push(await healthy()))).toBeUndefined();
    expect([await versions(), Math.min(...serving)]).toEqual([["2", "2", "2"], 2]);
    expect(count("StartInstanceRefresh")).toBe(1);
    const told: string[] = [];
    for await (const event of run) {
      if (event.type === "waiting" && event.step.kind === "auto-scaling-group") told.push(event.reason);
    }
    expect(told.map((reason) => reason.replace(/i-\w+/, "i-"))).toMatchInlineSnapshot(`
      [
        "instance refresh is Pending, 0 percent of the machines are of version 2",
        "instance refresh is InProgress, 0 percent of the machines are of version 2: Waiting for remaining instances to be available.",
        "instance refresh is InProgress, 0 percent of the machines are of version 2: Waiting for remaining instances to be available. For example: i-",
        "instance refresh is InProgress, 50 percent of the machines are of version 2: Waiting for remaining instances to be available. For example: i-",
        "instance refresh is InProgress, 50 percent of the machines are of version 2: Waiting for remaining instances to be available.",
      ]
    `);
    const before = count("DescribeInstanceRefreshes");
    expect((await planCluster(changed, options)).steps).toEqual([]);
    expect(count("DescribeInstanceRefreshes")).toBe(before);
  });

  it("changes its size before, so that machines that come meanwhile are new", async () => {
    const here = await standing();
    const { options, versions, account } = here;
    const from = account.calls.length;
    await createCluster(mill({ text: "two", desired: 3 }), options);
    expect(await versions()).toEqual(["2", "2", "2", "2"]);
    const calls = account.calls.slice(from).filter(({ operation }) => /AutoScalingGroup$|StartInst/.test(operation));
    expect(calls.map(({ operation, input }) => [operation, "LaunchTemplate" in Object(input)])).toEqual([
      ["UpdateAutoScalingGroup", false],
      ["StartInstanceRefresh", false],
    ]);
  });

  it("is refreshed within the share that is to serve", async () => {
    const rollout = { minHealthy: 50, warmup: 0 };
    const here = await standing({ rollout });
    const run = createCluster(mill({ text: "two", rollout }), here.options);
    const serving: number[] = [];
    await meanwhile(here, run, 10, async () => serving.push(await here.healthy()));
    expect([await here.versions(), Math.min(...serving)]).toEqual([["2", "2", "2"], 1]);
    const { input } = here.account.calls.find(({ operation }) => operation === "StartInstanceRefresh") ?? {};
    expect(input).toMatchObject({
      Preferences: {
        MinHealthyPercentage: 50,
        MaxHealthyPercentage: 100,
        InstanceWarmup: 0,
        SkipMatching: true,
        AutoRollback: true,
      },
    });
  });

  it("without machines takes the version at once, and has no refresh", async () => {
    const { options, versions, count } = await standing({ desired: 0 });
    await createCluster(mill({ text: "two", desired: 0 }), options);
    expect([await versions(), count("StartInstanceRefresh")]).toEqual([["2"], 0]);
  });

  it("at the next launch keeps its machines, and has no refresh", async () => {
    const rollout = { when: "next-launch" } as const;
    const { options, versions, count } = await standing({ rollout });
    await createCluster(mill({ text: "two", rollout }), options);
    expect(await versions()).toEqual(["2", "1", "1"]);
    expect([count("StartInstanceRefresh"), count("DescribeInstanceRefreshes")]).toEqual([0, 0]);
  });

  it("and that is to be refreshed in another way, is left alone: that says nothing of what runs", async () => {
    const { options } = await standing();
    expect((await planCluster(mill({ rollout: { minHealthy: 50 } }), options)).steps).toEqual([]);
  });
});

describe("a version that never serves", () => {
  it("fails the apply with AWS's reason, the old machines serve, and the next plan is the same", async () => {
    const here = await standing();
    const { asked, group, options, versions, healthy } = here;
    const old = (await group()).Instances.map(({ InstanceId }) => InstanceId);
    const bad = mill({ text: "bad" });
    const serving: number[] = [];
    const error = await meanwhile(here, createCluster(bad, options), 20, async () => {
      serving.push(await healthy());
      for (const { InstanceId, LifecycleState } of (await group()).Instances) {
        if (LifecycleState !== "InService" || old.includes(InstanceId)) continue;
        const report = { InstanceId, HealthStatus: "Unhealthy", ShouldRespectGracePeriod: false };
        await asked("AutoScaling", "SetInstanceHealth", report);
      }
    });
    expect(String(error).replace(/refresh [\w-]{36}/, "refresh <id>")).toMatchInlineSnapshot(
      `"ProvisionError: auto-scaling-group/web (mill-web) stays as it was: instance refresh <id> to version 2 is RollbackSuccessful: The refresh made no progress for one hour: replacement instances could not be taken into service."`,
    );
    expect([await versions(), Math.min(...serving)]).toEqual([["1", "1", "1"], 2]);
    const left = (await group()).Instances.filter(({ LifecycleState }) => LifecycleState === "InService");
    expect(left.map(({ InstanceId }) => InstanceId)).toEqual(old);
    const again = await planCluster(bad, { ...options, ledger: memoryLedger() });
    expect(printPlan(again)).toMatchInlineSnapshot(`
      "mill: 1 to change, 15 unchanged

        ~ auto-scaling-group/web
            templateVersion: "1" -> "2"

      Longest path, about 5 s: auto-scaling-group/web"
    `);
    // What was given up once is past: the same change, tried again, succeeds where its machines serve.
    await createCluster(bad, options);
    expect(await versions()).toEqual(["2", "2", "2"]);
  });

  it("that cannot launch is told with what EC2 says to it", async () => {
    const here = await standing();
    const { asked, account, count, versions } = here;
    const profile = account.inventory().find(({ type }) => type === "instance-profile")?.id;
    let gone = false;
    const error = await meanwhile(here, createCluster(mill({ text: "bad" }), here.options), 1, async () => {
      if (gone || count("StartInstanceRefresh") === 0) return;
      gone = true;
      const InstanceProfileName = String(profile);
      const { InstanceProfile } = (await asked("IAM", "GetInstanceProfile", { InstanceProfileName })) as unknown as {
        readonly InstanceProfile: { readonly Roles: readonly { readonly RoleName: string }[] };
      };
      const RoleName = InstanceProfile.Roles[0]?.RoleName;
      await asked("IAM", "RemoveRoleFromInstanceProfile", { InstanceProfileName, RoleName });
      await asked("IAM", "DeleteInstanceProfile", { InstanceProfileName });
    });
    expect(String(error)).toMatch(/is RollbackSuccessful: .* Invalid IAM Instance Profile name/);
    expect(await versions()).toEqual(["1", "1", "1"]);
  });

  it("is no matter where somebody cancels the refresh: the apply says so", async () => {
    const here = await standing();
    let cancelled = false;
    const error = await meanwhile(here, createCluster(mill({ text: "two" }), here.options), 20, async () => {
      if (cancelled || here.count("StartInstanceRefresh") === 0) return;
      cancelled = true;
      await here.asked("AutoScaling", "CancelInstanceRefresh", { AutoScalingGroupName: "mill-web" });
    });
    expect(String(error)).toMatch(/auto-scaling-group\/web .* stays as it was: .* is Cancelled: Cancelled by user/);
  });
});

describe("an apply that is killed while machines are replaced", () => {
  it.each([
    ["and goes on with its ledger", true],
    ["and is planned anew without", false],
  ])("%s, takes over the refresh that is under way", async (_how, keeps) => {
    const here = await standing();
    const { account, options, versions, count } = here;
    const killed = new AbortController();
    const changed = mill({ text: "two" });
    const run = createCluster(changed, { ...options, signal: killed.signal });
    await meanwhile(here, run, 20, async () => {
      if (count("StartInstanceRefresh") > 0) killed.abort(new Error("killed"));
    });
    expect((await versions())[0]).toBe("1");
    const start = account.calls.find(({ operation }) => operation === "StartInstanceRefresh");
    await createCluster(changed, keeps ? options : { ...options, ledger: memoryLedger() });
    expect(await versions()).toEqual(["2", "2", "2"]);
    const { InstanceRefreshes } = await here.asked("AutoScaling", "DescribeInstanceRefreshes", {
      AutoScalingGroupName: "mill-web",
    });
    expect([start === undefined, InstanceRefreshes?.length]).toEqual([false, 1]);
  });

  it("whose answer was lost, too", async () => {
    const lost = onCall("AutoScaling.StartInstanceRefresh", { kind: "lose-answer" }, { nth: 1 });
    const here = await standing({}, [lost]);
    await createCluster(mill({ text: "two" }), here.options);
    expect([await here.versions(), here.count("StartInstanceRefresh")]).toEqual([["2", "2", "2"], 2]);
    const { InstanceRefreshes } = await here.asked("AutoScaling", "DescribeInstanceRefreshes", {
      AutoScalingGroupName: "mill-web",
    });
    expect(InstanceRefreshes).toHaveLength(1);
  });
});
