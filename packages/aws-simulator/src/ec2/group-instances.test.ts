import { expect, it } from "vitest";
import { latenessOf } from "../lag.ts";
import { latencyOf } from "../latency.ts";
import { defaultQuotas } from "../quotas.ts";
import { seededRandom } from "../random.ts";
import { type Account, createAccount } from "../state.ts";
import { cannedImages } from "./canned-images.ts";
import { createInterface } from "./create-interface.ts";
import { instanceFor, launchForGroup, terminateForGroup } from "./group-instances.ts";
import { publishInstanceProfile } from "./instance-profiles.ts";
import { launchTemplate } from "./launch-template.ts";
import { subnetOf } from "./records/subnet.ts";
import { subnet } from "./subnet.ts";
import { vpc } from "./vpc.ts";

const random = seededRandom("groups");
const start = Date.UTC(2026, 10, 1);
const profile = { name: "members", arn: "arn:aws:iam::123456789012:instance-profile/members", id: "AIPA0" };

function account(): Account {
  return createAccount({
    region: "us-west-2",
    accountId: "123456789012",
    zones: ["us-west-2a", "us-west-2b"],
    random,
    latency: latencyOf("typical", random),
    staleReads: false,
    lateness: latenessOf("none", 1),
    lives: () => undefined,
    launches: () => undefined,
    quotas: defaultQuotas,
  });
}

function prepared(data: object) {
  const state = account();
  const call = { account: state, now: start, random };
  const vpcId = vpc.operations.CreateVpc?.({ ...call, input: { CidrBlock: "10.0.0.0/16" } })?.Vpc?.VpcId ?? "";
  const subnetId =
    subnet.operations.CreateSubnet?.({
      ...call,
      input: { VpcId: vpcId, CidrBlock: "10.0.1.0/24", AvailabilityZone: "us-west-2a" },
    })?.Subnet?.SubnetId ?? "";
  const imageId = cannedImages("us-west-2")[0]?.id ?? "";
  const template = launchTemplate.operations.CreateLaunchTemplate?.({
    ...call,
    input: { LaunchTemplateName: "group", LaunchTemplateData: { ImageId: imageId, InstanceType: "t3.small", ...data } },
  })?.LaunchTemplate;
  const launch = (now: number, place: { subnetId?: string; zone?: string }) =>
    launchForGroup(
      { account: state, now },
      {
        groupName: "fleet-1",
        template: { LaunchTemplateId: template?.LaunchTemplateId, Version: "$Latest" },
        ...place,
        tags: [{ Key: "drydock:cluster", Value: "fleet" }],
      },
    );
  return { state, subnetId, launch };
}

it("a group's instance goes to its subnet and carries the group's name, its tags and the template's version", () => {
  const { launch, subnetId } = prepared({ SecurityGroupIds: [] });
  const instance = launch(start, { subnetId });
  expect(instance).toMatchObject({
    subnetId,
    zone: "us-west-2a",
    state: "pending",
    requesterId: "autoscaling.amazonaws.com",
  });
  expect(Object.fromEntries(instance.tags)).toMatchObject({
    "aws:autoscaling:groupName": "fleet-1",
    "drydock:cluster": "fleet",
    "aws:ec2launchtemplate:version": "1",
  });
});

it("a fixed interface: in use while the old instance shuts down, free once it is terminated", () => {
  const { state, subnetId } = prepared({});
  const call = { account: state, now: start, random };
  const eni = createInterface(call, { subnet: subnetOf(call, subnetId), address: "10.0.1.101" });
  launchTemplate.operations.CreateLaunchTemplate?.({
    ...call,
    input: {
      LaunchTemplateName: "member",
      LaunchTemplateData: {
        ImageId: cannedImages("us-west-2")[0]?.id,
        InstanceType: "t3.small",
        NetworkInterfaces: [{ DeviceIndex: 0, NetworkInterfaceId: eni.id, DeleteOnTermination: false }],
      },
    },
  });
  const launch = (now: number) => {
    state.settle(now);
    return launchForGroup(
      { account: state, now },
      { groupName: "member-1", template: { LaunchTemplateName: "member" }, zone: "us-west-2a" },
    );
  };
  expect(() =>
    launchForGroup(call, { groupName: "member-1", template: { LaunchTemplateName: "member" }, zone: "us-west-2b" }),
  ).toThrow("us-west-2b");
  const first = launch(start);
  expect(() => launch(start + 1000)).toThrow(`Interface: [${eni.id}] in use.`);
  terminateForGroup({ account: state, now: start + 20_000 }, [first.id, "i-00000000000000000"]);
  expect(instanceFor(call, first.id)?.state).toBe("shutting-down");
  expect(() => launch(start + 64_000)).toThrow("in use");
  const second = launch(start + 65_000);
  expect(second.interfaceIds).toEqual([eni.id]);
  expect(instanceFor(call, first.id)?.state).toBe("terminated");
});

it("a fresh profile is refused for 7.91 s, one made again under the same name for 1.49 s", () => {
  const { state, launch, subnetId } = prepared({ IamInstanceProfile: { Name: "members" } });
  const tryAt = (now: number): string => {
    try {
      return launch(now, { subnetId }).profile?.arn ?? "none";
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
  };
  const refused = "Value (members) for parameter iamInstanceProfile.name is invalid. Invalid IAM Instance Profile name";
  expect(tryAt(start)).toBe(refused);
  publishInstanceProfile({ account: state, now: start }, profile);
  expect([tryAt(start + 7900), tryAt(start + 7910)]).toEqual([refused, profile.arn]);
  publishInstanceProfile({ account: state, now: start + 60_000 }, profile);
  expect([tryAt(start + 61_480), tryAt(start + 61_490)]).toEqual([refused, profile.arn]);
});
