import { describe, expect, it } from "vitest";
import { instances, seconds, workers } from "../test/groups.ts";
import { expectRefusal, the, withNetwork } from "../test/service-world.ts";
import type { LaunchRefusal } from "./launch-refusal.ts";

describe("a zone in which EC2 launches none of a type", () => {
  it.each<[LaunchRefusal, RegExp]>([
    [
      "InsufficientInstanceCapacity",
      /^We currently do not have sufficient t3.small capacity in the Availability Zone you requested \(us-west-2a\)\. .* or choosing us-west-2b, us-west-2c\.$/,
    ],
    [
      "Unsupported",
      /^Your requested instance type \(t3.small\) is not supported in your requested Availability Zone \(us-west-2a\)\./,
    ],
    ["VcpuLimitExceeded", /^You have requested more vCPU capacity than your current vCPU limit of 0 allows/],
  ])("refuses a launch there with %s, and makes nothing", async (code, words) => {
    const world = await withNetwork({ launches: ({ zone }) => (zone === "us-west-2a" ? code : undefined) });
    const { ec2, imageId, subnets } = world;
    const input = { ImageId: imageId, InstanceType: "t3.small" as const, MinCount: 1, MaxCount: 1 };
    await expectRefusal(ec2.runInstances({ ...input, SubnetId: the(subnets[0]) }), code, words);
    await ec2.runInstances({ ...input, SubnetId: the(subnets[1]) });
    const { Reservations = [] } = await ec2.describeInstances({});
    expect(Reservations).toHaveLength(1);
  });

  it("has a group launch in its other zones, and tell of it in its activities", async () => {
    const launches = ({ zone }: { readonly zone: string }) =>
      zone === "us-west-2a" ? ("InsufficientInstanceCapacity" as const) : undefined;
    const world = await withNetwork({ launches });
    await workers(world, 3);
    await world.account.clock.sleep(seconds(120));
    const zones = (await instances(world, "workers")).map(({ AvailabilityZone }) => AvailabilityZone);
    expect(new Set(zones)).toEqual(new Set(["us-west-2b", "us-west-2c"]));
    const { Activities = [] } = await world.autoScaling.describeScalingActivities({ AutoScalingGroupName: "workers" });
    expect(Activities.map(({ StatusMessage }) => StatusMessage)).toContainEqual(
      expect.stringMatching(/^We currently do not have sufficient .* Launching EC2 instance failed\.$/),
    );
  });
});

describe("a machine that EC2 ends while it launches it", () => {
  const ends = "Client.VolumeLimitExceeded";
  const told = `${ends}: Volume limit exceeded`;

  it("never runs, and tells why", async () => {
    const { ec2, imageId, subnets, account } = await withNetwork({ lives: () => ({ ends }) });
    const input = { ImageId: imageId, InstanceType: "t3.small" as const, MinCount: 1, MaxCount: 1 };
    await ec2.runInstances({ ...input, SubnetId: the(subnets[0]) });
    await account.clock.sleep(seconds(120));
    const { Reservations = [] } = await ec2.describeInstances({});
    expect(Reservations[0]?.Instances).toMatchObject([
      { State: { Name: "terminated" }, StateReason: { Code: ends, Message: told }, StateTransitionReason: told },
    ]);
  });

  it("has its group cancel that launch with the reason, and begin another", async () => {
    const world = await withNetwork({ lives: () => ({ ends }) });
    await workers(world, 1);
    await world.account.clock.sleep(seconds(300));
    const { Activities = [] } = await world.autoScaling.describeScalingActivities({ AutoScalingGroupName: "workers" });
    const cancelled = Activities.filter(({ StatusCode }) => StatusCode === "Cancelled");
    expect(cancelled.length).toBeGreaterThan(1);
    expect(cancelled[0]?.StatusMessage).toBe(
      `Instance became unhealthy while waiting for instance to be in InService state. Termination Reason: ${told}`,
    );
  });
});
