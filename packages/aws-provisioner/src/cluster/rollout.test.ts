import { type Fault, type MachineFacts, onCall, simulateAccount } from "@drydock/aws-simulator";
import { blueprint, network, type RolloutOptions, workers } from "@drydock/core";
import { describe, expect, it } from "vitest";
import { memoryLedger } from "../engine/ledger.ts";
import { printPlan } from "../engine/print-plan.ts";
import { createCluster } from "./create-cluster.ts";
import { planCluster } from "./plan-cluster.ts";

const net = network({
  cidr: "10.9.0.0/16",
  zones: 2,
  nat: "none",
  endpoints: [],
  tiers: { public: {}, other: { public: true } },
});

interface Wanted {
  readonly tier?: string;
  readonly ports?: readonly number[];
  readonly text?: string;
  /** Machines of the type t3.large never serve, and those of t3.xlarge never boot. */
  readonly type?: string;
  readonly desired?: number;
  readonly rollout?: RolloutOptions;
}

/** A pool behind a balancer, with a file of that text on its machines. */
function mill({
  ports = [80],
  tier = "public",
  text = "one",
  type = "t3.small",
  desired = 2,
  rollout = { warmup: 60 },
}: Wanted = {}) {
  const web = workers({
    subnets: tier,
    instanceType: type,
    size: { min: 0, desired, max: 4 },
    expose: ports.map((port) => ({ port })),
    files: [{ path: "/etc/mill", text }],
    rollout,
  });
  return blueprint("mill", { network: net, pools: { web } });
}

const panic = "[ 9.1] mill.service: token=abc123 is refused\n[ 9.2] Kernel panic - not syncing";

const lives = ({ type }: MachineFacts) =>
  type === "t3.large" ? { serves: false, console: panic } : type === "t3.xlarge" ? { boots: false } : undefined;

async function standing(wanted: Wanted = {}, faults: readonly Fault[] = []) {
  const account = simulateAccount({ seed: "mill", latency: "typical", faults: [...faults], lives });
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
    const { options, group, versions, healthy, count } = here;
    expect([await versions(), await healthy()]).toEqual([["1", "1", "1"], 2]);
    const changed = mill({ text: "two" });
    const run = createCluster(changed, options);
    const serving: number[] = [];
    expect(await meanwhile(here, run, 10, async () => serving.push(await healthy()))).toBeUndefined();
    expect([await versions(), Math.min(...serving)]).toEqual([["2", "2", "2"], 2]);
    expect(count("StartInstanceRefresh")).toBe(1);
    // The older ones are still being drained.
    const { Instances } = await group();
    const left = Instances.filter(({ LifecycleState }) => LifecycleState === "InService");
    expect([Instances.length, (await run).pools.web.instances]).toEqual([4, left.map(({ InstanceId }) => InstanceId)]);
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

  it("is refreshed in batches, with a pause after each but the last", async () => {
    const rollout = { warmup: 0, batch: 2, pause: 900 };
    const here = await standing({ desired: 3, rollout });
    const [began, seen]: [number, Set<number>] = [here.account.clock.now(), new Set()];
    await meanwhile(here, createCluster(mill({ text: "two", desired: 3, rollout }), here.options), 30, async () => {
      seen.add((await here.versions()).filter((version) => version === "2").length);
    });
    expect(here.account.clock.now() - began).toBeGreaterThan(900_000);
    expect([await here.versions(), [...seen]]).toEqual([
      ["2", "2", "2", "2"],
      [0, 2, 3],
    ]);
    const { input } = here.account.calls.find(({ operation }) => operation === "StartInstanceRefresh") ?? {};
    expect(input).toMatchObject({
      Preferences: {
        MinHealthyPercentage: 100,
        MaxHealthyPercentage: 167,
        CheckpointPercentages: [66, 100],
        CheckpointDelay: 900,
      },
    });
  });

  it("has its older machines replaced when it is to be refreshed again, and they are told of until then", async () => {
    const here = await standing({ rollout: { when: "next-launch" } });
    const { options, versions } = here;
    await createCluster(mill({ text: "two", rollout: { when: "next-launch" } }), options);
    expect(await versions()).toEqual(["2", "1", "1"]);
    const plan = await planCluster(mill({ text: "two" }), options);
    expect(plan.steps).toMatchObject([{ id: "update auto-scaling-group/web", changes: [{ field: "renewed" }] }]);
    expect(plan.notices.map(({ message }) => message)).toEqual([
      "auto-scaling-group/web: 2 machines replaced one by one, about 9 min 40 s",
    ]);
    await createCluster(mill({ text: "two" }), options);
    expect(await versions()).toEqual(["2", "2", "2"]);
    expect((await planCluster(mill({ text: "two" }), options)).steps).toEqual([]);
  });

  it("moves with its subnets, also where the apply dies before AWS is asked to, and is told of until then", async () => {
    const denied = onCall(
      "AutoScaling.StartInstanceRefresh",
      { kind: "refuse", code: "AccessDenied", message: "it is not allowed" },
      { nth: 1 },
    );
    const here = await standing({ ports: [] }, [denied]);
    const { options, asked, versions } = here;
    const moved = mill({ tier: "other", ports: [] });
    const subnets = async () => {
      const serving = (await here.group()).Instances.filter(({ LifecycleState }) => LifecycleState === "InService");
      const InstanceIds = serving.map(({ InstanceId }) => InstanceId);
      const { Reservations = [] } = await asked("EC2", "DescribeInstances", { InstanceIds });
      const all = Reservations.flatMap(({ Instances }) => Instances as { SubnetId: string }[]);
      return new Set(all.map(({ SubnetId }) => SubnetId));
    };
    const before = await subnets();
    await expect(createCluster(moved, options)).rejects.toThrow(/not allowed/);
    expect(await subnets()).toEqual(before);
    const { steps } = await planCluster(moved, options);
    expect(steps.find(({ kind }) => kind === "auto-scaling-group")).toMatchObject({
      id: "update auto-scaling-group/web",
      changes: [{ field: "templateVersion", before: "1", after: "2" }],
    });
    await createCluster(moved, options);
    expect([...(await subnets())].filter((subnet) => before.has(subnet))).toEqual([]);
    expect(await versions()).toEqual(["2", "2", "2"]);
    expect((await planCluster(moved, options)).steps).toEqual([]);
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

  it("at the next launch has that version too where a refresh back to the last one ends meanwhile", async () => {
    const later = mill({ text: "two", rollout: { when: "next-launch" } });
    const knife = new AbortController();
    const cut: Fault = ({ operation }) => {
      if (operation === "StartInstanceRefresh") knife.abort(new Error("cut"));
      return undefined;
    };
    const { account, options, versions } = await standing({}, [cut]);
    await createCluster(later, options);
    const back = createCluster(mill(), { ...options, signal: knife.signal });
    await expect(back.result).rejects.toThrow("cut");
    await createCluster(later, options);
    await account.clock.sleep(60_000);
    expect(await versions()).toEqual(["2", "1", "1"]);
    expect((await planCluster(later, options)).steps).toEqual([]);
  });

  it("and that is to be refreshed in another way, is left alone: that says nothing of what runs", async () => {
    const { options } = await standing();
    expect((await planCluster(mill({ rollout: { minHealthy: 50 } }), options)).steps).toEqual([]);
  });
});

/** What an error says, without ids. */
function said(error: unknown): string {
  return String(error)
    .replace(/[\da-f]{8}-[\da-f-]{27}/g, "<id>")
    .replace(/i-[\da-f]{17}/g, "i-1")
    .replace(/At \S+Z/, "At <time>");
}

describe("a version that never serves", () => {
  it("stops at its first machine, tells why, and goes back; mended, it goes on from there", async () => {
    const here = await standing();
    const { group, options, versions, healthy, account } = here;
    const old = (await group()).Instances.map(({ InstanceId }) => InstanceId);
    const bad = mill({ type: "t3.large" });
    const [began, serving]: [number, number[]] = [account.clock.now(), []];
    const error = await meanwhile(here, createCluster(bad, options), 20, async () => serving.push(await healthy()));
    expect(said(error)).toMatchInlineSnapshot(`
      "ProvisionError: auto-scaling-group/web (mill-web) runs again what it ran before: instance refresh <id> to version 2 is RollbackSuccessful: Rollback initiated by user: it came no further in 1200 s: At <time> an instance was taken out of service in response to an ELB system health check failure; i-1: initial, Elb.InitialHealthChecking: Initial health checks in progress in mill-web-ef27c2
      its console ends with
        [ 9.1] mill.service: token=[redacted] is refused
        [ 9.2] Kernel panic - not syncing
      Mend the blueprint, or take the change back, and run again."
    `);
    expect(account.clock.now() - began).toBeLessThan(1_500_000);
    expect([await versions(), Math.min(...serving)]).toEqual([["1", "1", "1"], 2]);
    const left = (await group()).Instances.filter(({ LifecycleState }) => LifecycleState === "InService");
    expect(left.map(({ InstanceId }) => InstanceId)).toEqual(old);
    const again = await planCluster(bad, { ...options, ledger: memoryLedger() });
    expect(printPlan(again)).toMatchInlineSnapshot(`
      "mill: 1 to change, 18 unchanged

        ~ auto-scaling-group/web
            templateVersion: "1" -> "2"

      Longest path, about 9 min 40 s: auto-scaling-group/web
      info: auto-scaling-group/web: 2 machines replaced one by one, about 9 min 40 s"
    `);
    // What was given up once is past.
    await createCluster(mill({ type: "t3.medium" }), options);
    expect(await versions()).toEqual(["3", "3", "3"]);
  });

  it("or that does not boot, stops as it is where nothing goes back", async () => {
    const rollout = { warmup: 60, wait: 300, onFailure: "stop" } as const;
    const here = await standing({ rollout });
    const error = await meanwhile(
      here,
      createCluster(mill({ type: "t3.xlarge", rollout }), here.options),
      20,
      async () => {},
    );
    expect(said(error)).toMatchInlineSnapshot(
      `
      "ProvisionError: auto-scaling-group/web (mill-web) runs what it ran before: instance refresh <id> to version 2 is Cancelled: Cancelled by user: it came no further in 600 s: At <time> an instance was taken out of service in response to an EC2 instance status checks failure; i-1: instance status check is impaired (reachability failed); unhealthy, Target.FailedHealthChecks: Health checks failed in mill-web-ef27c2
      Mend the blueprint, or take the change back, and run again."
    `,
    );
    expect((await here.versions())[0]).toBe("1");
    expect(await here.healthy()).toBeGreaterThanOrEqual(2);
    expect([here.count("CancelInstanceRefresh"), here.count("RollbackInstanceRefresh")]).toEqual([1, 0]);
    await createCluster(mill({ type: "t3.small", rollout }), here.options);
    expect(await here.versions()).toEqual(["1", "1", "1"]);
  });

  it.each([
    ["is taken back", "t3.small", ["1", "1", "1"]],
    ["is mended", "t3.medium", ["3", "3", "3"]],
  ])("and %s while AWS still rolls it out, is called off at once", async (_how, type, expected) => {
    const here = await standing();
    const { account, options, versions, count } = here;
    const killed = new AbortController();
    const run = createCluster(mill({ type: "t3.large" }), { ...options, signal: killed.signal });
    await meanwhile(here, run, 20, async () => {
      if (count("StartInstanceRefresh") > 0) killed.abort(new Error("killed"));
    });
    await account.clock.sleep(100_000);
    const [from, old] = [account.calls.length, (await here.group()).Instances.map(({ InstanceId }) => InstanceId)];
    await createCluster(mill({ type }), options);
    expect(await versions()).toEqual(expected);
    const calls = account.calls.slice(from);
    const [cancel, ...more] = calls.filter(({ operation }) => operation === "CancelInstanceRefresh");
    const starts = calls.filter(({ operation, outcome }) => operation === "StartInstanceRefresh" && outcome === "ok");
    expect([more, starts.length]).toEqual([[], 1]);
    expect((starts[0]?.start ?? 0) - (cancel?.start ?? 0)).toBeLessThan(20_000);
    const { Instances } = await here.group();
    if (type === "t3.small") expect(old).toEqual(expect.arrayContaining(Instances.map(({ InstanceId }) => InstanceId)));
    expect((await planCluster(mill({ type }), options)).steps).toEqual([]);
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
    expect(String(error)).toMatch(
      /auto-scaling-group\/web .* runs what it ran before: .* is Cancelled: Cancelled by user/,
    );
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
