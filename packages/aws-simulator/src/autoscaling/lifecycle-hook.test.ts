import { describe, expect, it } from "vitest";
import { inService, instances, seconds, workers } from "../../test/groups.ts";
import { expectRefusal, type NetworkWorld, the, withNetwork } from "../../test/service-world.ts";

const AutoScalingGroupName = "workers";
const LifecycleHookName = "leave";
const LifecycleTransition = "autoscaling:EC2_INSTANCE_TERMINATING";
const hook = { AutoScalingGroupName, LifecycleHookName, LifecycleTransition, DefaultResult: "CONTINUE" };

async function hooked(size: number, more: object = {}, heartbeat = 300): Promise<NetworkWorld> {
  const world = await withNetwork(more);
  await workers(world, size);
  await world.account.clock.sleep(seconds(60));
  await world.autoScaling.putLifecycleHook({ ...hook, HeartbeatTimeout: heartbeat });
  return world;
}

async function states(world: NetworkWorld): Promise<(string | undefined)[]> {
  return (await instances(world, AutoScalingGroupName)).map(({ LifecycleState }) => LifecycleState).toSorted();
}

async function running({ ec2 }: NetworkWorld): Promise<number> {
  const Filters = [{ Name: "instance-state-name", Values: ["running"] }];
  return ((await ec2.describeInstances({ Filters })).Reservations ?? []).flatMap(({ Instances }) => Instances ?? [])
    .length;
}

async function shrink(world: NetworkWorld, DesiredCapacity: number): Promise<string> {
  const before = await inService(world, AutoScalingGroupName);
  await world.autoScaling.setDesiredCapacity({ AutoScalingGroupName, DesiredCapacity });
  await world.account.clock.sleep(seconds(30));
  const after = await inService(world, AutoScalingGroupName);
  return the(before.find((id) => !after.includes(id)));
}

describe("a hook of terminating instances", () => {
  it("is made, shown with its longest time, changed where it is put again, and deleted", async () => {
    const world = await hooked(0);
    const { autoScaling } = world;
    const all = async () => (await autoScaling.describeLifecycleHooks({ AutoScalingGroupName })).LifecycleHooks;
    expect(await all()).toEqual([{ ...hook, HeartbeatTimeout: 300, GlobalTimeout: 30_000 }]);
    await autoScaling.putLifecycleHook({ AutoScalingGroupName, LifecycleHookName, HeartbeatTimeout: 7200 });
    expect(await all()).toEqual([{ ...hook, HeartbeatTimeout: 7200, GlobalTimeout: 172_800 }]);
    await autoScaling.putLifecycleHook({ AutoScalingGroupName, LifecycleHookName: "other", LifecycleTransition });
    expect(
      (await autoScaling.describeLifecycleHooks({ AutoScalingGroupName, LifecycleHookNames: ["other"] }))
        .LifecycleHooks,
    ).toMatchObject([{ LifecycleHookName: "other", HeartbeatTimeout: 3600, DefaultResult: "ABANDON" }]);
    await autoScaling.deleteLifecycleHook({ AutoScalingGroupName, LifecycleHookName });
    const again = autoScaling.deleteLifecycleHook({ AutoScalingGroupName, LifecycleHookName });
    await expectRefusal(again, "ValidationError", /No Lifecycle Hook found/);
  });

  it.each<[string, object, string, RegExp]>([
    ["29 seconds", { HeartbeatTimeout: 29 }, "ValidationError", /between 30 and 7200/],
    ["two hours and a second", { HeartbeatTimeout: 7201 }, "ValidationError", /between 30 and 7200/],
    ["another result", { DefaultResult: "STOP" }, "ValidationError", /CONTINUE or ABANDON/],
    ["no transition", { LifecycleTransition: undefined }, "ValidationError", /LifecycleTransition is required/],
    ["a dot in its name", { LifecycleHookName: "a.b" }, "ValidationError", /lifecycleHookName/],
    ["an unknown group", { AutoScalingGroupName: "nobody" }, "ValidationError", /not found/],
  ])("is refused with %s", async (_name, wrong, code, words) => {
    const { autoScaling } = await hooked(0);
    const put = autoScaling.putLifecycleHook({ ...hook, LifecycleHookName: "another", ...wrong });
    await expectRefusal(put, code, words);
  });

  it("is one of fifty at most", async () => {
    const { autoScaling } = await hooked(0);
    for (let at = 1; at < 50; at += 1)
      await autoScaling.putLifecycleHook({ ...hook, LifecycleHookName: `leave-${at}` });
    const more = autoScaling.putLifecycleHook({ ...hook, LifecycleHookName: "one-more" });
    await expectRefusal(more, "LimitExceededFault", /50 lifecycle hooks/);
  });

  it("has an instance wait until its time is over, and no longer", async () => {
    const world = await hooked(2);
    await shrink(world, 1);
    expect(await states(world)).toEqual(["InService", "Terminating:Wait"]);
    await world.account.clock.sleep(seconds(260));
    expect([await states(world), await running(world)]).toEqual([["InService", "Terminating:Wait"], 2]);
    await world.account.clock.sleep(seconds(40));
    expect([await states(world), await running(world)]).toEqual([["InService", "Terminating:Proceed"], 1]);
    await world.account.clock.sleep(seconds(120));
    expect(await states(world)).toEqual(["InService"]);
  });

  it("waits longer with each heartbeat, within its longest time", async () => {
    const world = await hooked(1, {}, 30);
    const { autoScaling, account } = world;
    const InstanceId = await shrink(world, 0);
    const beat = { AutoScalingGroupName, LifecycleHookName, InstanceId };
    const began = account.clock.now() - seconds(30);
    while ((await states(world))[0] === "Terminating:Wait") {
      await autoScaling.recordLifecycleActionHeartbeat(beat);
      await account.clock.sleep(seconds(20));
    }
    const waited = (account.clock.now() - began) / 1000;
    expect(waited).toBeGreaterThan(2970);
    expect(waited).toBeLessThan(3060);
    const late = autoScaling.recordLifecycleActionHeartbeat(beat);
    await expectRefusal(late, "ValidationError", /No active Lifecycle Action found with instance ID i-/);
  });

  it("is completed by the instance's id, once", async () => {
    const world = await hooked(1);
    const InstanceId = await shrink(world, 0);
    const done = { AutoScalingGroupName, LifecycleHookName, InstanceId, LifecycleActionResult: "CONTINUE" };
    await world.autoScaling.completeLifecycleAction(done);
    await world.account.clock.sleep(seconds(20));
    expect([await states(world), await running(world)]).toEqual([["Terminating:Proceed"], 0]);
    const again = world.autoScaling.completeLifecycleAction(done);
    await expectRefusal(again, "ValidationError", /No active Lifecycle Action found with instance ID/);
  });

  it("is completed by a machine whose life says so", async () => {
    const world = await hooked(1, { lives: () => ({ completes: 100 }) }, 30);
    await shrink(world, 0);
    await world.account.clock.sleep(seconds(60));
    expect(await states(world)).toEqual(["Terminating:Wait"]);
    await world.account.clock.sleep(seconds(30));
    expect(await states(world)).toEqual(["Terminating:Proceed"]);
  });

  it("waits for each of several, and for none any more after ABANDON", async () => {
    const world = await hooked(2);
    const { autoScaling, account } = world;
    await autoScaling.putLifecycleHook({ ...hook, LifecycleHookName: "other", HeartbeatTimeout: 3600 });
    const InstanceId = await shrink(world, 1);
    const done = { AutoScalingGroupName, LifecycleHookName, InstanceId, LifecycleActionResult: "CONTINUE" };
    await autoScaling.completeLifecycleAction(done);
    await account.clock.sleep(seconds(20));
    expect(await states(world)).toEqual(["InService", "Terminating:Wait"]);
    const rest = { ...done, LifecycleHookName: "other" };
    await autoScaling.completeLifecycleAction(rest);
    await account.clock.sleep(seconds(10));
    expect(await states(world)).toEqual(["InService", "Terminating:Proceed"]);
    const second = await shrink(world, 0);
    await autoScaling.completeLifecycleAction({ ...rest, InstanceId: second, LifecycleActionResult: "ABANDON" });
    await account.clock.sleep(seconds(10));
    expect(await running(world)).toBe(0);
  });

  it("ends for those that wait when it is deleted", async () => {
    const world = await hooked(1);
    await shrink(world, 0);
    await world.autoScaling.deleteLifecycleHook({ AutoScalingGroupName, LifecycleHookName });
    await world.account.clock.sleep(seconds(10));
    expect(await states(world)).toEqual(["Terminating:Proceed"]);
  });

  it("is waited for where a group replaces what is unhealthy, and by each one of an instance refresh", async () => {
    const world = await hooked(2);
    const { autoScaling, account } = world;
    const [ill] = await inService(world, AutoScalingGroupName);
    await autoScaling.setInstanceHealth({ InstanceId: the(ill), HealthStatus: "Unhealthy" });
    await account.clock.sleep(seconds(60));
    expect(await states(world)).toEqual(["InService", "InService", "Terminating:Wait"]);
    await account.clock.sleep(seconds(400));
    await autoScaling.startInstanceRefresh({ AutoScalingGroupName, Preferences: { MinHealthyPercentage: 0 } });
    await account.clock.sleep(seconds(60));
    expect(await states(world)).toEqual(["InService", "InService", "Terminating:Wait", "Terminating:Wait"]);
  });

  it("is passed over where the group is deleted by force", async () => {
    const world = await hooked(2);
    await shrink(world, 1);
    await world.autoScaling.deleteAutoScalingGroup({ AutoScalingGroupName, ForceDelete: true });
    await world.account.clock.sleep(seconds(10));
    expect(await running(world)).toBe(0);
    await world.account.clock.sleep(seconds(300));
    expect((await world.autoScaling.describeAutoScalingGroups({})).AutoScalingGroups).toEqual([]);
  });
});

it("an instance drains behind its balancers first, and waits for the hook then", async () => {
  const world = await hooked(1);
  const { balancing, autoScaling, account, subnets, vpcId } = world;
  const made = await balancing.createTargetGroup({ Name: "web", Protocol: "TCP", Port: 80, VpcId: vpcId });
  const TargetGroupArn = the(made.TargetGroups?.[0]?.TargetGroupArn);
  const { LoadBalancers } = await balancing.createLoadBalancer({ Name: "web", Type: "network", Subnets: subnets });
  const DefaultActions = [{ Type: "forward" as const, TargetGroupArn }];
  const LoadBalancerArn = LoadBalancers?.[0]?.LoadBalancerArn;
  await balancing.createListener({ LoadBalancerArn, Protocol: "TCP", Port: 80, DefaultActions });
  await autoScaling.attachLoadBalancerTargetGroups({ AutoScalingGroupName, TargetGroupARNs: [TargetGroupArn] });
  await account.clock.sleep(seconds(900));
  await shrink(world, 0);
  expect(await states(world)).toEqual(["Terminating"]);
  await account.clock.sleep(seconds(300));
  expect(await states(world)).toEqual(["Terminating:Wait"]);
});
