import { type SimulatedAccount, simulateAccount } from "@drydock/aws-simulator";
import { blueprint, type BlueprintParts, machines, network, workers } from "@drydock/core";
import { describe, expect, it } from "vitest";
import { ProvisionError } from "../engine/error.ts";
import { memoryLedger } from "../engine/ledger.ts";
import { applyPlan } from "./apply-plan.ts";
import { createCluster } from "./create-cluster.ts";
import { describeCluster } from "./describe-cluster.ts";
import { destroyCluster } from "./destroy-cluster.ts";
import { planCluster } from "./plan-cluster.ts";

interface Wanted {
  readonly text?: string;
  readonly desired?: number;
  readonly ports?: readonly number[];
  readonly target?: number;
  readonly volume?: number;
  readonly when?: "apply" | "next-launch";
  readonly zones?: number;
  readonly own?: Partial<BlueprintParts>;
}

/** A pool behind a balancer, and two machines with a volume each. */
function mole({
  text = "one",
  desired = 2,
  ports = [80],
  target,
  volume = 20,
  when = "apply",
  zones = 2,
  own,
}: Wanted = {}) {
  const size = { min: 1, desired, max: 4 };
  const expose = ports.map((port) => ({ port, ...(target !== undefined && { targetPort: target }) }));
  const rollout = when === "apply" ? { warmup: 0 } : { when };
  const files = [{ path: "/etc/mole", text }];
  return blueprint<BlueprintParts>("mole", {
    network: network({ cidr: "10.9.0.0/16", zones, nat: "none", endpoints: [], tiers: { public: {}, private: {} } }),
    pools: {
      web: workers({ subnets: "public", size, expose, rollout, files }),
      db: machines({ subnets: "public", count: 2, volume: { size: volume } }),
    },
    ...own,
  });
}

async function standing(wanted?: Wanted) {
  const account = simulateAccount({ seed: "mole", latency: "typical" });
  const options = { ...account.connection, ledger: memoryLedger() };
  await createCluster(mole(wanted), options);
  const idOf = async (address: string) => {
    const { resources } = await describeCluster("mole", options);
    return resources.find((one) => one.address === address)?.id ?? "";
  };
  const told = async (after: Wanted) =>
    (await planCluster(mole(after), options)).notices.map(({ severity, message }) => `${severity}: ${plain(message)}`);
  return { account, options, idOf, told, scaling: by(account, "AutoScaling"), ec2: by(account, "EC2") };
}
type Standing = Awaited<ReturnType<typeof standing>>;

const by = (account: SimulatedAccount, service: string) => (operation: string, input: object) =>
  account.handle(service, operation, input) as Promise<Record<string, unknown>>;

const AutoScalingGroupName = "mole-web";

function plain(text: string): string {
  return text
    .replaceAll(/(?<=[-/])[0-9a-f]{16,17}\b/g, "…")
    .replaceAll(/(?<=mole-[a-z-]+-)[0-9a-f]{6}\b/g, "…")
    .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, "<then>")
    .replaceAll(/\d+ percent/g, "N percent");
}

/** The problems of a refusal before which nothing but listings was asked. */
async function refusalOf({ account }: Pick<Standing, "account">, work: PromiseLike<unknown>) {
  const before = account.calls.length;
  const error: unknown = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  const writing = account.calls.slice(before).filter(({ operation }) => !/^(Describe|Get|List|Batch)/.test(operation));
  expect(writing).toEqual([]);
  if (!(error instanceof ProvisionError)) throw new Error("it was not refused", { cause: error });
  expect(error.code).toBe("unplannable");
  return error.diagnostics.map(({ path, message, remedy }) => [path, plain(message), plain(remedy ?? "")]);
}

const paths = (problems: readonly (readonly string[])[]) =>
  problems.map(([path = ""]) => path.replace(/(?<=-)[0-9a-f]{6}(?=\/)/, "…"));

describe("a group with suspended processes", () => {
  const suspend = ({ scaling }: Standing, ...ScalingProcesses: readonly string[]) =>
    scaling("SuspendProcesses", { AutoScalingGroupName, ScalingProcesses });

  it.each<[string, readonly string[], Wanted, readonly string[]]>([
    ["a rollout without Launch", ["Launch"], { text: "two" }, ["auto-scaling-group/web"]],
    ["a rollout without Terminate", ["Terminate"], { text: "two" }, ["auto-scaling-group/web"]],
    ["a rollout without InstanceRefresh", ["InstanceRefresh"], { text: "two" }, ["auto-scaling-group/web"]],
    ["a rollout without AddToLoadBalancer", ["AddToLoadBalancer"], { text: "two" }, ["auto-scaling-group/web"]],
    ["more machines without Launch", ["Launch"], { desired: 3 }, ["auto-scaling-group/web"]],
    ["more machines without AddToLoadBalancer", ["AddToLoadBalancer"], { desired: 3 }, ["auto-scaling-group/web"]],
    ["fewer machines without Terminate", ["Terminate"], { desired: 1 }, ["auto-scaling-group/web"]],
    [
      "another balancer without AddToLoadBalancer",
      ["AddToLoadBalancer"],
      { ports: [80, 81] },
      ["attachment/web-80-…/web", "attachment/web-81-…/web"],
    ],
  ])("is not to be changed: %s", async (_, processes, wanted, expected) => {
    const at = await standing();
    await suspend(at, ...processes);
    expect(paths(await refusalOf(at, createCluster(mole(wanted), at.options)))).toEqual(expected);
    await at.scaling("ResumeProcesses", { AutoScalingGroupName });
    await createCluster(mole(wanted), at.options);
    expect((await planCluster(mole(wanted), at.options)).steps).toEqual([]);
  });

  it("is not to be changed by a saved plan either, if that was made before", async () => {
    const at = await standing();
    const saved = await planCluster(mole({ text: "two" }), at.options);
    await suspend(at, "Launch", "HealthCheck");
    expect(await refusalOf(at, applyPlan(saved, at.options))).toMatchInlineSnapshot(`
      [
        [
          "auto-scaling-group/web",
          "of the group mole-web, Launch (User suspended at <then>) is suspended: no machine is launched, also in the place of one that is lost; this change would never be done",
          "Ask who suspended that and why, then resume it and plan again: aws autoscaling resume-processes --auto-scaling-group-name mole-web --scaling-processes Launch. Or take the change back.",
        ],
      ]
    `);
  });

  it.each<[string, readonly string[], Wanted]>([
    ["nothing changes", ["Launch", "Terminate", "AddToLoadBalancer"], {}],
    ["only later launches change", ["Launch"], { text: "two", when: "next-launch" }],
    ["fewer are wanted, and only Launch stands still", ["Launch"], { desired: 1 }],
    ["a rollout needs no other process", ["AlarmNotification", "ScheduledActions", "AZRebalance"], { text: "two" }],
  ])("is told of, and stays so, where %s", async (_, processes, wanted) => {
    const at = await standing(wanted.when === undefined ? {} : { when: wanted.when });
    await suspend(at, ...processes);
    expect((await at.told(wanted)).filter((notice) => notice.includes("suspended"))).toHaveLength(1);
    await createCluster(mole(wanted), at.options);
    const { AutoScalingGroups } = await at.scaling("DescribeAutoScalingGroups", {});
    const [{ SuspendedProcesses } = {}] = AutoScalingGroups as { SuspendedProcesses?: { ProcessName: string }[] }[];
    expect(SuspendedProcesses?.map(({ ProcessName }) => ProcessName)).toEqual(processes);
    expect((await planCluster(mole(wanted), at.options)).steps).toEqual([]);
  });

  it("is told of in words that say what stands still and how it is resumed, for no call more", async () => {
    const at = await standing();
    const callsOf = async () => {
      const before = at.account.calls.length;
      await planCluster(mole(), at.options);
      return at.account.calls.length - before;
    };
    const calls = await callsOf();
    await suspend(at, "Launch", "ReplaceUnhealthy");
    expect(await callsOf()).toBe(calls);
    expect(await at.told({})).toMatchInlineSnapshot(`
      [
        "warning: of auto-scaling-group/web, Launch (User suspended at <then>) and ReplaceUnhealthy (User suspended at <then>) are suspended: no machine is launched, also in the place of one that is lost; a machine that fails is not replaced; that stays so until somebody resumes it: aws autoscaling resume-processes --auto-scaling-group-name mole-web --scaling-processes Launch ReplaceUnhealthy",
      ]
    `);
  });

  it("goes all the same, by force", async () => {
    const at = await standing();
    await suspend(at);
    expect((await destroyCluster("mole", { ...at.options, including: ["*"] })).left).toEqual([]);
  });
});

describe("what somebody has protected from its deletion", () => {
  const protect: Readonly<Record<string, (at: Standing) => Promise<unknown>>> = {
    balancer: async ({ account, idOf }) =>
      by(account, "ElasticLoadBalancingV2")("ModifyLoadBalancerAttributes", {
        LoadBalancerArn: await idOf("load-balancer/web"),
        Attributes: [{ Key: "deletion_protection.enabled", Value: "true" }],
      }),
    machine: async ({ ec2, idOf }) =>
      ec2("ModifyInstanceAttribute", {
        InstanceId: await idOf("instance/db-1"),
        DisableApiTermination: { Value: true },
      }),
    stop: async ({ ec2, idOf }) =>
      ec2("ModifyInstanceAttribute", { InstanceId: await idOf("instance/db-2"), DisableApiStop: { Value: true } }),
    group: ({ scaling }) =>
      scaling("UpdateAutoScalingGroup", { AutoScalingGroupName, DeletionProtection: "prevent-force-deletion" }),
  };

  it("keeps a destroy from beginning, with all of it told at once", async () => {
    const at = await standing();
    for (const deed of Object.values(protect)) await deed(at);
    expect(await refusalOf(at, destroyCluster("mole", at.options))).toMatchInlineSnapshot(`
      [
        [
          "instance/db-1",
          "the machine i-… is protected from termination: disableApiTermination",
          "Ask who did that, then plan again after: aws ec2 modify-instance-attribute --instance-id i-… --no-disable-api-termination",
        ],
        [
          "instance/db-2",
          "the machine i-… is protected from termination: disableApiStop",
          "Ask who did that, then plan again after: aws ec2 modify-instance-attribute --instance-id i-… --no-disable-api-stop",
        ],
        [
          "load-balancer/web",
          "deletion protection is enabled on the balancer arn:aws:elasticloadbalancing:us-west-2:123456789012:loadbalancer/net/mole-web-…/…",
          "Ask who did that, then plan again after: aws elbv2 modify-load-balancer-attributes --load-balancer-arn arn:aws:elasticloadbalancing:us-west-2:123456789012:loadbalancer/net/mole-web-…/… --attributes Key=deletion_protection.enabled,Value=false",
        ],
        [
          "auto-scaling-group/web",
          "the group mole-web is protected from its deletion (prevent-force-deletion)",
          "Ask who did that, then plan again after: aws autoscaling update-auto-scaling-group --auto-scaling-group-name mole-web --deletion-protection none",
        ],
      ]
    `);
  });

  it("costs a destroy one call for each balancer and two for each machine, and other plans none", async () => {
    const at = await standing();
    const asked = /^Describe(?:LoadBalancerAttributes|InstanceAttribute)$/;
    const callsOf = async (work: () => PromiseLike<unknown>) => {
      const before = at.account.calls.length;
      await work();
      return at.account.calls.slice(before).flatMap(({ operation }) => (asked.test(operation) ? [operation] : []));
    };
    expect(await callsOf(() => planCluster(mole({ desired: 3, ports: [80, 81] }), at.options))).toEqual([]);
    const destroying = await callsOf(() => destroyCluster("mole", at.options));
    expect(destroying.toSorted()).toEqual([
      ...Array.from({ length: 4 }, () => "DescribeInstanceAttribute"),
      "DescribeLoadBalancerAttributes",
    ]);
  });

  it.each<[string, string, Wanted, readonly string[]]>([
    ["its balancer goes", "balancer", { ports: [] }, ["load-balancer/web"]],
    [
      "its machine is replaced",
      "machine",
      { own: { pools: { db: machines({ subnets: "public", count: 2, instanceType: "t3.large" }) } } },
      ["instance/db-1"],
    ],
    ["its machine goes", "stop", { own: { pools: {} } }, ["instance/db-2"]],
    ["its group goes", "group", { own: { pools: {} } }, ["auto-scaling-group/web"]],
  ])("keeps a plan from being made where %s", async (_, what, wanted, expected) => {
    const at = await standing();
    await protect[what]?.(at);
    expect(paths(await refusalOf(at, planCluster(mole(wanted), at.options)))).toEqual(expected);
  });
});

describe("a volume that is being modified", () => {
  it("is not modified again before that is completed, and a plan says since when it is", async () => {
    const at = await standing();
    await createCluster(mole({ volume: 30 }), at.options);
    expect((await planCluster(mole({ volume: 30 }), at.options)).steps).toEqual([]);
    const from = at.account.calls.length;
    expect(await refusalOf(at, createCluster(mole({ volume: 40 }), at.options))).toMatchInlineSnapshot(`
      [
        [
          "volume/db-1",
          "the volume vol-… is still being modified: modifying, N percent done, begun at <then>",
          "AWS takes the next change when that is completed, which takes minutes to hours and can be looked at by: aws ec2 describe-volumes-modifications --volume-ids vol-…. Plan again then, or take this change back until then.",
        ],
        [
          "volume/db-2",
          "the volume vol-… is still being modified: modifying, N percent done, begun at <then>",
          "AWS takes the next change when that is completed, which takes minutes to hours and can be looked at by: aws ec2 describe-volumes-modifications --volume-ids vol-…. Plan again then, or take this change back until then.",
        ],
      ]
    `);
    const asked = at.account.calls.slice(from).filter(({ operation }) => operation === "DescribeVolumesModifications");
    expect(asked).toHaveLength(1);
    await at.account.clock.sleep(24 * 3_600_000);
    await createCluster(mole({ volume: 40 }), at.options);
    expect((await planCluster(mole({ volume: 40 }), at.options)).steps).toEqual([]);
  });
});
