import { expect, it } from "vitest";
import { simulatedTrial } from "../../test/simulated-trial.ts";
import { AutoScalingGroup } from "./auto-scaling-group.ts";

it("a group whose template brings an interface is made in its zone, and in no subnet of its own", async () => {
  const { trial, ground } = await simulatedTrial("zones");
  const securityGroupIds = [await ground.group("ground")];
  const networkInterfaceId = await ground.id("network-interface", "member", async () => ({
    subnetId: await ground.subnet(1),
    address: "10.20.1.100",
    securityGroupIds,
    description: "a member",
  }));
  const template = await ground.found("launch-template", "member", async () => ({
    ...(await ground.templateProps("member", "")),
    securityGroupIds: [],
    publicAddress: undefined,
    networkInterfaceId,
  }));
  const zones = [ground.zone];
  await trial.stand("auto-scaling-group", "member", {
    groupName: ground.named("member"),
    templateId: template.id,
    templateVersion: template.outputs["version"],
    min: 1,
    max: 1,
    desired: 1,
    zones,
    healthCheck: "EC2",
    grace: 0,
    instanceTags: { team: "platform" },
  });
  const { input } = trial.calls.find(({ operation }) => operation === "CreateAutoScalingGroup") ?? {};
  expect(input).toMatchObject({ AvailabilityZones: zones });
  expect(input).not.toHaveProperty("VPCZoneIdentifier");
});

it("a group of a plan that was saved when it named its target groups is refused", () => {
  const { error } = AutoScalingGroup.props.safeParse({ targetGroupArns: ["arn"] });
  expect(error?.issues).toContainEqual(
    expect.objectContaining({ path: ["targetGroupArns"], message: "are attachments by now: plan again" }),
  );
});
