import { beforeEach, describe, it } from "vitest";
import { expectRefusal, type NetworkWorld, the, withNetwork } from "../../test/service-world.ts";

type World = NetworkWorld & { readonly template: string; readonly eniTemplate: string };

function group(world: World, change: object = {}) {
  return {
    AutoScalingGroupName: "workers",
    MinSize: 1,
    MaxSize: 3,
    VPCZoneIdentifier: world.subnets.join(","),
    LaunchTemplate: { LaunchTemplateId: world.template, Version: "1" },
    ...change,
  };
}

let world: World;
beforeEach(async () => {
  const network = await withNetwork({ latency: "none" });
  const { ec2, subnets, imageId } = network;
  const eni = the(
    (await ec2.createNetworkInterface({ SubnetId: subnets[0], PrivateIpAddress: "10.0.0.100" })).NetworkInterface
      ?.NetworkInterfaceId,
  );
  const template = async (name: string, data: object): Promise<string> =>
    the(
      (
        await ec2.createLaunchTemplate({
          LaunchTemplateName: name,
          LaunchTemplateData: { ImageId: imageId, InstanceType: "t3.small", ...data },
        })
      ).LaunchTemplate?.LaunchTemplateId,
    );
  world = {
    ...network,
    template: await template("workers", {}),
    eniTemplate: await template("member", {
      NetworkInterfaces: [{ DeviceIndex: 0, NetworkInterfaceId: eni, DeleteOnTermination: false }],
    }),
  };
});

type Refusal = readonly [what: string, change: (world: World) => object, words: RegExp];

describe("a group is refused", () => {
  const changes: readonly Refusal[] = [
    [
      "without a name or sizes, all at once",
      () => ({ AutoScalingGroupName: undefined, MinSize: undefined }),
      /2 validation errors.*'autoScalingGroupName'.*'minSize'/,
    ],
    ["without a template", () => ({ LaunchTemplate: undefined }), /either LaunchTemplate/],
    [
      "with an unknown template",
      () => ({ LaunchTemplate: { LaunchTemplateId: "lt-0123456789abcdef0" } }),
      /fully-formed launch template.*does not exist/,
    ],
    [
      "with an unknown version",
      ({ template }) => ({ LaunchTemplate: { LaunchTemplateId: template, Version: "9" } }),
      /version 9/,
    ],
    ["with a minimum above its maximum", () => ({ MinSize: 4 }), /Max bound, 3/],
    ["with a desired capacity out of bounds", () => ({ DesiredCapacity: 4 }), /Desired capacity:4/],
    ["without zones or subnets", () => ({ VPCZoneIdentifier: undefined }), /At least one Availability Zone/],
    [
      "with an unknown subnet",
      () => ({ VPCZoneIdentifier: "subnet-0123456789abcdef0" }),
      /subnet ID 'subnet-0123456789abcdef0' does not exist/,
    ],
    [
      "with an unknown zone",
      () => ({ VPCZoneIdentifier: undefined, AvailabilityZones: ["us-west-2z"] }),
      /Invalid availability zones: \[us-west-2z\]/,
    ],
    ["with zones that are not its subnets'", () => ({ AvailabilityZones: ["us-west-2a"] }), /do not match/],
    [
      "with an interface of the template and subnets",
      ({ eniTemplate }) => ({ LaunchTemplate: { LaunchTemplateId: eniTemplate } }),
      /AvailabilityZones and no VPCZoneIdentifier/,
    ],
    [
      "with zones alone and no interface",
      () => ({ VPCZoneIdentifier: undefined, AvailabilityZones: ["us-west-2a"] }),
      /No default VPC/,
    ],
    [
      "with a target group that does not exist",
      () => ({
        TargetGroupARNs: ["arn:aws:elasticloadbalancing:us-west-2:123456789012:targetgroup/x/0123456789abcdef"],
      }),
      /Target Groups may not be valid/,
    ],
    ["with an unknown health check", () => ({ HealthCheckType: "PING" }), /PING/],
    ["with half a maintenance policy", () => ({ InstanceMaintenancePolicy: { MinHealthyPercentage: 0 } }), /Both/],
    [
      "with a maintenance policy too wide",
      () => ({ InstanceMaintenancePolicy: { MinHealthyPercentage: 50, MaxHealthyPercentage: 200 } }),
      /must not be greater than 100/,
    ],
    ["with a key twice", () => ({ Tags: [{ Key: "a" }, { Key: "a" }] }), /Duplicate keys/],
    [
      "with what is not modelled, by name",
      () => ({ LoadBalancerNames: ["classic"], PlacementGroup: "p" }),
      /LoadBalancerNames, PlacementGroup/,
    ],
  ];
  it.each(changes)("%s", async (_, change, words) => {
    await expectRefusal(
      world.autoScaling.createAutoScalingGroup(group(world, change(world)) as never),
      "ValidationError",
      words,
    );
  });

  it("with an address in its template, or groups beside an interface", async () => {
    const { ec2, autoScaling, imageId } = world;
    const made = async (name: string, data: object): Promise<Promise<unknown>> => {
      const id = the(
        (
          await ec2.createLaunchTemplate({
            LaunchTemplateName: name,
            LaunchTemplateData: { ImageId: imageId, ...data },
          })
        ).LaunchTemplate?.LaunchTemplateId,
      );
      return autoScaling.createAutoScalingGroup(group(world, { LaunchTemplate: { LaunchTemplateId: id } }));
    };
    await expectRefusal(
      made("address", { NetworkInterfaces: [{ DeviceIndex: 0, PrivateIpAddress: "10.0.0.9" }] }),
      "ValidationError",
      /does not support Private IP addresses/,
    );
    await expectRefusal(
      made("groups", { NetworkInterfaces: [{ DeviceIndex: 0 }], SecurityGroupIds: ["sg-0123456789abcdef0"] }),
      "ValidationError",
      /security groups must be a part of it/,
    );
  });
});

describe("an existing group refuses", () => {
  beforeEach(async () => {
    await world.autoScaling.createAutoScalingGroup(group(world));
  });
  const AutoScalingGroupName = "workers";
  const calls: readonly (readonly [string, (world: World) => Promise<unknown>, string, RegExp])[] = [
    [
      "its name",
      (world) => world.autoScaling.createAutoScalingGroup(group(world)),
      "AlreadyExistsFault",
      /already exists/,
    ],
    [
      "to be deleted with instances",
      ({ autoScaling }) => autoScaling.deleteAutoScalingGroup({ AutoScalingGroupName }),
      "ResourceInUseFault",
      /instances/,
    ],
    [
      "a capacity above its maximum",
      ({ autoScaling }) => autoScaling.setDesiredCapacity({ AutoScalingGroupName, DesiredCapacity: 4 }),
      "ValidationError",
      /above max value 3/,
    ],
    [
      "a capacity below its minimum",
      ({ autoScaling }) => autoScaling.setDesiredCapacity({ AutoScalingGroupName, DesiredCapacity: 0 }),
      "ValidationError",
      /below min value 1/,
    ],
    [
      "an unknown filter",
      ({ autoScaling }) => autoScaling.describeAutoScalingGroups({ Filters: [{ Name: "colour", Values: ["blue"] }] }),
      "ValidationError",
      /Filter type colour/,
    ],
    [
      "a token of one's own making",
      ({ autoScaling }) => autoScaling.describeAutoScalingGroups({ NextToken: "banana" }),
      "InvalidNextToken",
      /not valid/,
    ],
    [
      "tags for another type",
      ({ autoScaling }) =>
        autoScaling.createOrUpdateTags({ Tags: [{ Key: "a", ResourceId: "workers", ResourceType: "instance" }] }),
      "ValidationError",
      /auto-scaling-group/,
    ],
    [
      "a health report on a stranger",
      ({ autoScaling }) =>
        autoScaling.setInstanceHealth({ InstanceId: "i-0123456789abcdef0", HealthStatus: "Unhealthy" }),
      "ValidationError",
      /No managed instance/,
    ],
    [
      "a health status of one's own making",
      ({ autoScaling }) => autoScaling.setInstanceHealth({ InstanceId: "i-0123456789abcdef0", HealthStatus: "Poorly" }),
      "ValidationError",
      /Poorly/,
    ],
    [
      "to shrink below its minimum",
      async ({ autoScaling }) => {
        const id = (await autoScaling.describeAutoScalingGroups({})).AutoScalingGroups?.[0]?.Instances?.[0]?.InstanceId;
        await autoScaling.terminateInstanceInAutoScalingGroup({ InstanceId: id, ShouldDecrementDesiredCapacity: true });
      },
      "ValidationError",
      /desiredSize equals minSize \(1\)/,
    ],
    [
      "to detach what it does not have",
      ({ autoScaling }) =>
        autoScaling.detachLoadBalancerTargetGroups({ AutoScalingGroupName, TargetGroupARNs: ["arn:x"] }),
      "ValidationError",
      /not part of the group/,
    ],
    [
      "to cancel a refresh that is not there",
      ({ autoScaling }) => autoScaling.cancelInstanceRefresh({ AutoScalingGroupName }),
      "ActiveInstanceRefreshNotFoundFault",
      /No in progress/,
    ],
    [
      "rollback to a version that moves",
      ({ autoScaling, template }) =>
        autoScaling.startInstanceRefresh({
          AutoScalingGroupName,
          DesiredConfiguration: { LaunchTemplate: { LaunchTemplateId: template, Version: "$Latest" } },
          Preferences: { AutoRollback: true },
        }),
      "ValidationError",
      /\$Latest or \$Default/,
    ],
    [
      "rollback without anything desired",
      ({ autoScaling }) =>
        autoScaling.startInstanceRefresh({ AutoScalingGroupName, Preferences: { AutoRollback: true } }),
      "ValidationError",
      /AutoRollback parameter cannot be set to true when/,
    ],
    [
      "an upper bound of health alone",
      ({ autoScaling }) =>
        autoScaling.startInstanceRefresh({ AutoScalingGroupName, Preferences: { MaxHealthyPercentage: 110 } }),
      "ValidationError",
      /MinHealthyPercentage must be specified/,
    ],
    [
      "to roll back a refresh that is not there",
      ({ autoScaling }) => autoScaling.rollbackInstanceRefresh({ AutoScalingGroupName }),
      "ActiveInstanceRefreshNotFoundFault",
      /No in progress/,
    ],
    [
      "a process that is none",
      ({ autoScaling }) => autoScaling.suspendProcesses({ AutoScalingGroupName, ScalingProcesses: ["Dance"] }),
      "ValidationError",
      /Dance/,
    ],
    [
      "to be found under another name",
      ({ autoScaling }) => autoScaling.updateAutoScalingGroup({ AutoScalingGroupName: "nobody", MaxSize: 4 }),
      "ValidationError",
      /'nobody' not found/,
    ],
  ];
  it.each(calls)("%s", (_, call, name, words) => expectRefusal(call(world), name, words));
});
