import fc from "fast-check";
import { expect, it } from "vitest";
import { the, withNetwork } from "../../test/service-world.ts";

const change = fc.oneof(
  fc.record({ kind: fc.constant("scale" as const), size: fc.integer({ min: 0, max: 7 }) }),
  fc.record({ kind: fc.constant("kill" as const), which: fc.integer({ min: 0, max: 6 }) }),
  fc.record({ kind: fc.constant("report" as const), which: fc.integer({ min: 0, max: 6 }) }),
  fc.record({ kind: fc.constant("pass" as const), seconds: fc.integer({ min: 1, max: 200 }) }),
);

it("whatever is done to it, a group comes to its capacity, in even zones unless some died, and leaves no orphan", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(change, { maxLength: 12 }),
      fc.constantFrom("none" as const, "typical" as const, "sampled" as const),
      fc.nat(),
      async (changes, latency, seed) => {
        const { account, autoScaling, ec2, balancing, imageId, subnets, vpcId } = await withNetwork({ latency, seed });
        const template = (
          await ec2.createLaunchTemplate({
            LaunchTemplateName: "workers",
            LaunchTemplateData: { ImageId: imageId, InstanceType: "t3.small" },
          })
        ).LaunchTemplate?.LaunchTemplateId;
        const target = the(
          (await balancing.createTargetGroup({ Name: "workers", Protocol: "TCP", Port: 80, VpcId: vpcId }))
            .TargetGroups?.[0]?.TargetGroupArn,
        );
        const AutoScalingGroupName = "workers";
        await autoScaling.createAutoScalingGroup({
          AutoScalingGroupName,
          MinSize: 0,
          MaxSize: 7,
          DesiredCapacity: 3,
          VPCZoneIdentifier: subnets.join(","),
          LaunchTemplate: { LaunchTemplateId: template },
          TargetGroupARNs: [target],
        });
        const group = async () => the((await autoScaling.describeAutoScalingGroups({})).AutoScalingGroups?.[0]);
        for (const step of changes) {
          if (step.kind === "scale")
            await autoScaling.setDesiredCapacity({ AutoScalingGroupName, DesiredCapacity: step.size });
          else if (step.kind === "pass") await account.clock.sleep(step.seconds * 1000);
          else {
            const id = (await group()).Instances?.[step.which]?.InstanceId;
            if (id === undefined) continue;
            if (step.kind === "kill") await ec2.terminateInstances({ InstanceIds: [id] });
            else await autoScaling.setInstanceHealth({ InstanceId: id, HealthStatus: "Unhealthy" });
          }
        }
        await account.clock.sleep(900_000);
        const { Instances = [], DesiredCapacity } = await group();
        expect(Instances.map(({ LifecycleState, HealthStatus }) => `${LifecycleState} ${HealthStatus}`)).toEqual(
          Array.from({ length: the(DesiredCapacity) }, () => "InService Healthy"),
        );
        const ids = Instances.map(({ InstanceId }) => InstanceId).toSorted();
        const running = account.inventory().filter(({ type, state }) => type === "instance" && state === "running");
        expect(running.map(({ id }) => id).toSorted()).toEqual(ids);
        const registered = (
          await balancing.describeTargetHealth({ TargetGroupArn: target })
        ).TargetHealthDescriptions?.map(({ Target }) => Target?.Id);
        expect(registered?.toSorted()).toEqual(ids);
        const perZone = subnets.map(
          (_, index) =>
            Instances.filter(
              ({ AvailabilityZone }) => AvailabilityZone === account.connection.region + "abc".charAt(index),
            ).length,
        );
        if (changes.every(({ kind }) => kind === "pass" || kind === "scale"))
          expect(Math.max(...perZone) - Math.min(...perZone)).toBeLessThanOrEqual(1);
      },
    ),
    { numRuns: 40 },
  );
});
