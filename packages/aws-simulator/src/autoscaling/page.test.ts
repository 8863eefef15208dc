import { it } from "vitest";
import { type NetworkWorld, the, withNetwork } from "../../test/service-world.ts";
import { expectTwoPages } from "../../test/two-pages.ts";

const workers = { AutoScalingGroupName: "workers" };
const others = { AutoScalingGroupName: "others" };

/** An account with a group that has two of everything, and one without instances that was refreshed twice. */
async function twoOfEverything(): Promise<NetworkWorld> {
  const world = await withNetwork({ latency: "none" });
  const { autoScaling, balancing, ec2, imageId, subnets, vpcId } = world;
  const LaunchTemplateName = "workers";
  const LaunchTemplateData = { ImageId: imageId, InstanceType: "t3.small" as const };
  await ec2.createLaunchTemplate({ LaunchTemplateName, LaunchTemplateData });
  const TargetGroupARNs: string[] = [];
  for (const Name of ["a", "b"]) {
    const { TargetGroups } = await balancing.createTargetGroup({ Name, Protocol: "TCP", Port: 80, VpcId: vpcId });
    TargetGroupARNs.push(the(TargetGroups?.[0]?.TargetGroupArn));
  }
  const group = {
    MinSize: 0,
    MaxSize: 2,
    VPCZoneIdentifier: subnets.join(","),
    LaunchTemplate: { LaunchTemplateName, Version: "1" },
  };
  const Tags = ["x", "y"].map((Key) => ({ Key, Value: "" }));
  await autoScaling.createAutoScalingGroup({ ...workers, ...group, DesiredCapacity: 2, TargetGroupARNs, Tags });
  await autoScaling.createAutoScalingGroup({ ...others, ...group });
  for (const at of ["0 8 * * *", "0 20 * * *"]) {
    const name = `at-${at.slice(2, 4).trim()}`;
    await autoScaling.putScheduledUpdateGroupAction({
      ...workers,
      ScheduledActionName: name,
      Recurrence: at,
      MinSize: 0,
    });
    await autoScaling.putScalingPolicy({
      ...workers,
      PolicyName: name,
      PolicyType: "TargetTrackingScaling",
      TargetTrackingConfiguration: {
        TargetValue: 50,
        PredefinedMetricSpecification: { PredefinedMetricType: "ASGAverageCPUUtilization" },
      },
    });
  }
  for (let refresh = 0; refresh < 2; refresh += 1) {
    await autoScaling.startInstanceRefresh(others);
    await world.account.clock.sleep(60_000);
  }
  return world;
}

const listings: readonly (readonly [string, (at: NetworkWorld["autoScaling"], cut: object) => Promise<object>])[] = [
  ["DescribeAutoScalingGroups", (at, cut) => at.describeAutoScalingGroups({ IncludeInstances: false, ...cut })],
  ["DescribeAutoScalingInstances", (at, cut) => at.describeAutoScalingInstances(cut)],
  ["DescribeScalingActivities", (at, cut) => at.describeScalingActivities({ ...workers, ...cut })],
  ["DescribeLoadBalancerTargetGroups", (at, cut) => at.describeLoadBalancerTargetGroups({ ...workers, ...cut })],
  ["DescribeInstanceRefreshes", (at, cut) => at.describeInstanceRefreshes({ ...others, ...cut })],
  ["DescribePolicies", (at, cut) => at.describePolicies(cut)],
  ["DescribeScheduledActions", (at, cut) => at.describeScheduledActions(cut)],
  ["DescribeTags", (at, cut) => at.describeTags(cut)],
];

it.each(listings)("%s is cut by MaxRecords and goes on at its NextToken", async (_, list) => {
  const { autoScaling } = await twoOfEverything();
  const words = { size: "MaxRecords", token: "NextToken", next: "NextToken", refusal: "InvalidNextToken" };
  await expectTwoPages(words, (cut) => list(autoScaling, cut));
});
