import { beforeEach, describe, expect, it } from "vitest";
import { expectRefusal, serviceWorld, type ServiceWorld, the, withNetwork } from "../../test/service-world.ts";

let world: ServiceWorld;
beforeEach(async () => {
  world = serviceWorld({ latency: "none" });
  await world.ssm.putParameter({
    Name: "/fleet/a",
    Value: "one",
    Type: "String",
    Tags: [{ Key: "drydock:cluster", Value: "fleet" }],
  });
});

describe("refuses", () => {
  const refusals: readonly (readonly [string, (world: ServiceWorld) => Promise<unknown>, string, RegExp])[] = [
    [
      "what exists, unless told to overwrite",
      ({ ssm }) => ssm.putParameter({ Name: "/fleet/a", Value: "two", Type: "String" }),
      "ParameterAlreadyExists",
      /overwrite option/,
    ],
    [
      "tags with overwrite",
      ({ ssm }) =>
        ssm.putParameter({ Name: "/fleet/a", Value: "two", Overwrite: true, Tags: [{ Key: "a", Value: "b" }] }),
      "ValidationException",
      /tags and overwrite can't be used together/,
    ],
    [
      "a parameter without type",
      ({ ssm }) => ssm.putParameter({ Name: "/fleet/b", Value: "x" }),
      "ValidationException",
      /type is required/,
    ],
    [
      "another type",
      ({ ssm }) => ssm.putParameter({ Name: "/fleet/a", Value: "x", Type: "SecureString", Overwrite: true }),
      "HierarchyTypeMismatchException",
      /cannot be changed/,
    ],
    [
      "an empty value",
      ({ ssm }) => ssm.putParameter({ Name: "/fleet/b", Value: "", Type: "String" }),
      "ValidationException",
      /empty/,
    ],
    [
      "a value of 4,097 characters",
      ({ ssm }) => ssm.putParameter({ Name: "/fleet/b", Value: "x".repeat(4097), Type: "String" }),
      "ValidationException",
      /maximum parameter value of 4096/,
    ],
    [
      "a reserved name",
      ({ ssm }) => ssm.putParameter({ Name: "/aws/fleet", Value: "x", Type: "String" }),
      "AccessDeniedException",
      /reserved parameter name: \/aws\/fleet/,
    ],
    [
      "a name that begins with ssm",
      ({ ssm }) => ssm.putParameter({ Name: "ssm-fleet", Value: "x", Type: "String" }),
      "ValidationException",
      /prefixed/,
    ],
    [
      "a name with a space",
      ({ ssm }) => ssm.putParameter({ Name: "/a b", Value: "x", Type: "String" }),
      "ValidationException",
      /other characters/,
    ],
    [
      "sixteen levels",
      ({ ssm }) => ssm.putParameter({ Name: "/a".repeat(16), Value: "x", Type: "String" }),
      "HierarchyLevelLimitExceededException",
      /15 levels/,
    ],
    [
      "a value off its pattern",
      ({ ssm }) => ssm.putParameter({ Name: "/fleet/b", Value: "x", Type: "String", AllowedPattern: "^\\d+$" }),
      "ParameterPatternMismatchException",
      /allowedPattern/,
    ],
    [
      "an image that is none",
      ({ ssm }) => ssm.putParameter({ Name: "/fleet/b", Value: "banana", Type: "String", DataType: "aws:ec2:image" }),
      "ValidationException",
      /AMI ID/,
    ],
    ["an unknown parameter", ({ ssm }) => ssm.getParameter({ Name: "/nobody" }), "ParameterNotFound", /nobody/],
    [
      "an unknown version",
      ({ ssm }) => ssm.getParameter({ Name: "/fleet/a:9" }),
      "ParameterVersionNotFound",
      /version 9/,
    ],
    [
      "eleven names",
      ({ ssm }) => ssm.getParameters({ Names: Array.from({ length: 11 }, (_, index) => `/p${index}`) }),
      "ValidationException",
      /'names'.*less than or equal to 10/,
    ],
    [
      "eleven a page",
      ({ ssm }) => ssm.getParametersByPath({ Path: "/", MaxResults: 11 }),
      "ValidationException",
      /'maxResults'.*less than or equal to 10/,
    ],
    [
      "a path without its slash",
      ({ ssm }) => ssm.getParametersByPath({ Path: "fleet" }),
      "ValidationException",
      /forward slash/,
    ],
    [
      "an unknown filter",
      ({ ssm }) => ssm.describeParameters({ ParameterFilters: [{ Key: "Colour", Values: ["blue"] }] }),
      "ValidationException",
      /parameterFilters.1.member.key/,
    ],
    [
      "tags on nothing",
      ({ ssm }) =>
        ssm.addTagsToResource({ ResourceType: "Parameter", ResourceId: "/nobody", Tags: [{ Key: "a", Value: "b" }] }),
      "InvalidResourceId",
      /nobody/,
    ],
    ["to delete nothing", ({ ssm }) => ssm.deleteParameter({ Name: "/nobody" }), "ParameterNotFound", /nobody/],
  ];
  it.each(refusals)("%s", (_, call, name, words) => expectRefusal(call(world), name, words));
});

it("versions count up, a selector finds an old one, and a secure one shows itself only when asked", async () => {
  const { ssm } = world;
  expect(await ssm.putParameter({ Name: "/fleet/a", Value: "two", Overwrite: true })).toMatchObject({
    Version: 2,
    Tier: "Standard",
  });
  expect((await ssm.getParameter({ Name: "/fleet/a" })).Parameter).toMatchObject({
    Value: "two",
    Version: 2,
    ARN: "arn:aws:ssm:us-west-2:123456789012:parameter/fleet/a",
  });
  expect((await ssm.getParameter({ Name: "/fleet/a:1" })).Parameter?.Value).toBe("one");
  await ssm.putParameter({ Name: "/fleet/key", Value: "s3cr3t", Type: "SecureString" });
  const sealed = the((await ssm.getParameter({ Name: "/fleet/key" })).Parameter?.Value);
  expect([sealed.includes("s3cr3t"), Buffer.from(sealed, "base64").includes("s3cr3t")]).toEqual([false, false]);
  expect((await ssm.getParameter({ Name: "/fleet/key", WithDecryption: true })).Parameter?.Value).toBe("s3cr3t");
});

it("a path is listed ten a page, one level or all of them", async () => {
  const { ssm } = world;
  for (let index = 0; index < 12; index += 1)
    await ssm.putParameter({ Name: `/fleet/deep/${index}`, Value: "x", Type: "String" });
  expect((await ssm.getParametersByPath({ Path: "/fleet" })).Parameters?.map(({ Name }) => Name)).toEqual(["/fleet/a"]);
  const first = await ssm.getParametersByPath({ Path: "/fleet", Recursive: true });
  const rest = await ssm.getParametersByPath({ Path: "/fleet", Recursive: true, NextToken: first.NextToken });
  expect([first.Parameters?.length, rest.Parameters?.length, rest.NextToken]).toEqual([10, 3, undefined]);
  const tagged = await ssm.describeParameters({
    ParameterFilters: [{ Key: "tag:drydock:cluster", Values: ["fleet"] }],
  });
  expect(tagged.Parameters?.map(({ Name }) => Name)).toEqual(["/fleet/a"]);
  expect(await ssm.deleteParameters({ Names: ["/fleet/a", "/nobody"] })).toMatchObject({
    DeletedParameters: ["/fleet/a"],
    InvalidParameters: ["/nobody"],
  });
});

it("the public image parameters name images that EC2 has", async () => {
  const { ssm, ec2 } = world;
  const names = [
    "/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64",
    "/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-arm64",
    "/aws/service/canonical/ubuntu/server/24.04/stable/current/amd64/hvm/ebs-gp3/ami-id",
  ];
  const { Parameters = [], InvalidParameters } = await ssm.getParameters({ Names: names });
  expect(InvalidParameters).toEqual([]);
  const { Images = [] } = await ec2.describeImages({ ImageIds: Parameters.map(({ Value }) => the(Value)) });
  expect(Images.map(({ Architecture }) => Architecture).toSorted()).toEqual(["arm64", "x86_64", "x86_64"]);
  const { Parameters: listed = [] } = await ssm.getParametersByPath({ Path: "/aws/service/ami-amazon-linux-latest" });
  expect(listed.length).toBeGreaterThan(1);
});

it("a template that names a parameter of the account launches the image in it", async () => {
  const { ssm, ec2, imageId, subnets } = await withNetwork({ latency: "none" });
  await ssm.putParameter({ Name: "/fleet/image", Value: imageId, Type: "String", DataType: "aws:ec2:image" });
  await ec2.createLaunchTemplate({
    LaunchTemplateName: "by-name",
    LaunchTemplateData: { ImageId: "resolve:ssm:/fleet/image", InstanceType: "t3.small" },
  });
  const { Instances } = await ec2.runInstances({
    MinCount: 1,
    MaxCount: 1,
    LaunchTemplate: { LaunchTemplateName: "by-name" },
    SubnetId: subnets[0],
  });
  expect(Instances?.[0]?.ImageId).toBe(imageId);
});
