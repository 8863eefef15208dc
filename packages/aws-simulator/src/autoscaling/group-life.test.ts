import { describe, expect, it } from "vitest";
import { inService, instances, member, seconds, workers } from "../../test/groups.ts";
import { expectRefusal, the, withNetwork } from "../../test/service-world.ts";

function ids(all: readonly { readonly InstanceId?: string | undefined }[]): string[] {
  return all.map(({ InstanceId }) => the(InstanceId)).toSorted();
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
