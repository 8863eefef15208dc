import { expect, it } from "vitest";
import { serviceWorld, type ServiceWorld, the } from "../../test/service-world.ts";
import { expectTwoPages } from "../../test/two-pages.ts";

const trust = JSON.stringify({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Principal: { Service: "ec2.amazonaws.com" }, Action: "sts:AssumeRole" }],
});
const policy = JSON.stringify({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Action: "s3:GetObject", Resource: "*" }],
});

/** An account with two of everything that is listed, all of it the role `a`'s or the profile `a`'s. */
async function twoOfEverything(): Promise<ServiceWorld> {
  const world = serviceWorld({ latency: "none" });
  const { iam } = world;
  const Tags = ["x", "y"].map((Key) => ({ Key, Value: "" }));
  for (const name of ["a", "b"]) {
    await iam.createRole({ RoleName: name, AssumeRolePolicyDocument: trust, Tags });
    await iam.createInstanceProfile({ InstanceProfileName: name, Tags });
    const { Policy } = await iam.createPolicy({ PolicyName: name, PolicyDocument: policy });
    await iam.putRolePolicy({ RoleName: "a", PolicyName: name, PolicyDocument: policy });
    await iam.attachRolePolicy({ RoleName: "a", PolicyArn: the(Policy?.Arn) });
    await iam.addRoleToInstanceProfile({ InstanceProfileName: name, RoleName: "a" });
  }
  return world;
}

const ofRole = { RoleName: "a" };
const listings: readonly (readonly [string, (iam: ServiceWorld["iam"], cut: object) => Promise<object>])[] = [
  ["ListRoles", (iam, cut) => iam.listRoles(cut)],
  ["ListPolicies", (iam, cut) => iam.listPolicies(cut)],
  ["ListRolePolicies", (iam, cut) => iam.listRolePolicies({ ...ofRole, ...cut })],
  ["ListAttachedRolePolicies", (iam, cut) => iam.listAttachedRolePolicies({ ...ofRole, ...cut })],
  ["ListInstanceProfiles", (iam, cut) => iam.listInstanceProfiles(cut)],
  ["ListInstanceProfilesForRole", (iam, cut) => iam.listInstanceProfilesForRole({ ...ofRole, ...cut })],
  ["ListRoleTags", (iam, cut) => iam.listRoleTags({ ...ofRole, ...cut })],
  ["ListInstanceProfileTags", (iam, cut) => iam.listInstanceProfileTags({ InstanceProfileName: "a", ...cut })],
  ["GetAccountAuthorizationDetails", (iam, cut) => iam.getAccountAuthorizationDetails({ Filter: ["Role"], ...cut })],
];

it("a listing goes on however long the names are", async () => {
  const { iam } = serviceWorld({ latency: "none" });
  const Path = `/${"a".repeat(500)}/`;
  for (const PolicyName of ["a", "b"]) await iam.createPolicy({ PolicyName, Path, PolicyDocument: policy });
  const { Marker } = await iam.listPolicies({ MaxItems: 1 });
  expect((await iam.listPolicies({ Marker: the(Marker) })).Policies).toMatchObject([{ PolicyName: "b" }]);
});

it.each(listings)("%s is cut by MaxItems and goes on at its Marker", async (_, list) => {
  const { iam } = await twoOfEverything();
  const words = { size: "MaxItems", token: "Marker", next: "Marker", refusal: "ValidationError" };
  await expectTwoPages(words, (cut) => list(iam, cut));
  expect(await list(iam, { MaxItems: 1 })).toMatchObject({ IsTruncated: true });
  expect(await list(iam, {})).toMatchObject({ IsTruncated: false });
});
