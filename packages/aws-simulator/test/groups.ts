import { type NetworkWorld, the } from "./service-world.ts";

/** So many seconds, in milliseconds. */
export function seconds(count: number): number {
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

/** A group `workers` of so many machines over all zones, from version 1 of a template whose id it answers. */
export async function workers(world: NetworkWorld, size: number, more: object = {}): Promise<string> {
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

/** A group `member` of one machine with a fixed interface, whose id it answers. */
export async function member(
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

/** The instances of a group as it lists them. */
export async function instances({ autoScaling }: NetworkWorld, name: string) {
  return (
    (await autoScaling.describeAutoScalingGroups({ AutoScalingGroupNames: [name] })).AutoScalingGroups?.[0]
      ?.Instances ?? []
  );
}

/** The ids of those in service. */
export async function inService(world: NetworkWorld, name: string): Promise<string[]> {
  return (await instances(world, name))
    .filter(({ LifecycleState }) => LifecycleState === "InService")
    .map(({ InstanceId }) => the(InstanceId));
}
