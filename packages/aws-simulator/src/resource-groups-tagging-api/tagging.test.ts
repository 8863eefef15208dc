import { ResourceGroupsTaggingAPI } from "@aws-sdk/client-resource-groups-tagging-api";
import { describe, expect, it } from "vitest";
import { simulateAccount } from "../account.ts";

const owner = [{ Key: "owner", Value: "a" }];

async function furnished(staleReads: boolean) {
  const account = simulateAccount({ seed: "tagging", latency: "none", staleReads });
  const { region, client, plugins } = account.connection;
  const api = new ResourceGroupsTaggingAPI({ ...client, region });
  for (const plugin of plugins ?? []) api.middlewareStack.use(plugin);
  const TagSpecifications = [{ ResourceType: "vpc", Tags: owner }];
  const { Vpc } = (await account.handle("EC2", "CreateVpc", { CidrBlock: "10.0.0.0/16", TagSpecifications })) as {
    Vpc: { VpcId: string };
  };
  await account.handle("SSM", "PutParameter", { Name: "/a/b", Value: "1", Type: "String", Tags: owner });
  await account.handle("SecretsManager", "CreateSecret", { Name: "a/b", SecretString: "1", Tags: owner });
  const allowed = { Effect: "Allow", Principal: { Service: "ec2.amazonaws.com" }, Action: "sts:AssumeRole" };
  const trust = JSON.stringify({ Version: "2012-10-17", Statement: [allowed] });
  await account.handle("IAM", "CreateRole", { RoleName: "r", AssumeRolePolicyDocument: trust, Tags: owner });
  const list = async (more: object = {}) => {
    const { ResourceTagMappingList = [] } = await api.getResources({ TagFilters: [{ Key: "owner" }], ...more });
    return ResourceTagMappingList.map(({ ResourceARN = "" }) => ResourceARN.split(":").slice(2, 3).join());
  };
  return { account, api, vpcId: Vpc.VpcId, list };
}

describe("GetResources", () => {
  it("lists what bears the tags, of the services that AWS indexes", async () => {
    const { list } = await furnished(false);
    expect(await list()).toEqual(["ec2", "secretsmanager", "ssm"]);
    expect(await list({ TagFilters: [{ Key: "owner", Values: ["a", "b"] }] })).toHaveLength(3);
    expect(await list({ TagFilters: [{ Key: "owner", Values: ["b"] }] })).toEqual([]);
    expect(await list({ TagFilters: [{ Key: "owner" }, { Key: "other" }] })).toEqual([]);
    expect(await list({ ResourceTypeFilters: ["ssm", "ec2:vpc"] })).toEqual(["ec2", "ssm"]);
    expect(await list({ ResourceTypeFilters: ["ec2:subnet"] })).toEqual([]);
  });

  it("gives pages, the last with an empty token", async () => {
    const { api } = await furnished(false);
    const first = await api.getResources({ ResourcesPerPage: 2, TagFilters: [{ Key: "owner" }] });
    const { PaginationToken } = first;
    const second = await api.getResources({ ResourcesPerPage: 2, TagFilters: [{ Key: "owner" }], PaginationToken });
    expect([first.ResourceTagMappingList?.length, second.ResourceTagMappingList?.length]).toEqual([2, 1]);
    expect(second.PaginationToken).toBe("");
    await expect(api.getResources({ ResourcesPerPage: 101 })).rejects.toThrow("between 1 and 100");
    await expect(api.getResources({ PaginationToken: "x" })).rejects.toMatchObject({
      name: "PaginationTokenExpiredException",
    });
  });

  it("goes on to list what is gone", async () => {
    const account = simulateAccount({ seed: "tagging", latency: "typical" });
    await account.handle("SSM", "PutParameter", { Name: "/a/b", Value: "1", Type: "String", Tags: owner });
    const count = async () =>
      ((await account.handle("ResourceGroupsTaggingAPI", "GetResources", {})) as { ResourceTagMappingList: unknown[] })
        .ResourceTagMappingList.length;
    expect(await count()).toBe(1);
    await account.handle("SSM", "DeleteParameter", { Name: "/a/b" });
    expect(await count()).toBe(1);
    await account.connection.clock.sleep(1_199_000);
    expect(await count()).toBe(1);
    await account.connection.clock.sleep(2_000);
    expect(await count()).toBe(0);
  });

  it("hears late of what is new, in an account with stale reads", async () => {
    const account = simulateAccount({ seed: "tagging", latency: "typical", staleReads: true });
    await account.handle("SSM", "PutParameter", { Name: "/a/b", Value: "1", Type: "String", Tags: owner });
    const count = async () =>
      ((await account.handle("ResourceGroupsTaggingAPI", "GetResources", {})) as { ResourceTagMappingList: unknown[] })
        .ResourceTagMappingList.length;
    expect(await count()).toBe(0);
    await account.connection.clock.sleep(61_000);
    expect(await count()).toBe(1);
  });
});
