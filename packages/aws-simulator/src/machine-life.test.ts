import { describe, expect, it } from "vitest";
import { inService, seconds, workers } from "../test/groups.ts";
import { the, withNetwork } from "../test/service-world.ts";
import type { MachineLife } from "./machine-life.ts";

async function living(life: MachineLife) {
  const world = await withNetwork({ lives: ({ type }) => (type === "t3.medium" ? life : undefined) });
  const { ec2, imageId, account } = world;
  const run = async (InstanceType: "t3.small" | "t3.medium") => {
    const SubnetId = the(world.subnets[0]);
    const input = { ImageId: imageId, InstanceType, SubnetId, MinCount: 1, MaxCount: 1 };
    return the((await ec2.runInstances(input)).Instances?.[0]?.InstanceId);
  };
  const [well, ill] = [await run("t3.small"), await run("t3.medium")];
  await account.clock.sleep(seconds(600));
  return { ...world, well, ill };
}

const text = (output: string | undefined) => Buffer.from(output ?? "", "base64").toString();

describe("a machine that does not boot", () => {
  it("fails its own status check, not the system's, and shows what it wrote", async () => {
    const { ec2, well, ill } = await living({ boots: false, console: "kernel panic" });
    const { InstanceStatuses = [] } = await ec2.describeInstanceStatus({ InstanceIds: [well, ill] });
    const told = (id: string) => {
      const { InstanceStatus, SystemStatus } = the(InstanceStatuses.find(({ InstanceId }) => InstanceId === id));
      return [InstanceStatus?.Status, InstanceStatus?.Details?.[0]?.Status, SystemStatus?.Status];
    };
    expect([told(well), told(ill)]).toEqual([
      ["ok", "passed", "ok"],
      ["impaired", "failed", "ok"],
    ]);
    expect(text((await ec2.getConsoleOutput({ InstanceId: ill, Latest: true })).Output)).toBe("kernel panic");
    expect(await ec2.getConsoleOutput({ InstanceId: well })).not.toHaveProperty("Output");
  });

  it("shows the last 64 KiB of its console, in the beginning only to who asks for the latest", async () => {
    const { ec2, account, subnets, imageId } = await living({ console: `lost${"x".repeat(65_536)}` });
    const input = { ImageId: imageId, InstanceType: "t3.medium" as const, SubnetId: the(subnets[0]) };
    const { Instances } = await ec2.runInstances({ ...input, MinCount: 1, MaxCount: 1 });
    const InstanceId = the(Instances?.[0]?.InstanceId);
    await account.clock.sleep(seconds(20));
    expect(await ec2.getConsoleOutput({ InstanceId })).not.toHaveProperty("Output");
    expect(text((await ec2.getConsoleOutput({ InstanceId, Latest: true })).Output)).toBe("x".repeat(65_536));
  });

  it("is replaced by its group after the grace period", async () => {
    const world = await withNetwork({ lives: () => ({ boots: false }) });
    await workers(world, 1, { HealthCheckGracePeriod: 300 });
    await world.account.clock.sleep(seconds(120));
    const before = await inService(world, "workers");
    await world.account.clock.sleep(seconds(150));
    expect(await inService(world, "workers")).toEqual(before);
    await world.account.clock.sleep(seconds(250));
    expect((await inService(world, "workers")).filter((id) => before.includes(id))).toEqual([]);
  });
});

it("a machine that serves nothing is unhealthy to its balancer, and to a group that asks it", async () => {
  const world = await withNetwork({ lives: () => ({ serves: false }) });
  const { balancing, subnets, vpcId, account } = world;
  const made = await balancing.createTargetGroup({ Name: "web", Protocol: "TCP", Port: 80, VpcId: vpcId });
  const TargetGroupArn = the(made.TargetGroups?.[0]?.TargetGroupArn);
  const { LoadBalancers } = await balancing.createLoadBalancer({ Name: "web", Type: "network", Subnets: subnets });
  const LoadBalancerArn = LoadBalancers?.[0]?.LoadBalancerArn;
  const DefaultActions = [{ Type: "forward" as const, TargetGroupArn }];
  await balancing.createListener({ LoadBalancerArn, Protocol: "TCP", Port: 80, DefaultActions });
  await workers(world, 1, { TargetGroupARNs: [TargetGroupArn], HealthCheckGracePeriod: 600 });
  await account.clock.sleep(seconds(500));
  const before = await inService(world, "workers");
  const health = async () => (await balancing.describeTargetHealth({ TargetGroupArn })).TargetHealthDescriptions;
  expect(await health()).toMatchObject([{ TargetHealth: { State: "unhealthy", Reason: "Target.FailedHealthChecks" } }]);
  await account.clock.sleep(seconds(600));
  expect(await inService(world, "workers")).toEqual(before);
  await world.autoScaling.updateAutoScalingGroup({ AutoScalingGroupName: "workers", HealthCheckType: "ELB" });
  await account.clock.sleep(seconds(300));
  expect(await inService(world, "workers")).not.toEqual(before);
});

it("a machine that lingers holds its address and its volumes until it has ended", async () => {
  const { ec2, well, ill, account } = await living({ lingers: 3600 });
  const { NetworkInterfaces } = await ec2.describeNetworkInterfaces({});
  const cardOf = (id: string) => NetworkInterfaces?.find(({ Attachment }) => Attachment?.InstanceId === id);
  await ec2.terminateInstances({ InstanceIds: [well, ill] });
  const stateOf = (id: string) => account.inventory().find((one) => one.id === id)?.state;
  const cards = () => account.inventory().flatMap(({ type, id }) => (type === "network-interface" ? [id] : []));
  await account.clock.sleep(seconds(3590));
  expect([stateOf(well), stateOf(ill)]).toEqual([undefined, "shutting-down"]);
  expect(cards()).toEqual([cardOf(ill)?.NetworkInterfaceId]);
  expect(account.inventory().filter(({ type }) => type === "volume")).toHaveLength(1);
  await account.clock.sleep(seconds(10));
  expect([stateOf(ill), cards()]).toEqual([undefined, []]);
  expect(account.inventory().filter(({ type }) => type === "volume")).toEqual([]);
});
