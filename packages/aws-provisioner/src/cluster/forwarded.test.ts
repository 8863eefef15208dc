import { simulateAccount } from "@drydock/aws-simulator";
import { blueprint, type ExposureOptions, network, workers } from "@drydock/core";
import { describe, expect, it } from "vitest";
import { ProvisionError } from "../engine/error.ts";
import { memoryLedger } from "../engine/ledger.ts";
import { createCluster } from "./create-cluster.ts";
import { describeCluster } from "./describe-cluster.ts";
import { destroyCluster } from "./destroy-cluster.ts";
import { planCluster } from "./plan-cluster.ts";

function quern(exposure: Partial<ExposureOptions> = {}) {
  const tiers = { public: {}, private: {} };
  const expose = [{ port: 80, protocol: "http" as const, drain: 0, ...exposure }];
  return blueprint("quern", {
    network: network({ cidr: "10.9.0.0/16", zones: 2, nat: "none", endpoints: [], tiers }),
    pools: { web: workers({ subnets: "public", size: { min: 0, desired: 0, max: 1 }, expose }) },
  });
}

async function standing() {
  const account = simulateAccount({ seed: "quern", latency: "typical" });
  const options = { ...account.connection, ledger: memoryLedger() };
  const { network: net } = await createCluster(quern(), options);
  const { resources } = await describeCluster("quern", options);
  const idOf = (address: string) => resources.find((one) => one.address === address)?.id ?? "";
  const asked =
    (service: "ElasticLoadBalancingV2" | "AutoScaling" | "EC2") =>
    <Answer = unknown>(operation: string, input: object) =>
      account.handle(service, operation, input) as Promise<Answer>;
  const targets = idOf("target-group/web");
  return {
    account,
    options,
    net,
    idOf,
    targets,
    balancing: asked("ElasticLoadBalancingV2"),
    scaling: asked("AutoScaling"),
  };
}
type Standing = Awaited<ReturnType<typeof standing>>;

async function refusalOf({ account }: Standing, work: PromiseLike<unknown>) {
  const before = account.calls.length;
  const error: unknown = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  const writing = account.calls.slice(before).filter(({ operation }) => !/^(Describe|Get|List|Batch)/.test(operation));
  expect(writing).toEqual([]);
  if (!(error instanceof ProvisionError)) throw new Error("it was not refused", { cause: error });
  const plain = (text: string) =>
    text
      .replaceAll(/arn:[^ )]*:(targetgroup|listener|listener-rule)\/[^ )]*/g, "<$1>")
      .replaceAll(/-[0-9a-f]{6}\b/g, "");
  return error.diagnostics.map(({ path, message, remedy }) => [path, plain(message), plain(remedy ?? "")]);
}

const forward = (TargetGroupArn: string) => [{ Type: "forward", TargetGroupArn }];

const theirs = "It is not the cluster's: have its owner lead elsewhere or take it away, and plan again.";

/** What others lead to the cluster's target group, and how they take it back. */
const leading: readonly [string, string, string, (at: Standing) => Promise<() => Promise<unknown>>][] = [
  [
    "a listener of somebody's on the cluster's balancer",
    "listener/web/8080 (<listener>)",
    `Let this take it away: prune: ["listener/web/8080"]. Or: ${theirs}`,
    async ({ balancing, idOf, targets }) => {
      const input = { LoadBalancerArn: idOf("load-balancer/web"), Port: 8080, Protocol: "HTTP" };
      type Made = { Listeners: { ListenerArn: string }[] };
      const { Listeners } = await balancing<Made>("CreateListener", { ...input, DefaultActions: forward(targets) });
      return () => balancing("DeleteListener", Listeners[0] ?? {});
    },
  ],
  [
    "a rule of somebody's at the cluster's listener",
    "the rule of priority 7 of listener/web/80 (<listener-rule>)",
    theirs,
    async ({ balancing, idOf, targets }) => {
      const Conditions = [{ Field: "path-pattern", Values: ["/old/*"] }];
      const input = { ListenerArn: idOf("listener/web/80"), Priority: 7, Conditions, Actions: forward(targets) };
      const { Rules } = await balancing<{ Rules: { RuleArn: string }[] }>("CreateRule", input);
      return () => balancing("DeleteRule", Rules[0] ?? {});
    },
  ],
  [
    "a group of somebody's",
    "the Auto Scaling group theirs",
    theirs,
    async ({ account, scaling, net, targets }) => {
      const ec2 = <Answer>(operation: string, input: object) =>
        account.handle("EC2", operation, input) as Promise<Answer>;
      type Found = { LaunchTemplates: { LaunchTemplateId: string }[] };
      const { LaunchTemplates } = await ec2<Found>("DescribeLaunchTemplates", {});
      const LaunchTemplate = { LaunchTemplateId: LaunchTemplates[0]?.LaunchTemplateId, Version: "1" };
      const subnets = Object.values(net.subnets as Record<string, string>);
      const sizes = { MinSize: 0, MaxSize: 0 };
      const AutoScalingGroupName = "theirs";
      await scaling("CreateAutoScalingGroup", {
        AutoScalingGroupName,
        LaunchTemplate,
        ...sizes,
        VPCZoneIdentifier: subnets[0],
        TargetGroupARNs: [targets],
      });
      return () => scaling("DeleteAutoScalingGroup", { AutoScalingGroupName });
    },
  ],
];

describe("a target group that is to go, and to which leads", () => {
  it.each(leading)(
    "%s, is refused before the first call, and goes once that is taken back",
    async (_, holder, remedy, lead) => {
      const at = await standing();
      const takeBack = await lead(at);
      const changed = quern({ targetPort: 8080 });
      expect(await refusalOf(at, createCluster(changed, at.options))).toEqual([
        ["target-group/web", `<targetgroup> is held by ${holder}, which no step of the plan moves`, remedy],
      ]);
      await takeBack();
      await createCluster(changed, at.options);
      expect((await planCluster(changed, at.options)).steps).toEqual([]);
    },
  );

  it("a listener of somebody's, may be pruned in the same plan", async () => {
    const at = await standing();
    await leading[0]?.[3](at);
    const changed = quern({ targetPort: 8080 });
    await createCluster(changed, { ...at.options, prune: ["listener/web/8080"] });
    expect((await planCluster(changed, at.options)).steps).toEqual([]);
  });

  it("somebody's balancer, is refused where the whole cluster goes", async () => {
    const at = await standing();
    const { balancing, net, targets, options } = at;
    const changed = quern({ targetPort: 8080 });
    const Subnets = Object.entries(net.subnets as Record<string, string>).flatMap(([name, id]) =>
      name.startsWith("public") ? [id] : [],
    );
    // A target group is one balancer's alone: theirs may use what the cluster's has left.
    await balancing("ModifyListener", {
      ListenerArn: at.idOf("listener/web/80"),
      DefaultActions: [{ Type: "fixed-response", FixedResponseConfig: { StatusCode: "503" } }],
    });
    type Made = { LoadBalancers: { LoadBalancerArn: string }[] };
    const made = await balancing<Made>("CreateLoadBalancer", { Name: "theirs", Type: "application", Subnets });
    const LoadBalancerArn = made.LoadBalancers[0]?.LoadBalancerArn;
    const input = { LoadBalancerArn, Port: 99, Protocol: "HTTP", DefaultActions: forward(targets) };
    await balancing("CreateListener", input);
    const problems = await refusalOf(at, destroyCluster("quern", options));
    expect(problems.find(([path]) => path === "target-group/web")).toEqual([
      "target-group/web",
      "<targetgroup> is held by the listener on port 99 (<listener>), which no step of the plan moves",
      theirs,
    ]);
    await balancing("DeleteLoadBalancer", { LoadBalancerArn });
    await at.account.clock.sleep(600_000);
    expect((await planCluster(changed, options)).steps.length).toBeGreaterThan(0);
  });
});

it("a listener of somebody's on a balancer that goes is told of, and goes with it", async () => {
  const at = await standing();
  await leading[0]?.[3](at);
  const { notices } = await planCluster(
    blueprint("quern", {
      network: network({
        cidr: "10.9.0.0/16",
        zones: 2,
        nat: "none",
        endpoints: [],
        tiers: { public: {}, private: {} },
      }),
      pools: { web: workers({ subnets: "public", size: { min: 0, desired: 0, max: 1 } }) },
    }),
    at.options,
  );
  expect(notices.map(({ severity, message }) => `${severity}: ${message.replace(/ \(arn.*\)/, "")}`)).toEqual([
    "warning: listener/web/8080 is not Drydock's and goes with load-balancer/web",
  ]);
});

it("it is asked who leads to a target group only where one goes, and by no call more where the cluster does", async () => {
  const { account, options } = await standing();
  const asked = async (work: () => PromiseLike<unknown>) => {
    const before = account.calls.length;
    await work();
    const made = account.calls.slice(before).map(({ operation }) => operation);
    return ["DescribeRules", "DescribeAutoScalingGroups"].map((one) => made.filter((name) => name === one).length);
  };
  expect(await asked(() => planCluster(quern(), options))).toEqual([0, 1]);
  expect(await asked(() => planCluster(quern({ drain: 60 }), options))).toEqual([0, 1]);
  expect(await asked(() => planCluster(quern({ targetPort: 8080 }), options))).toEqual([1, 2]);
  const destroying = await asked(() => destroyCluster("quern", options));
  expect(destroying[0]).toBe(0);
});
