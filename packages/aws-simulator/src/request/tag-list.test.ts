import { describe, expect, it } from "vitest";
import { expectRefusal, type NetworkWorld, the, withNetwork } from "../../test/service-world.ts";
import type { WrittenTag } from "./tag-list.ts";

interface Tag extends WrittenTag {
  readonly Key: string;
  readonly Value: string;
}

/** Makes something that bears tags, and gives the ways to write and to read them. */
type Bearer = (world: NetworkWorld) => Promise<{
  readonly write: (tags: Tag[]) => Promise<unknown>;
  readonly read: () => Promise<readonly WrittenTag[] | undefined>;
}>;

const trust = JSON.stringify({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Principal: { Service: "ec2.amazonaws.com" }, Action: "sts:AssumeRole" }],
});

interface Words {
  readonly repeated: string;
  readonly reserved: string;
  readonly tooMany: string;
}

const bearers: readonly (readonly [what: string, Words, Bearer])[] = [
  [
    "a role",
    { repeated: "InvalidInputException", reserved: "InvalidInputException", tooMany: "LimitExceededException" },
    async ({ iam }) => {
      const RoleName = "a";
      await iam.createRole({ RoleName, AssumeRolePolicyDocument: trust });
      return {
        write: (Tags) => iam.tagRole({ RoleName, Tags }),
        read: async () => (await iam.listRoleTags({ RoleName })).Tags,
      };
    },
  ],
  [
    "a target group",
    { repeated: "DuplicateTagKeysException", reserved: "ValidationError", tooMany: "TooManyTagsException" },
    async ({ balancing, vpcId }) => {
      const made = await balancing.createTargetGroup({ Name: "a", Protocol: "TCP", Port: 80, VpcId: vpcId });
      const ResourceArns = [the(made.TargetGroups?.[0]?.TargetGroupArn)];
      return {
        write: (Tags) => balancing.addTags({ ResourceArns, Tags }),
        read: async () => (await balancing.describeTags({ ResourceArns })).TagDescriptions?.[0]?.Tags,
      };
    },
  ],
  [
    "a secret",
    {
      repeated: "InvalidParameterException",
      reserved: "InvalidParameterException",
      tooMany: "InvalidParameterException",
    },
    async ({ secrets }) => {
      const SecretId = "a";
      await secrets.createSecret({ Name: SecretId, SecretString: "1" });
      return {
        write: (Tags) => secrets.tagResource({ SecretId, Tags }),
        read: async () => (await secrets.describeSecret({ SecretId })).Tags,
      };
    },
  ],
  [
    "a parameter",
    { repeated: "ValidationException", reserved: "ValidationException", tooMany: "TooManyTagsError" },
    async ({ ssm }) => {
      const of = { ResourceType: "Parameter" as const, ResourceId: "/a" };
      await ssm.putParameter({ Name: "/a", Value: "1", Type: "String" });
      return {
        write: (Tags) => ssm.addTagsToResource({ ...of, Tags }),
        read: async () => (await ssm.listTagsForResource(of)).TagList,
      };
    },
  ],
  [
    "a hosted zone",
    { repeated: "InvalidInput", reserved: "InvalidInput", tooMany: "InvalidInput" },
    async ({ route53 }) => {
      const { HostedZone } = await route53.createHostedZone({ Name: "a.example", CallerReference: "1" });
      const of = { ResourceType: "hostedzone" as const, ResourceId: the(HostedZone?.Id).split("/").at(-1) };
      return {
        write: (AddTags) => route53.changeTagsForResource({ ...of, AddTags }),
        read: async () => (await route53.listTagsForResource(of)).ResourceTagSet?.Tags,
      };
    },
  ],
  [
    "an auto-scaling group",
    { repeated: "ValidationError", reserved: "ValidationError", tooMany: "LimitExceededFault" },
    async ({ autoScaling, ec2, imageId, subnets }) => {
      const AutoScalingGroupName = "a";
      const LaunchTemplateData = { ImageId: imageId, InstanceType: "t3.small" as const };
      await ec2.createLaunchTemplate({ LaunchTemplateName: "workers", LaunchTemplateData });
      const LaunchTemplate = { LaunchTemplateName: "workers", Version: "1" };
      const VPCZoneIdentifier = subnets.join(",");
      const sizes = { MinSize: 0, MaxSize: 0 };
      await autoScaling.createAutoScalingGroup({ AutoScalingGroupName, LaunchTemplate, VPCZoneIdentifier, ...sizes });
      const of = { ResourceId: AutoScalingGroupName, ResourceType: "auto-scaling-group" };
      return {
        write: (tags) => autoScaling.createOrUpdateTags({ Tags: tags.map((tag) => ({ ...of, ...tag })) }),
        read: async () => (await autoScaling.describeTags({ MaxRecords: 100 })).Tags,
      };
    },
  ],
];

const tagsNamed = (names: readonly string[]): Tag[] => names.map((Key) => ({ Key, Value: "" }));
const fifty = Array.from({ length: 50 }, (_, index) => `k${String(index).padStart(2, "0")}`);

describe.each(bearers)("%s", (_, { repeated, reserved, tooMany }, make) => {
  it("takes no key twice and none of AWS's, and keeps the tags that it has", async () => {
    const { write, read } = await make(await withNetwork({ latency: "none" }));
    await write(tagsNamed(["a"]));
    await expectRefusal(write(tagsNamed(["b", "c", "b"])), repeated);
    await expectRefusal(write(tagsNamed(["b", "AWS:c"])), reserved);
    expect((await read())?.map(({ Key }) => Key)).toEqual(["a"]);
  });

  it("takes fifty tags, and again those that it has", async () => {
    const { write, read } = await make(await withNetwork({ latency: "none" }));
    // A hosted zone takes ten a call.
    for (let part = 0; part < 50; part += 10) await write(tagsNamed(fifty.slice(part, part + 10)));
    await write(tagsNamed(fifty.slice(0, 5)));
    await expectRefusal(write(tagsNamed(["k00", "one more"])), tooMany);
    expect((await read())?.map(({ Key }) => Key)).toEqual(fifty);
  });
});

it("a hosted zone that has fifty tags takes another in the place of one", async () => {
  const { route53 } = await withNetwork({ latency: "none" });
  const { HostedZone } = await route53.createHostedZone({ Name: "a.example", CallerReference: "1" });
  const of = { ResourceType: "hostedzone" as const, ResourceId: the(HostedZone?.Id).split("/").at(-1) };
  const RemoveTagKeys = ["k00"];
  for (let part = 0; part < 50; part += 10) {
    await route53.changeTagsForResource({ ...of, AddTags: tagsNamed(fifty.slice(part, part + 10)) });
  }
  await route53.changeTagsForResource({ ...of, AddTags: tagsNamed(["z"]), RemoveTagKeys });
  const { ResourceTagSet } = await route53.listTagsForResource(of);
  expect(ResourceTagSet?.Tags?.map(({ Key }) => Key)).toEqual([...fifty.slice(1), "z"]);
});
