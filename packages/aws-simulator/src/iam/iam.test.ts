import { beforeEach, describe, expect, it } from "vitest";
import { expectRefusal, serviceWorld, type ServiceWorld, the, withNetwork } from "../../test/service-world.ts";

const trust = JSON.stringify({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Principal: { Service: "ec2.amazonaws.com" }, Action: "sts:AssumeRole" }],
});
const statement = { Effect: "Allow", Action: "s3:GetObject", Resource: "*" };
function policy(statements: object[] = [statement]): string {
  return JSON.stringify({ Version: "2012-10-17", Statement: statements });
}
const core = "arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore";

let world: ServiceWorld;
beforeEach(async () => {
  world = serviceWorld({ latency: "none" });
  await world.iam.createRole({
    RoleName: "member",
    Path: "/drydock/fleet/",
    AssumeRolePolicyDocument: trust,
    Tags: [{ Key: "drydock:cluster", Value: "fleet" }],
  });
  await world.iam.createInstanceProfile({ InstanceProfileName: "member", Path: "/drydock/fleet/" });
});

type Refusal = readonly [what: string, call: (world: ServiceWorld) => Promise<unknown>, name: string, words: RegExp];

describe("refuses", () => {
  const refusals: readonly Refusal[] = [
    [
      "every missing member at once",
      ({ iam }) => iam.createRole({ RoleName: undefined, AssumeRolePolicyDocument: undefined }),
      "ValidationError",
      /2 validation errors detected.*'roleName'.*'assumeRolePolicyDocument'/,
    ],
    [
      "a role name with a space",
      ({ iam }) => iam.createRole({ RoleName: "a b", AssumeRolePolicyDocument: trust }),
      "ValidationError",
      /^The specified value for roleName is invalid. It must contain only alphanumeric .* following: \+=,\.@_-$/,
    ],
    [
      "the ARN of a role as its name",
      ({ iam }) => iam.deleteRole({ RoleName: "arn:aws:iam::123456789012:role/member" }),
      "ValidationError",
      /^The specified value for roleName is invalid/,
    ],
    [
      "a tag key with a character that none may have",
      ({ iam }) => iam.tagRole({ RoleName: "member", Tags: [{ Key: "a*", Value: "" }] }),
      "ValidationError",
      /^1 validation error detected: .*'tags\.1\.member\.key'.* regular expression pattern/,
    ],
    [
      "a role name of 65 characters",
      ({ iam }) => iam.createRole({ RoleName: "x".repeat(65), AssumeRolePolicyDocument: trust }),
      "ValidationError",
      /less than or equal to 64/,
    ],
    [
      "a path without its slash",
      ({ iam }) => iam.createRole({ RoleName: "x", Path: "/drydock", AssumeRolePolicyDocument: trust }),
      "ValidationError",
      /^The specified value for path is invalid. It must begin and end with \/ and/,
    ],
    [
      "a prefix of paths without its slash",
      ({ iam }) => iam.listPolicies({ PathPrefix: "drydock" }),
      "ValidationError",
      /^The specified value for pathPrefix is invalid. It must begin with the \/ character/,
    ],
    [
      "a name taken in other case",
      ({ iam }) => iam.createRole({ RoleName: "Member", AssumeRolePolicyDocument: trust }),
      "EntityAlreadyExistsException",
      /Member already exists/,
    ],
    [
      "a trust policy that is no JSON",
      ({ iam }) => iam.createRole({ RoleName: "x", AssumeRolePolicyDocument: "{" }),
      "MalformedPolicyDocumentException",
      /invalid Json/,
    ],
    [
      "a trust policy without principal",
      ({ iam }) =>
        iam.createRole({
          RoleName: "x",
          AssumeRolePolicyDocument: JSON.stringify({ Statement: [{ Effect: "Allow", Action: "sts:AssumeRole" }] }),
        }),
      "MalformedPolicyDocumentException",
      /principal/,
    ],
    [
      "a trust policy with resources",
      ({ iam }) => iam.createRole({ RoleName: "x", AssumeRolePolicyDocument: policy() }),
      "MalformedPolicyDocumentException",
      /prohibited field Resource/,
    ],
    [
      "a permissions policy with a principal",
      ({ iam }) => iam.putRolePolicy({ RoleName: "member", PolicyName: "p", PolicyDocument: trust }),
      "MalformedPolicyDocumentException",
      /should not specify a principal/,
    ],
    [
      "an action without its service",
      ({ iam }) =>
        iam.putRolePolicy({
          RoleName: "member",
          PolicyName: "p",
          PolicyDocument: policy([{ ...statement, Action: "GetObject" }]),
        }),
      "MalformedPolicyDocumentException",
      /prefaced by a vendor/,
    ],
    [
      "a resource that is no ARN",
      ({ iam }) =>
        iam.putRolePolicy({
          RoleName: "member",
          PolicyName: "p",
          PolicyDocument: policy([{ ...statement, Resource: "bucket" }]),
        }),
      "MalformedPolicyDocumentException",
      /ARN format/,
    ],
    [
      "inline policies beyond 10,240 characters",
      ({ iam }) =>
        iam.putRolePolicy({
          RoleName: "member",
          PolicyName: "p",
          PolicyDocument: policy(Array.from({ length: 200 }, () => statement)),
        }),
      "LimitExceededException",
      /10240 bytes/,
    ],
    [
      "a reserved tag",
      ({ iam }) => iam.tagRole({ RoleName: "member", Tags: [{ Key: "aws:x", Value: "" }] }),
      "InvalidInputException",
      /reserved/,
    ],
    [
      "keys of a role that differ by their case alone",
      ({ iam }) =>
        iam.tagRole({
          RoleName: "member",
          Tags: [
            { Key: "Name", Value: "" },
            { Key: "name", Value: "" },
          ],
        }),
      "InvalidInputException",
      /case insensitive/,
    ],
    [
      "51 tags",
      ({ iam }) =>
        iam.tagRole({
          RoleName: "member",
          Tags: Array.from({ length: 50 }, (_, index) => ({ Key: `k${index}`, Value: "" })),
        }),
      "LimitExceededException",
      /maximum/,
    ],
    [
      "an unknown role",
      ({ iam }) => iam.getRole({ RoleName: "nobody" }),
      "NoSuchEntityException",
      /role with name nobody cannot be found/,
    ],
    [
      "an unknown inline policy",
      ({ iam }) => iam.getRolePolicy({ RoleName: "member", PolicyName: "nothing" }),
      "NoSuchEntityException",
      /nothing/,
    ],
    [
      "a managed policy that does not exist",
      ({ iam }) => iam.attachRolePolicy({ RoleName: "member", PolicyArn: "arn:aws:iam::aws:policy/Nonsense" }),
      "NoSuchEntityException",
      /not attachable/,
    ],
    [
      "a second role in a profile, though the same",
      async ({ iam }) => {
        await iam.addRoleToInstanceProfile({ InstanceProfileName: "member", RoleName: "member" });
        await iam.addRoleToInstanceProfile({ InstanceProfileName: "member", RoleName: "member" });
      },
      "LimitExceededException",
      /InstanceSessionsPerInstanceProfile/,
    ],
    [
      "to delete a role in a profile",
      async ({ iam }) => {
        await iam.addRoleToInstanceProfile({ InstanceProfileName: "member", RoleName: "member" });
        await iam.deleteRole({ RoleName: "member" });
      },
      "DeleteConflictException",
      /instance profile/,
    ],
    [
      "to delete a profile with a role",
      async ({ iam }) => {
        await iam.addRoleToInstanceProfile({ InstanceProfileName: "member", RoleName: "member" });
        await iam.deleteInstanceProfile({ InstanceProfileName: "member" });
      },
      "DeleteConflictException",
      /remove roles/,
    ],
    [
      "to delete a role with an inline policy",
      async ({ iam }) => {
        await iam.putRolePolicy({ RoleName: "member", PolicyName: "p", PolicyDocument: policy() });
        await iam.deleteRole({ RoleName: "member" });
      },
      "DeleteConflictException",
      /delete policies/,
    ],
    [
      "to delete a role with an attached policy",
      async ({ iam }) => {
        await iam.attachRolePolicy({ RoleName: "member", PolicyArn: core });
        await iam.deleteRole({ RoleName: "member" });
      },
      "DeleteConflictException",
      /detach all policies/,
    ],
    ["a marker of its own making", ({ iam }) => iam.listRoles({ Marker: "banana" }), "ValidationError", /Marker/],
    [
      "an operation that it does not know",
      ({ account }) => account.handle("IAM", "CreateUser", {}),
      "InvalidAction",
      /CreateUser/,
    ],
  ];
  it.each(refusals)("%s", (_, call, name, words) => expectRefusal(call(world), name, words));
});

it("the wire's code goes with the SDK's name, and a quota is 409", async () => {
  const error: unknown = await world.iam
    .createRole({ RoleName: "member", AssumeRolePolicyDocument: trust })
    .catch((reason: unknown) => reason);
  expect(error).toMatchObject({
    name: "EntityAlreadyExistsException",
    Code: "EntityAlreadyExists",
    $metadata: { httpStatusCode: 409 },
  });
});

it("documents come URL-encoded, and one listing shows roles with all that is theirs", async () => {
  const { iam } = world;
  await iam.putRolePolicy({ RoleName: "member", PolicyName: "read", PolicyDocument: policy() });
  await iam.attachRolePolicy({ RoleName: "member", PolicyArn: core });
  await iam.addRoleToInstanceProfile({ InstanceProfileName: "member", RoleName: "member" });
  const [detail] = (await iam.getAccountAuthorizationDetails({ Filter: ["Role"] })).RoleDetailList ?? [];
  expect(the(detail?.AssumeRolePolicyDocument)).not.toContain('"');
  expect(decodeURIComponent(the(detail?.AssumeRolePolicyDocument))).toBe(trust);
  expect(detail).toMatchObject({
    Path: "/drydock/fleet/",
    Arn: "arn:aws:iam::123456789012:role/drydock/fleet/member",
    RolePolicyList: [{ PolicyName: "read", PolicyDocument: encodeURIComponent(policy()).replaceAll("*", "%2A") }],
    AttachedManagedPolicies: [{ PolicyArn: core, PolicyName: "AmazonSSMManagedInstanceCore" }],
    InstanceProfileList: [{ InstanceProfileName: "member" }],
    Tags: [{ Key: "drydock:cluster", Value: "fleet" }],
  });
});

it("what bounds a role is shown by both of its looks, and counted by the policy", async () => {
  const { iam } = world;
  const bound = the((await iam.createPolicy({ PolicyName: "bound", PolicyDocument: policy() })).Policy?.Arn);
  const spare = the((await iam.createPolicy({ PolicyName: "spare", PolicyDocument: policy() })).Policy?.Arn);
  await iam.createRole({ RoleName: "bounded", AssumeRolePolicyDocument: trust, PermissionsBoundary: bound });
  const shown = { PermissionsBoundaryType: "PermissionsBoundaryPolicy", PermissionsBoundaryArn: bound };
  expect((await iam.getRole({ RoleName: "bounded" })).Role?.PermissionsBoundary).toEqual(shown);
  const { RoleDetailList = [], Policies = [] } = await iam.getAccountAuthorizationDetails({});
  expect(RoleDetailList.map((detail) => [detail.RoleName, detail.PermissionsBoundary])).toEqual([
    ["bounded", shown],
    ["member", undefined],
  ]);
  expect(Policies.map((detail) => [detail.Arn, detail.PermissionsBoundaryUsageCount])).toEqual([
    [bound, 1],
    [spare, 0],
  ]);
});

it("listings go by path prefix and page by page; a re-created role has another id", async () => {
  const { iam } = world;
  for (const name of ["a", "b", "c"])
    await iam.createRole({ RoleName: name, Path: "/other/", AssumeRolePolicyDocument: trust });
  expect((await iam.listRoles({ PathPrefix: "/drydock/" })).Roles?.map(({ RoleName }) => RoleName)).toEqual(["member"]);
  const first = await iam.listRoles({ PathPrefix: "/other/", MaxItems: 2 });
  expect(first.IsTruncated).toBe(true);
  const second = await iam.listRoles({ PathPrefix: "/other/", MaxItems: 2, Marker: first.Marker });
  expect([...(first.Roles ?? []), ...(second.Roles ?? [])].map(({ RoleName }) => RoleName)).toEqual(["a", "b", "c"]);
  const before = (await iam.getRole({ RoleName: "a" })).Role?.RoleId;
  await iam.deleteRole({ RoleName: "a" });
  await iam.createRole({ RoleName: "a", AssumeRolePolicyDocument: trust });
  expect((await iam.getRole({ RoleName: "a" })).Role?.RoleId).not.toBe(before);
});

it("EC2 knows a fresh profile after 7.91 s, one of a used name after 1.49 s", async () => {
  const { iam, ec2, account, imageId, subnets } = await withNetwork();
  const launch = (): Promise<unknown> =>
    ec2.runInstances({
      MinCount: 1,
      MaxCount: 1,
      ImageId: imageId,
      InstanceType: "t3.small",
      SubnetId: the(subnets[0]),
      IamInstanceProfile: { Name: "p" },
    });
  const make = async (): Promise<void> => {
    await iam.createInstanceProfile({ InstanceProfileName: "p" });
    await iam.addRoleToInstanceProfile({ InstanceProfileName: "p", RoleName: "r" });
  };
  await iam.createRole({ RoleName: "r", AssumeRolePolicyDocument: trust });
  await make();
  await expectRefusal(launch(), "InvalidParameterValue", /Invalid IAM Instance Profile name/);
  await account.clock.sleep(8000);
  await launch();
  await iam.removeRoleFromInstanceProfile({ InstanceProfileName: "p", RoleName: "r" });
  await iam.deleteInstanceProfile({ InstanceProfileName: "p" });
  await make();
  await expectRefusal(launch(), "InvalidParameterValue", /Invalid IAM Instance Profile name/);
  await account.clock.sleep(1500);
  await launch();
});

it("a key of a role replaces one of another case, and of a profile stands beside it", async () => {
  const { iam } = world;
  for (const Key of ["Team", "team"]) {
    await iam.tagRole({ RoleName: "member", Tags: [{ Key, Value: Key }] });
    await iam.tagInstanceProfile({ InstanceProfileName: "member", Tags: [{ Key, Value: Key }] });
  }
  const ofRole = await iam.listRoleTags({ RoleName: "member" });
  const ofProfile = await iam.listInstanceProfileTags({ InstanceProfileName: "member" });
  expect(ofRole.Tags?.map(({ Key }) => Key)).toEqual(["drydock:cluster", "team"]);
  expect(ofProfile.Tags?.map(({ Key }) => Key)).toEqual(["Team", "team"]);
});

it("who asks", async () => {
  expect(await world.sts.getCallerIdentity({})).toMatchObject({
    Account: "123456789012",
    Arn: "arn:aws:iam::123456789012:user/drydock",
    UserId: expect.stringMatching(/^AIDA[A-Z2-7]{17}$/),
  });
});
