import { describe, expect, it } from "vitest";
import { expectRefusal, type NetworkWorld, the, withNetwork } from "../../test/service-world.ts";

function seconds(count: number): number {
  return count * 1000;
}

async function template({ ec2, imageId }: NetworkWorld, name: string, data: object = {}): Promise<string> {
  return the(
    (
      await ec2.createLaunchTemplate({
        LaunchTemplateName: name,
        LaunchTemplateData: { ImageId: imageId, InstanceType: "t3.small", ...data },
      })
    ).LaunchTemplate?.LaunchTemplateId,
  );
}

async function workers(world: NetworkWorld, size: number, more: object = {}): Promise<string> {
  const id = await template(world, "workers");
  await world.autoScaling.createAutoScalingGroup({
    AutoScalingGroupName: "workers",
    MinSize: 0,
    MaxSize: 9,
    DesiredCapacity: size,
    VPCZoneIdentifier: world.subnets.join(","),
    LaunchTemplate: { LaunchTemplateId: id, Version: "1" },
    Tags: [
      { Key: "Name", Value: "worker", PropagateAtLaunch: true },
      { Key: "quiet", Value: "x", PropagateAtLaunch: false },
    ],
    ...more,
  });
  return id;
}

async function member(
  world: NetworkWorld,
  maintenance = { MinHealthyPercentage: 0, MaxHealthyPercentage: 100 },
): Promise<string> {
  const eni = the(
    (await world.ec2.createNetworkInterface({ SubnetId: the(world.subnets[0]), PrivateIpAddress: "10.0.0.100" }))
      .NetworkInterface?.NetworkInterfaceId,
  );
  const id = await template(world, "member", {
    NetworkInterfaces: [{ DeviceIndex: 0, NetworkInterfaceId: eni, DeleteOnTermination: false }],
  });
  await world.autoScaling.createAutoScalingGroup({
    AutoScalingGroupName: "member",
    MinSize: 1,
    MaxSize: 1,
    AvailabilityZones: ["us-west-2a"],
    LaunchTemplate: { LaunchTemplateId: id, Version: "1" },
    InstanceMaintenancePolicy: maintenance,
  });
  return eni;
}

function ids(all: readonly { readonly InstanceId?: string | undefined }[]): string[] {
  return all.map(({ InstanceId }) => the(InstanceId)).toSorted();
}

async function instances({ autoScaling }: NetworkWorld, name: string) {
  return (
    (await autoScaling.describeAutoScalingGroups({ AutoScalingGroupNames: [name] })).AutoScalingGroups?.[0]
      ?.Instances ?? []
  );
}

async function inService(world: NetworkWorld, name: string): Promise<string[]> {
  return (await instances(world, name))
    .filter(({ LifecycleState }) => LifecycleState === "InService")
    .map(({ InstanceId }) => the(InstanceId));
}

describe("a group", () => {
  it("launches evenly over its zones, with its tags that propagate and its own name", async () => {
    const world = await withNetwork();
    await workers(world, 5);
    expect(await instances(world, "workers")).toEqual([]);
    await world.account.clock.sleep(seconds(40));
    const zones = (await instances(world, "workers")).map(({ AvailabilityZone }) => AvailabilityZone).toSorted();
    expect(zones).toEqual(["us-west-2a", "us-west-2a", "us-west-2b", "us-west-2b", "us-west-2c"]);
    const { Reservations } = await world.ec2.describeInstances({
      Filters: [{ Name: "tag:aws:autoscaling:groupName", Values: ["workers"] }],
    });
    const tags = Reservations?.flatMap(({ Instances }) => Instances ?? []).map(({ Tags }) =>
      Object.fromEntries((Tags ?? []).map(({ Key, Value }) => [Key, Value])),
    );
    expect(tags).toHaveLength(5);
    for (const found of tags ?? []) {
      expect(found).toMatchObject({ Name: "worker", "aws:autoscaling:groupName": "workers" });
      expect(found).not.toHaveProperty("quiet");
    }
  });

  it("replaces an instance that was terminated behind its back", async () => {
    const world = await withNetwork();
    await workers(world, 3);
    await world.account.clock.sleep(seconds(60));
    const before = await inService(world, "workers");
    await world.ec2.terminateInstances({ InstanceIds: [the(before[0])] });
    await world.account.clock.sleep(seconds(100));
    const after = await inService(world, "workers");
    expect(after).toHaveLength(3);
    expect(after).not.toContain(before[0]);
    expect(after).toEqual(expect.arrayContaining(before.slice(1)));
    const { Activities } = await world.autoScaling.describeScalingActivities({ AutoScalingGroupName: "workers" });
    expect(Activities?.map(({ Description }) => Description)).toContain(`Terminating EC2 instance: ${before[0]}`);
  });

  it("leaves a zone that it no longer has, and never serves with fewer meanwhile", async () => {
    const world = await withNetwork({ latency: "typical" });
    await workers(world, 3);
    await world.account.clock.sleep(seconds(120));
    const [first, second] = world.subnets;
    const VPCZoneIdentifier = `${first},${second}`;
    await world.autoScaling.updateAutoScalingGroup({ AutoScalingGroupName: "workers", VPCZoneIdentifier });
    const serving: number[] = [];
    for (let look = 0; look < 90; look += 1) {
      await world.account.clock.sleep(seconds(10));
      const all = await instances(world, "workers");
      serving.push(all.filter(({ LifecycleState }) => LifecycleState === "InService").length);
    }
    expect(Math.min(...serving)).toBe(3);
    const zones = (await instances(world, "workers")).map(({ AvailabilityZone }) => AvailabilityZone).toSorted();
    expect(zones).toHaveLength(3);
    expect(new Set(zones)).toEqual(new Set(["us-west-2a", "us-west-2b"]));
  });

  it("stays where it is while rebalancing is suspended, or where the zone stays and only the subnet goes", async () => {
    const world = await withNetwork({ latency: "typical" });
    await workers(world, 3);
    await world.account.clock.sleep(seconds(120));
    const before = await instances(world, "workers");
    const AutoScalingGroupName = "workers";
    await world.autoScaling.suspendProcesses({ AutoScalingGroupName, ScalingProcesses: ["AZRebalance"] });
    await world.autoScaling.updateAutoScalingGroup({ AutoScalingGroupName, VPCZoneIdentifier: the(world.subnets[0]) });
    await world.account.clock.sleep(seconds(900));
    expect(ids(await instances(world, "workers"))).toEqual(ids(before));
    await world.autoScaling.resumeProcesses({ AutoScalingGroupName });
    await world.account.clock.sleep(seconds(1800));
    const after = await instances(world, "workers");
    expect(after.map(({ AvailabilityZone }) => AvailabilityZone)).toEqual(Array(3).fill("us-west-2a"));
  });

  it("drains to zero in about 210 s and can be deleted only then", async () => {
    const world = await withNetwork();
    await workers(world, 2);
    await world.account.clock.sleep(seconds(60));
    await world.autoScaling.setDesiredCapacity({ AutoScalingGroupName: "workers", DesiredCapacity: 0 });
    await world.account.clock.sleep(seconds(100));
    await expectRefusal(
      world.autoScaling.deleteAutoScalingGroup({ AutoScalingGroupName: "workers" }),
      "ScalingActivityInProgressFault",
      /activities in progress/,
    );
    await world.account.clock.sleep(seconds(130));
    await world.autoScaling.deleteAutoScalingGroup({ AutoScalingGroupName: "workers" });
    await world.account.clock.sleep(seconds(1));
    expect((await world.autoScaling.describeAutoScalingGroups({})).AutoScalingGroups).toEqual([]);
  });

  it("keeps its name while it is deleted by force", async () => {
    const world = await withNetwork();
    const id = await workers(world, 2);
    await world.account.clock.sleep(seconds(60));
    await world.autoScaling.deleteAutoScalingGroup({ AutoScalingGroupName: "workers", ForceDelete: true });
    expect((await world.autoScaling.describeAutoScalingGroups({})).AutoScalingGroups?.[0]?.Status).toBe(
      "Delete in progress",
    );
    const again = (): Promise<unknown> =>
      world.autoScaling.createAutoScalingGroup({
        AutoScalingGroupName: "workers",
        MinSize: 0,
        MaxSize: 1,
        VPCZoneIdentifier: the(world.subnets[0]),
        LaunchTemplate: { LaunchTemplateId: id },
      });
    await expectRefusal(again(), "AlreadyExistsFault", /pending delete/);
    await world.account.clock.sleep(seconds(230));
    await again();
    expect(world.account.inventory().filter(({ type, state }) => type === "instance" && state === "running")).toEqual(
      [],
    );
  });

  it("without latency has its instances in the next call", async () => {
    const world = await withNetwork({ latency: "none" });
    await workers(world, 3);
    expect(await inService(world, "workers")).toHaveLength(3);
  });

  it("whose image is gone fails its launches, says why, and does not hang an account without latency", async () => {
    const world = await withNetwork({ latency: "none" });
    const id = the(
      (
        await world.ec2.createLaunchTemplate({
          LaunchTemplateName: "lost",
          LaunchTemplateData: { ImageId: "ami-0123456789abcdef0", InstanceType: "t3.small" },
        })
      ).LaunchTemplate?.LaunchTemplateId,
    );
    await world.autoScaling.createAutoScalingGroup({
      AutoScalingGroupName: "lost",
      MinSize: 1,
      MaxSize: 1,
      VPCZoneIdentifier: the(world.subnets[0]),
      LaunchTemplate: { LaunchTemplateId: id },
    });
    const [latest] =
      (await world.autoScaling.describeScalingActivities({ AutoScalingGroupName: "lost" })).Activities ?? [];
    expect(latest).toMatchObject({
      StatusCode: "Failed",
      StatusMessage: expect.stringMatching(/ami-0123456789abcdef0.*Launching EC2 instance failed/),
    });
    await world.account.clock.sleep(seconds(30));
    expect(await instances(world, "lost")).toEqual([]);
  });
});

describe("a group with a fixed interface", () => {
  it("keeps the address through a replacement, delete before create, and retries while the interface is held", async () => {
    const world = await withNetwork();
    const eni = await member(world);
    await world.account.clock.sleep(seconds(40));
    const [first] = await inService(world, "member");
    await world.autoScaling.setInstanceHealth({ InstanceId: first, HealthStatus: "Unhealthy" });
    await world.account.clock.sleep(seconds(150));
    const [second, ...others] = await inService(world, "member");
    expect([second === first, others]).toEqual([false, []]);
    const found = (await world.ec2.describeNetworkInterfaces({ NetworkInterfaceIds: [eni] })).NetworkInterfaces?.[0];
    expect([found?.PrivateIpAddress, found?.Attachment?.InstanceId]).toEqual(["10.0.0.100", second]);
    const { Activities = [] } = await world.autoScaling.describeScalingActivities({ AutoScalingGroupName: "member" });
    const failures = Activities.filter(({ StatusCode }) => StatusCode === "Failed");
    expect(failures.length).toBeGreaterThan(0);
    expect(failures[0]?.StatusMessage).toBe(`Interface: [${eni}] in use. Launching EC2 instance failed.`);
  });

  it("never replaces anything when its policy wants the new one first", async () => {
    const world = await withNetwork();
    await member(world, { MinHealthyPercentage: 100, MaxHealthyPercentage: 200 });
    await world.account.clock.sleep(seconds(40));
    const [first] = await inService(world, "member");
    await world.autoScaling.setInstanceHealth({ InstanceId: first, HealthStatus: "Unhealthy" });
    await world.account.clock.sleep(seconds(600));
    expect(
      (await instances(world, "member")).map(({ InstanceId, HealthStatus }) => [InstanceId, HealthStatus]),
    ).toEqual([[first, "Unhealthy"]]);
    const { Activities = [] } = await world.autoScaling.describeScalingActivities({ AutoScalingGroupName: "member" });
    expect(Activities.filter(({ StatusCode }) => StatusCode === "Failed").length).toBeGreaterThan(5);
  });
});

describe("an instance refresh", () => {
  it("replaces every instance, never falls below its minimum, and only then changes the group's template", async () => {
    const world = await withNetwork();
    const id = await workers(world, 3);
    await world.ec2.createLaunchTemplateVersion({
      LaunchTemplateId: id,
      SourceVersion: "1",
      LaunchTemplateData: { InstanceType: "t3.medium" },
    });
    await world.account.clock.sleep(seconds(60));
    const old = await inService(world, "workers");
    const version = async (): Promise<string | undefined> =>
      (await world.autoScaling.describeAutoScalingGroups({})).AutoScalingGroups?.[0]?.LaunchTemplate?.Version;
    await world.autoScaling.startInstanceRefresh({
      AutoScalingGroupName: "workers",
      Preferences: { MinHealthyPercentage: 60 },
      DesiredConfiguration: { LaunchTemplate: { LaunchTemplateId: id, Version: "2" } },
    });
    await expectRefusal(
      world.autoScaling.startInstanceRefresh({ AutoScalingGroupName: "workers" }),
      "InstanceRefreshInProgressFault",
      /already in progress/,
    );
    const healthy: number[] = [];
    let status: string | undefined = "InProgress";
    for (let round = 0; round < 60 && status !== "Successful"; round += 1) {
      await world.account.clock.sleep(seconds(5));
      healthy.push((await inService(world, "workers")).length);
      status = (await world.autoScaling.describeInstanceRefreshes({ AutoScalingGroupName: "workers" }))
        .InstanceRefreshes?.[0]?.Status;
      if (status !== "Successful") expect(await version()).toBe("1");
    }
    expect([status, await version(), Math.min(...healthy)]).toEqual(["Successful", "2", 2]);
    const now = await instances(world, "workers");
    expect(
      now
        .filter(({ InstanceId }) => old.includes(InstanceId ?? ""))
        .every(({ LifecycleState }) => LifecycleState === "Terminating"),
    ).toBe(true);
    expect(
      now.filter(({ LifecycleState }) => LifecycleState === "InService").map(({ InstanceType }) => InstanceType),
    ).toEqual(["t3.medium", "t3.medium", "t3.medium"]);
  });

  it("of a group of one stalls between explicit bounds that exclude each other", async () => {
    const world = await withNetwork();
    await member(world);
    await world.account.clock.sleep(seconds(40));
    await world.autoScaling.startInstanceRefresh({
      AutoScalingGroupName: "member",
      Preferences: { MinHealthyPercentage: 90, MaxHealthyPercentage: 100 },
    });
    await world.account.clock.sleep(seconds(600));
    const stalled = (await world.autoScaling.describeInstanceRefreshes({ AutoScalingGroupName: "member" }))
      .InstanceRefreshes?.[0];
    expect(stalled).toMatchObject({
      Status: "InProgress",
      PercentageComplete: 0,
      StatusReason: expect.stringMatching(/violate/),
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

  it("to a version that cannot launch rolls back after an hour, to the version that the group still has", async () => {
    const world = await withNetwork();
    const id = await workers(world, 2);
    await world.ec2.createLaunchTemplateVersion({
      LaunchTemplateId: id,
      SourceVersion: "1",
      LaunchTemplateData: { ImageId: "ami-0123456789abcdef0" },
    });
    await world.account.clock.sleep(seconds(60));
    await world.autoScaling.startInstanceRefresh({
      AutoScalingGroupName: "workers",
      Preferences: { MinHealthyPercentage: 50, AutoRollback: true },
      DesiredConfiguration: { LaunchTemplate: { LaunchTemplateId: id, Version: "2" } },
    });
    await world.account.clock.sleep(seconds(1800));
    expect(await inService(world, "workers")).toHaveLength(1);
    await world.account.clock.sleep(seconds(2400));
    expect(
      (await world.autoScaling.describeInstanceRefreshes({ AutoScalingGroupName: "workers" })).InstanceRefreshes?.map(
        ({ Status }) => Status,
      ),
    ).toEqual(["RollbackSuccessful"]);
    const group = (await world.autoScaling.describeAutoScalingGroups({})).AutoScalingGroups?.[0];
    expect([
      group?.LaunchTemplate?.Version,
      group?.Instances?.map(({ LaunchTemplate }) => LaunchTemplate?.Version),
    ]).toEqual(["1", ["1", "1"]]);
  });
});

it("one seed, one history: two accounts with sampled durations agree to the millisecond", async () => {
  const history = async (seed: number): Promise<string> => {
    const world = await withNetwork({ seed, latency: "sampled" });
    await workers(world, 4);
    await member(world);
    await world.account.clock.sleep(seconds(60));
    await world.ec2.terminateInstances({
      InstanceIds: [...(await inService(world, "workers")).slice(0, 2), ...(await inService(world, "member"))],
    });
    await world.account.clock.sleep(seconds(300));
    const { Activities } = await world.autoScaling.describeScalingActivities({});
    return JSON.stringify([Activities, world.account.inventory(), world.account.calls]);
  };
  expect(await history(7)).toBe(await history(7));
  expect(await history(7)).not.toBe(await history(8));
});
