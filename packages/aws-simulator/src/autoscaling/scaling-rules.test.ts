import type { PutScalingPolicyType, PutScheduledUpdateGroupActionType } from "@aws-sdk/client-auto-scaling";
import { beforeEach, describe, expect, it } from "vitest";
import { expectRefusal, type NetworkWorld, the, withNetwork } from "../../test/service-world.ts";

type World = NetworkWorld & { readonly label: string; readonly loose: string };

let world: World;
beforeEach(async () => {
  const network = await withNetwork({ latency: "none" });
  const { autoScaling, balancing, ec2, subnets, imageId, vpcId } = network;
  const LaunchTemplateName = "workers";
  await ec2.createLaunchTemplate({
    LaunchTemplateName,
    LaunchTemplateData: { ImageId: imageId, InstanceType: "t3.small" },
  });
  const balancer = the(
    (await balancing.createLoadBalancer({ Name: "web", Type: "application", Scheme: "internal", Subnets: subnets }))
      .LoadBalancers?.[0]?.LoadBalancerArn,
  );
  const target = async (Name: string) =>
    the(
      (await balancing.createTargetGroup({ Name, Protocol: "HTTP", Port: 80, VpcId: vpcId })).TargetGroups?.[0]
        ?.TargetGroupArn,
    );
  const [served, loose] = [await target("served"), await target("loose")];
  await balancing.createListener({
    LoadBalancerArn: balancer,
    Port: 80,
    Protocol: "HTTP",
    DefaultActions: [{ Type: "forward", TargetGroupArn: served }],
  });
  await autoScaling.createAutoScalingGroup({
    AutoScalingGroupName: "workers",
    MinSize: 0,
    MaxSize: 3,
    DesiredCapacity: 0,
    VPCZoneIdentifier: subnets.join(","),
    LaunchTemplate: { LaunchTemplateName, Version: "1" },
    TargetGroupARNs: [served, loose],
  });
  const end = (arn: string) => arn.slice(arn.lastIndexOf(":") + 1);
  const front = end(balancer).replace(/^loadbalancer\//, "");
  world = { ...network, label: `${front}/${end(served)}`, loose: `${front}/${end(loose)}` };
});

function policy(change: Partial<PutScalingPolicyType> = {}): PutScalingPolicyType {
  return {
    AutoScalingGroupName: "workers",
    PolicyName: "cpu",
    PolicyType: "TargetTrackingScaling",
    TargetTrackingConfiguration: tracking({ PredefinedMetricType: "ASGAverageCPUUtilization" }),
    ...change,
  };
}

function tracking(metric: object | undefined) {
  return { TargetValue: 50, PredefinedMetricSpecification: metric as never };
}

function action(change: Partial<PutScheduledUpdateGroupActionType> = {}): PutScheduledUpdateGroupActionType {
  return {
    AutoScalingGroupName: "workers",
    ScheduledActionName: "morning",
    Recurrence: "0 8 * * 1-5",
    MinSize: 2,
    ...change,
  };
}

describe("a policy", () => {
  it("is kept under its name, changed by the same call, and gone with its group", async () => {
    const { autoScaling, account, label } = world;
    const { PolicyARN, Alarms } = await autoScaling.putScalingPolicy(policy());
    const metric = { PredefinedMetricType: "ALBRequestCountPerTarget", ResourceLabel: label };
    const again = await autoScaling.putScalingPolicy(policy({ TargetTrackingConfiguration: tracking(metric) }));
    expect(again).toEqual({ PolicyARN, Alarms });
    const { ScalingPolicies } = await autoScaling.describePolicies({ AutoScalingGroupName: "workers" });
    expect(ScalingPolicies).toMatchObject([
      {
        PolicyName: "cpu",
        PolicyARN,
        TargetTrackingConfiguration: { PredefinedMetricSpecification: metric, DisableScaleIn: false },
        Enabled: true,
      },
    ]);
    await autoScaling.putScheduledUpdateGroupAction(action());
    await autoScaling.deleteAutoScalingGroup({ AutoScalingGroupName: "workers" });
    await account.clock.sleep(600_000);
    expect((await autoScaling.describePolicies({})).ScalingPolicies).toEqual([]);
    expect((await autoScaling.describeScheduledActions({})).ScheduledUpdateGroupActions).toEqual([]);
  });

  const requests = (ResourceLabel?: string) => ({
    TargetTrackingConfiguration: tracking({ PredefinedMetricType: "ALBRequestCountPerTarget", ResourceLabel }),
  });
  const refusals: readonly (readonly [string, (world: World) => Partial<PutScalingPolicyType>, RegExp])[] = [
    ["of an unknown group", () => ({ AutoScalingGroupName: "others" }), /name not found/],
    ["of a type that is not modelled", () => ({ PolicyType: "StepScaling" }), /models policies of the type/],
    ["of the usual type", () => ({ PolicyType: undefined }), /not SimpleScaling/],
    ["without what it tracks", () => ({ TargetTrackingConfiguration: undefined }), /is required/],
    ["without a metric", () => ({ TargetTrackingConfiguration: tracking(undefined) }), /metric specification/],
    [
      "with a metric of one's own",
      () => ({ TargetTrackingConfiguration: { TargetValue: 1, CustomizedMetricSpecification: {} } }),
      /metrics of one's own/,
    ],
    [
      "by processor and a target group",
      ({ label }) => ({
        TargetTrackingConfiguration: tracking({
          PredefinedMetricType: "ASGAverageCPUUtilization",
          ResourceLabel: label,
        }),
      }),
      /should not be specified/,
    ],
    ["by requests to nothing", () => requests(), /should be specified/],
    ["by requests to what is no target group", () => requests("app/web"), /Invalid resource label/],
    [
      "by requests to a target group that it has not",
      ({ label }) => requests(label.replace("/served/", "/other/")),
      /not attached/,
    ],
    ["by requests to a target group that no listener names", ({ loose }) => requests(loose), /does not route traffic/],
  ];
  it.each(refusals)("is refused %s", async (_, change, words) => {
    await expectRefusal(world.autoScaling.putScalingPolicy(policy(change(world))), "ValidationError", words);
  });

  it("is found by name, type and group, and deleted once", async () => {
    const { autoScaling } = world;
    await autoScaling.putScalingPolicy(policy());
    await autoScaling.putScalingPolicy(policy({ PolicyName: "other", EstimatedInstanceWarmup: 60, Enabled: false }));
    const found = async (input: object) =>
      ((await autoScaling.describePolicies(input)).ScalingPolicies ?? []).map(({ PolicyName }) => PolicyName);
    expect(await found({ PolicyNames: ["cpu"] })).toEqual(["cpu"]);
    expect(await found({ PolicyTypes: ["StepScaling"] })).toEqual([]);
    expect(await found({ PolicyTypes: ["TargetTrackingScaling"] })).toEqual(["cpu", "other"]);
    await expectRefusal(autoScaling.describePolicies({ AutoScalingGroupName: "others" }), "ValidationError", /others/);
    const gone = { AutoScalingGroupName: "workers", PolicyName: "cpu" };
    await autoScaling.deletePolicy(gone);
    await expectRefusal(autoScaling.deletePolicy(gone), "ValidationError", /not found/);
    const [other] = (await autoScaling.describePolicies({})).ScalingPolicies ?? [];
    expect(other).toMatchObject({ PolicyName: "other", EstimatedInstanceWarmup: 60, Enabled: false });
    await autoScaling.deletePolicy({ PolicyName: the(other?.PolicyARN) });
    expect(await found({})).toEqual([]);
  });
});

describe("a scheduled action", () => {
  it("is kept under its name, changed by the same call in what that says, and deleted once", async () => {
    const { autoScaling } = world;
    await autoScaling.putScheduledUpdateGroupAction(action());
    const start = new Date("2100-01-01T00:00:00Z");
    await autoScaling.putScheduledUpdateGroupAction(
      action({ ScheduledActionName: "once", Recurrence: undefined, StartTime: start, MaxSize: 3, DesiredCapacity: 3 }),
    );
    await autoScaling.putScheduledUpdateGroupAction(
      action({ TimeZone: "Europe/Berlin", EndTime: start, MinSize: undefined }),
    );
    const found = async (input: object) =>
      (await autoScaling.describeScheduledActions(input)).ScheduledUpdateGroupActions;
    expect(await found({ ScheduledActionNames: ["morning"] })).toMatchObject([
      { Recurrence: "0 8 * * 1-5", TimeZone: "Europe/Berlin", EndTime: start, MinSize: 2 },
    ]);
    expect(await found({ AutoScalingGroupName: "workers" })).toMatchObject([
      { ScheduledActionName: "morning" },
      { ScheduledActionName: "once", StartTime: start, MinSize: 2, MaxSize: 3, DesiredCapacity: 3 },
    ]);
    await expectRefusal(found({ AutoScalingGroupName: "others" }), "ValidationError", /others/);
    const gone = { AutoScalingGroupName: "workers", ScheduledActionName: "morning" };
    await autoScaling.deleteScheduledAction(gone);
    await expectRefusal(autoScaling.deleteScheduledAction(gone), "ValidationError", /not found/);
  });

  const refusals: readonly (readonly [string, Partial<PutScheduledUpdateGroupActionType>, string, RegExp])[] = [
    ["of an unknown group", { AutoScalingGroupName: "others" }, "ValidationError", /name not found/],
    ["without a size", { ScheduledActionName: "new", MinSize: undefined }, "ValidationError", /At least one of/],
    [
      "without a time",
      { ScheduledActionName: "new", Recurrence: undefined },
      "ValidationError",
      /StartTime or Recurrence/,
    ],
    [
      "in the past",
      { ScheduledActionName: "new", Recurrence: undefined, StartTime: new Date("2000-01-01T00:00:00Z") },
      "ValidationError",
      /in the past/,
    ],
    ["with six fields", { Recurrence: "0 8 * * * *" }, "ValidationError", /is invalid/],
    ["at the time of another", { ScheduledActionName: "second" }, "AlreadyExistsFault", /already scheduled/],
  ];
  it.each(refusals)("is refused %s", async (_, change, name, words) => {
    const { autoScaling } = world;
    await autoScaling.putScheduledUpdateGroupAction(action());
    await expectRefusal(autoScaling.putScheduledUpdateGroupAction(action(change)), name, words);
  });
});
