import type { InstanceRefresh, RefreshPreferences } from "@aws-sdk/client-auto-scaling";
import { describe, expect, it } from "vitest";
import { inService, instances, member, seconds, workers } from "../../test/groups.ts";
import { expectRefusal, type NetworkWorld, the, withNetwork } from "../../test/service-world.ts";

const AutoScalingGroupName = "workers";

/** A group of so many, a minute old, whose template has a version 2. */
async function withVersions(size: number, data: object = { InstanceType: "t3.medium" }) {
  const world = await withNetwork();
  const LaunchTemplateId = await workers(world, size);
  await world.ec2.createLaunchTemplateVersion({ LaunchTemplateId, SourceVersion: "1", LaunchTemplateData: data });
  await world.account.clock.sleep(seconds(60));
  return { ...world, LaunchTemplateId };
}
type World = Awaited<ReturnType<typeof withVersions>>;

const lost = { ImageId: "ami-0123456789abcdef0" };

function start({ autoScaling, LaunchTemplateId }: World, Preferences: RefreshPreferences, Version = "2") {
  const DesiredConfiguration = { LaunchTemplate: { LaunchTemplateId, Version } };
  return autoScaling.startInstanceRefresh({ AutoScalingGroupName, Preferences, DesiredConfiguration });
}

async function latest({ autoScaling }: NetworkWorld, name = AutoScalingGroupName): Promise<InstanceRefresh> {
  return the((await autoScaling.describeInstanceRefreshes({ AutoScalingGroupName: name })).InstanceRefreshes?.[0]);
}

async function savedVersion({ autoScaling }: NetworkWorld): Promise<string | undefined> {
  return (await autoScaling.describeAutoScalingGroups({})).AutoScalingGroups?.[0]?.LaunchTemplate?.Version;
}

async function versions(world: NetworkWorld): Promise<(string | undefined)[]> {
  const all = await instances(world, AutoScalingGroupName);
  return all
    .filter(({ LifecycleState }) => LifecycleState === "InService")
    .map(({ LaunchTemplate }) => LaunchTemplate?.Version);
}

/** How many are in service and how many count, every five seconds until the refresh has ended. */
async function watch(world: World): Promise<{ serving: number[]; counted: number[] }> {
  const [serving, counted]: [number[], number[]] = [[], []];
  for (let look = 0; look < 400; look += 1) {
    const all = (await instances(world, AutoScalingGroupName)).map(({ LifecycleState }) => LifecycleState);
    serving.push(all.filter((state) => state === "InService").length);
    counted.push(all.filter((state) => state === "InService" || state === "Pending").length);
    if ((await latest(world)).EndTime !== undefined) return { serving, counted };
    expect(await savedVersion(world)).toBe("1");
    await world.account.clock.sleep(seconds(5));
  }
  throw new Error("the refresh does not end");
}

describe("a refresh replaces every instance within its bounds, and only then saves the version", () => {
  const bounds: readonly (readonly [number, RefreshPreferences, { readonly least: number; readonly most: number }])[] =
    [
      [4, { MinHealthyPercentage: 50 }, { least: 2, most: 4 }],
      [4, { MinHealthyPercentage: 0, MaxHealthyPercentage: 100 }, { least: 0, most: 4 }],
      [4, { MinHealthyPercentage: 100, MaxHealthyPercentage: 150 }, { least: 4, most: 6 }],
      [4, { MinHealthyPercentage: 100, MaxHealthyPercentage: 100 }, { least: 4, most: 5 }],
      [1, { MinHealthyPercentage: 90, MaxHealthyPercentage: 100 }, { least: 1, most: 2 }],
      [1, { MinHealthyPercentage: 100, MaxHealthyPercentage: 110 }, { least: 1, most: 2 }],
      // Nobody wrote an upper bound: one goes while its replacement comes.
      [2, {}, { least: 1, most: 2 }],
      [1, {}, { least: 0, most: 1 }],
    ];
  it.each(bounds)("%s machines, %j", async (size, preferences, { least, most }) => {
    const world = await withVersions(size);
    await start(world, preferences);
    const { serving, counted } = await watch(world);
    expect([Math.min(...serving), Math.max(...counted)]).toEqual([least, most]);
    expect(await latest(world)).toMatchObject({ Status: "Successful", PercentageComplete: 100, InstancesToUpdate: 0 });
    expect(await versions(world)).toEqual(Array(size).fill("2"));
    expect(await savedVersion(world)).toBe("2");
  });

  it("and waits for each new one to warm up, and says so", async () => {
    const world = await withVersions(2);
    await start(world, { MinHealthyPercentage: 50, InstanceWarmup: 300 });
    await world.account.clock.sleep(seconds(200));
    expect(await latest(world)).toMatchObject({
      Status: "InProgress",
      PercentageComplete: 0,
      StatusReason: expect.stringMatching(/warm up before continuing. For example: i-\w+ is warming up/),
    });
    await world.account.clock.sleep(seconds(200));
    expect(await latest(world)).toMatchObject({ Status: "InProgress", PercentageComplete: 50, InstancesToUpdate: 1 });
    await world.account.clock.sleep(seconds(400));
    expect((await latest(world)).Status).toBe("Successful");
  });

  it("and waits for the health of its balancer where the group asks for that", async () => {
    const world = await withVersions(1);
    const { balancing, autoScaling, account, subnets, vpcId } = world;
    const TargetGroupArn = the(
      (await balancing.createTargetGroup({ Name: "web", Protocol: "TCP", Port: 80, VpcId: vpcId })).TargetGroups?.[0]
        ?.TargetGroupArn,
    );
    const LoadBalancerArn = (await balancing.createLoadBalancer({ Name: "web", Type: "network", Subnets: subnets }))
      .LoadBalancers?.[0]?.LoadBalancerArn;
    const DefaultActions = [{ Type: "forward" as const, TargetGroupArn }];
    await balancing.createListener({ LoadBalancerArn, Protocol: "TCP", Port: 80, DefaultActions });
    await autoScaling.attachLoadBalancerTargetGroups({ AutoScalingGroupName, TargetGroupARNs: [TargetGroupArn] });
    await autoScaling.updateAutoScalingGroup({ AutoScalingGroupName, HealthCheckType: "ELB" });
    await account.clock.sleep(seconds(900));
    await start(world, { MinHealthyPercentage: 100, MaxHealthyPercentage: 200 });
    let healthy = Infinity;
    while ((await latest(world)).EndTime === undefined) {
      await account.clock.sleep(seconds(5));
      const { TargetHealthDescriptions = [] } = await balancing.describeTargetHealth({ TargetGroupArn });
      const states = TargetHealthDescriptions.map(({ TargetHealth }) => TargetHealth?.State);
      healthy = Math.min(healthy, states.filter((state) => state === "healthy").length);
    }
    expect([healthy, (await latest(world)).Status, await versions(world)]).toEqual([1, "Successful", ["2"]]);
  });
});

describe("a refresh with checkpoints", () => {
  it("replaces as many as the next asks for, rests there, and skips what one machine comes past", async () => {
    const world = await withVersions(5);
    const rests = { CheckpointPercentages: [10, 20, 60, 100], CheckpointDelay: 600 };
    await start(world, { MinHealthyPercentage: 0, MaxHealthyPercentage: 100, InstanceWarmup: 0, ...rests });
    const seen = new Map<number, number>();
    while ((await latest(world)).EndTime === undefined) {
      const count = (await versions(world)).filter((version) => version === "2").length;
      seen.set(count, (seen.get(count) ?? 0) + 30);
      await world.account.clock.sleep(seconds(30));
    }
    expect([...seen.keys()]).toEqual([0, 1, 3]);
    for (const count of [1, 3]) expect(seen.get(count)).toBeGreaterThanOrEqual(600);
    expect(await latest(world)).toMatchObject({ Status: "Successful" });
  });

  it.each<[RefreshPreferences, RegExp]>([
    [{ CheckpointDelay: 60 }, /CheckpointPercentages must be specified/],
    [{ CheckpointPercentages: [50, 50, 100] }, /unique and in ascending order/],
    [{ CheckpointPercentages: [50] }, /the last is at 100/],
  ])("%j is refused", async (preferences, message) => {
    const world = await withVersions(1);
    await expectRefusal(start(world, preferences), "ValidationError", message);
  });
});

it("with SkipMatching leaves those that match, and ends at once where all do", async () => {
  const world = await withVersions(2);
  const before = await inService(world, AutoScalingGroupName);
  await start(world, { MinHealthyPercentage: 50, SkipMatching: true }, "1");
  await world.account.clock.sleep(seconds(15));
  expect(await latest(world)).toMatchObject({ Status: "Successful", PercentageComplete: 100 });
  expect(await inService(world, AutoScalingGroupName)).toEqual(before);
  await start(world, { MinHealthyPercentage: 50 }, "1");
  await world.account.clock.sleep(seconds(300));
  expect((await inService(world, AutoScalingGroupName)).filter((id) => before.includes(id))).toEqual([]);
});

it("while under way refuses what would contradict it, and what grows meanwhile has its version", async () => {
  const world = await withVersions(2);
  const { autoScaling, LaunchTemplateId } = world;
  await start(world, { MinHealthyPercentage: 100, MaxHealthyPercentage: 110, InstanceWarmup: 600 });
  const again = autoScaling.startInstanceRefresh({ AutoScalingGroupName });
  await expectRefusal(again, "InstanceRefreshInProgressFault", /already in progress/);
  const LaunchTemplate = { LaunchTemplateId, Version: "2" };
  const template = autoScaling.updateAutoScalingGroup({ AutoScalingGroupName, LaunchTemplate });
  await expectRefusal(template, "ValidationError", /active instance refresh with a desired configuration/);
  await autoScaling.updateAutoScalingGroup({ AutoScalingGroupName, DesiredCapacity: 4 });
  await world.account.clock.sleep(seconds(120));
  expect((await versions(world)).toSorted()).toEqual(["1", "1", "2", "2"]);
});

describe("a refresh to a version that cannot launch gives up after an hour without progress", () => {
  it("and leaves the rest as it is, with the version that the group had", async () => {
    const world = await withVersions(2, lost);
    await start(world, { MinHealthyPercentage: 100, MaxHealthyPercentage: 110 });
    await world.account.clock.sleep(seconds(3500));
    expect((await latest(world)).Status).toBe("InProgress");
    await world.account.clock.sleep(seconds(200));
    expect(await latest(world)).toMatchObject({ Status: "Failed", StatusReason: expect.stringMatching(/one hour/) });
    expect([await versions(world), await savedVersion(world)]).toEqual([["1", "1"], "1"]);
  });

  it("and with AutoRollback goes back to it, with new machines where it had taken old ones", async () => {
    const world = await withVersions(2, lost);
    await start(world, { MinHealthyPercentage: 50, AutoRollback: true });
    await world.account.clock.sleep(seconds(1800));
    expect(await inService(world, AutoScalingGroupName)).toHaveLength(1);
    await world.account.clock.sleep(seconds(2400));
    expect(await latest(world)).toMatchObject({
      Status: "RollbackSuccessful",
      DesiredConfiguration: { LaunchTemplate: { Version: "2" } },
      RollbackDetails: { RollbackReason: expect.stringMatching(/one hour/), PercentageCompleteOnRollback: 0 },
    });
    expect([await versions(world), await savedVersion(world)]).toEqual([["1", "1"], "1"]);
  });

  it("but not while the group is told to replace nothing", async () => {
    const world = await withVersions(1);
    await world.autoScaling.suspendProcesses({ AutoScalingGroupName, ScalingProcesses: ["InstanceRefresh"] });
    await start(world, { MinHealthyPercentage: 0 });
    await world.account.clock.sleep(seconds(4000));
    expect(await versions(world)).toEqual(["1"]);
    await world.autoScaling.resumeProcesses({ AutoScalingGroupName });
    await world.account.clock.sleep(seconds(300));
    expect([(await latest(world)).Status, await versions(world)]).toEqual(["Successful", ["2"]]);
  });
});

it("whose new machine never serves leaves the old one that does", async () => {
  const world = await withVersions(1);
  const [old] = await inService(world, AutoScalingGroupName);
  await start(world, { MinHealthyPercentage: 100, MaxHealthyPercentage: 200, InstanceWarmup: 300, AutoRollback: true });
  let ended = false;
  while (!ended) {
    await world.account.clock.sleep(seconds(60));
    for (const InstanceId of await inService(world, AutoScalingGroupName)) {
      if (InstanceId !== old) await world.autoScaling.setInstanceHealth({ InstanceId, HealthStatus: "Unhealthy" });
    }
    ended = (await latest(world)).EndTime !== undefined;
  }
  expect((await latest(world)).Status).toBe("RollbackSuccessful");
  expect(await inService(world, AutoScalingGroupName)).toEqual([old]);
});

describe("one that is called off", () => {
  it("by a rollback goes back to the version that the group has, over those that were replaced", async () => {
    const world = await withVersions(2);
    await start(world, { MinHealthyPercentage: 50, InstanceWarmup: 100 });
    while (((await latest(world)).PercentageComplete ?? 0) < 50) await world.account.clock.sleep(seconds(10));
    await world.autoScaling.rollbackInstanceRefresh({ AutoScalingGroupName });
    expect(await latest(world)).toMatchObject({ Status: "RollbackInProgress", PercentageComplete: 50 });
    const again = world.autoScaling.rollbackInstanceRefresh({ AutoScalingGroupName });
    await expectRefusal(again, "IrreversibleInstanceRefreshFault", /RollbackInProgress/);
    await watch(world);
    expect(await latest(world)).toMatchObject({ Status: "RollbackSuccessful", PercentageComplete: 0 });
    expect([await versions(world), await savedVersion(world)]).toEqual([["1", "1"], "1"]);
  });

  it("by a cancellation ends when what is under way has come, and what is new stays so", async () => {
    const world = await withVersions(2);
    await start(world, { MinHealthyPercentage: 50 });
    await world.account.clock.sleep(seconds(15));
    await world.autoScaling.cancelInstanceRefresh({ AutoScalingGroupName });
    expect((await latest(world)).Status).toBe("Cancelling");
    await world.account.clock.sleep(seconds(120));
    expect([(await latest(world)).Status, await savedVersion(world)]).toEqual(["Cancelled", "1"]);
    expect(await inService(world, AutoScalingGroupName)).toHaveLength(2);
  });

  it("by a cancellation that waits for nothing, makes room for the next at once", async () => {
    const world = await withVersions(2);
    await start(world, { MinHealthyPercentage: 50 });
    await world.account.clock.sleep(seconds(15));
    await world.autoScaling.cancelInstanceRefresh({ AutoScalingGroupName, WaitForTransitioningInstances: false });
    await start(world, { MinHealthyPercentage: 50, SkipMatching: true });
    await world.account.clock.sleep(seconds(300));
    expect([(await latest(world)).Status, await versions(world)]).toEqual(["Successful", ["2", "2"]]);
  });
});

it("of a group of one with a fixed interface stalls where the new one has to come first", async () => {
  const world = await withNetwork();
  await member(world);
  await world.account.clock.sleep(seconds(40));
  await world.autoScaling.startInstanceRefresh({
    AutoScalingGroupName: "member",
    Preferences: { MinHealthyPercentage: 90, MaxHealthyPercentage: 100 },
  });
  await world.account.clock.sleep(seconds(600));
  expect(await latest(world, "member")).toMatchObject({
    Status: "InProgress",
    PercentageComplete: 0,
    StatusReason: expect.stringMatching(/remaining instances to be available/),
  });
  await world.autoScaling.cancelInstanceRefresh({ AutoScalingGroupName: "member" });
  await world.autoScaling.startInstanceRefresh({
    AutoScalingGroupName: "member",
    Preferences: { MinHealthyPercentage: 0 },
  });
  await world.account.clock.sleep(seconds(300));
  expect(
    (await world.autoScaling.describeInstanceRefreshes({ AutoScalingGroupName: "member" })).InstanceRefreshes?.map(
      ({ Status }) => Status,
    ),
  ).toEqual(["Successful", "Cancelled"]);
});
