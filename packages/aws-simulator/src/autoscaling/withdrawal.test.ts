import type { InstanceRefresh, RefreshPreferences } from "@aws-sdk/client-auto-scaling";
import { describe, expect, it } from "vitest";
import { inService, instances, seconds, workers } from "../../test/groups.ts";
import { expectRefusal, type NetworkWorld, the, withNetwork } from "../../test/service-world.ts";

const AutoScalingGroupName = "workers";

async function withWorkers(size: number, more: object = {}) {
  const world = await withNetwork();
  const LaunchTemplateId = await workers(world, size, more);
  await world.account.clock.sleep(seconds(60));
  const [first = ""] = await inService(world, AutoScalingGroupName);
  return { ...world, LaunchTemplateId, first };
}
type World = Awaited<ReturnType<typeof withWorkers>>;

async function statesOf(world: NetworkWorld) {
  const all = await instances(world, AutoScalingGroupName);
  return all.map(({ LifecycleState }) => LifecycleState).toSorted();
}

const protect = ({ autoScaling, first }: World) =>
  autoScaling.setInstanceProtection({ AutoScalingGroupName, InstanceIds: [first], ProtectedFromScaleIn: true });

const standBy = ({ autoScaling, first }: World) =>
  autoScaling.enterStandby({ AutoScalingGroupName, InstanceIds: [first], ShouldDecrementDesiredCapacity: true });

describe("an instance in Standby", () => {
  it("is counted no more, and comes back", async () => {
    const world = await withWorkers(2);
    const { Activities } = await standBy(world);
    expect(Activities?.[0]).toMatchObject({ StatusCode: "Successful", Description: expect.stringMatching(/Standby/) });
    await world.account.clock.sleep(seconds(300));
    expect(await statesOf(world)).toEqual(["InService", "Standby"]);
    await world.autoScaling.exitStandby({ AutoScalingGroupName, InstanceIds: [world.first] });
    await world.account.clock.sleep(seconds(300));
    expect(await statesOf(world)).toEqual(["InService", "InService"]);
  });

  it("has another launched in its place where the capacity is not to shrink", async () => {
    const world = await withWorkers(2);
    const { autoScaling, first } = world;
    await autoScaling.enterStandby({
      AutoScalingGroupName,
      InstanceIds: [first],
      ShouldDecrementDesiredCapacity: false,
    });
    await world.account.clock.sleep(seconds(300));
    expect(await statesOf(world)).toEqual(["InService", "InService", "Standby"]);
  });

  it("is refused where the sizes exclude it, and of what is not there", async () => {
    const world = await withWorkers(1, { MinSize: 1, MaxSize: 1 });
    const { autoScaling, first } = world;
    const own = { AutoScalingGroupName, InstanceIds: [first] };
    await expectRefusal(standBy(world), "ValidationError", /min-size=1.*To place into standby 1 instance/);
    await expectRefusal(autoScaling.exitStandby(own), "ValidationError", /is not in Standby/);
    await autoScaling.enterStandby({ ...own, ShouldDecrementDesiredCapacity: false });
    await expectRefusal(autoScaling.exitStandby(own), "ValidationError", /To take out of standby 1 instance/);
    const again = autoScaling.enterStandby({ ...own, ShouldDecrementDesiredCapacity: false });
    await expectRefusal(again, "ValidationError", /is not in InService/);
    const strange = { AutoScalingGroupName, InstanceIds: ["i-0123456789abcdef0"], ProtectedFromScaleIn: true };
    await expectRefusal(autoScaling.setInstanceProtection(strange), "ValidationError", /not part of/);
  });
});

async function latest({ autoScaling }: NetworkWorld): Promise<InstanceRefresh> {
  return the((await autoScaling.describeInstanceRefreshes({ AutoScalingGroupName })).InstanceRefreshes?.[0]);
}

describe("a refresh of a group with an instance that somebody has withdrawn", () => {
  const withdrawn = [
    ["protected from scale in", protect, "ScaleInProtectedInstances", "Refresh"],
    ["in Standby", standBy, "StandbyInstances", "Terminate"],
  ] as const;

  async function refreshed(withdraw: (world: World) => Promise<unknown>, preferences: RefreshPreferences, hours = 1) {
    const world = await withWorkers(2);
    const { ec2, autoScaling, LaunchTemplateId, first } = world;
    await ec2.createLaunchTemplateVersion({ LaunchTemplateId, LaunchTemplateData: {}, SourceVersion: "1" });
    await withdraw(world);
    const DesiredConfiguration = { LaunchTemplate: { LaunchTemplateId, Version: "2" } };
    const Preferences = { MinHealthyPercentage: 50, InstanceWarmup: 0, ...preferences };
    await autoScaling.startInstanceRefresh({ AutoScalingGroupName, Preferences, DesiredConfiguration });
    await world.account.clock.sleep(seconds(3600 * hours));
    const all = await instances(world, AutoScalingGroupName);
    const version = all.find(({ InstanceId }) => InstanceId === first)?.LaunchTemplate?.Version;
    return { status: (await latest(world)).Status, version, latest: await latest(world), world };
  }

  it.each(withdrawn)("%s leaves it alone where it is to be ignored", async (_, withdraw, preference) => {
    expect(await refreshed(withdraw, { [preference]: "Ignore" })).toMatchObject({ status: "Successful", version: "1" });
  });

  it.each(withdrawn)("%s replaces it where it is to be", async (_, withdraw, preference, deed) => {
    const { status, version } = await refreshed(withdraw, { [preference]: deed });
    expect([status, version]).toEqual(["Successful", undefined]);
  });

  it.each(withdrawn)("%s waits an hour for it by default, and fails then", async (_, withdraw) => {
    const { status, latest: last, version } = await refreshed(withdraw, {}, 2);
    expect([status, version]).toEqual(["Failed", "1"]);
    expect(last).toMatchObject({ InstancesToUpdate: 1, StatusReason: expect.stringMatching(/one hour/) });
  });
});

describe("a group whose processes are suspended", () => {
  it("tells of each when that was done, and forgets it when it is resumed", async () => {
    const world = await withWorkers(1);
    const { autoScaling } = world;
    const suspended = async () =>
      (await autoScaling.describeAutoScalingGroups({})).AutoScalingGroups?.[0]?.SuspendedProcesses;
    await autoScaling.suspendProcesses({ AutoScalingGroupName, ScalingProcesses: ["Launch"] });
    const SuspensionReason = expect.stringMatching(/^User suspended at 2026-11-01T00:0\d:\d\dZ$/) as unknown;
    expect(await suspended()).toEqual([{ ProcessName: "Launch", SuspensionReason }]);
    await autoScaling.resumeProcesses({ AutoScalingGroupName });
    expect(await suspended()).toEqual([]);
  });

  it("is deleted by force all the same", async () => {
    const world = await withWorkers(2);
    await world.autoScaling.suspendProcesses({ AutoScalingGroupName });
    await world.autoScaling.deleteAutoScalingGroup({ AutoScalingGroupName, ForceDelete: true });
    await world.account.clock.sleep(seconds(600));
    expect((await world.autoScaling.describeAutoScalingGroups({})).AutoScalingGroups).toEqual([]);
  });

  it("tells of the protection from its deletion", async () => {
    const { autoScaling } = await withWorkers(1);
    const protection = async () =>
      (await autoScaling.describeAutoScalingGroups({})).AutoScalingGroups?.[0]?.DeletionProtection;
    expect(await protection()).toBe("none");
    await autoScaling.updateAutoScalingGroup({ AutoScalingGroupName, DeletionProtection: "prevent-all-deletion" });
    expect(await protection()).toBe("prevent-all-deletion");
  });
});
