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

  const hour = 3_600_000;
  const parameter = { Name: "/a/b", Value: "1", Type: "String", Tags: owner };

  /** An account in which parameters come and go, and how many the index lists now. */
  function counted(staleReads: boolean) {
    const account = simulateAccount({ seed: "tagging", latency: "typical", staleReads });
    const answer = () => account.handle("ResourceGroupsTaggingAPI", "GetResources", {});
    const count = async () => ((await answer()) as { ResourceTagMappingList: unknown[] }).ResourceTagMappingList.length;
    return { account, count, sleep: account.connection.clock.sleep };
  }

  it.each(["asked before", "never asked before"])(
    "goes on to list for 20 minutes what is gone, counted from its end: %s",
    async (asked) => {
      const { account, count, sleep } = counted(false);
      await account.handle("SSM", "PutParameter", parameter);
      if (asked === "asked before") expect(await count()).toBe(1);
      await account.handle("SSM", "DeleteParameter", { Name: "/a/b" });
      await sleep(1_190_000);
      expect(await count()).toBe(1);
      await sleep(20_000);
      expect(await count()).toBe(0);
    },
  );

  it("has forgotten what went an hour ago, though nobody asked since", async () => {
    const { account, count, sleep } = counted(false);
    await account.handle("SSM", "PutParameter", parameter);
    expect(await count()).toBe(1);
    await account.handle("SSM", "DeleteParameter", { Name: "/a/b" });
    await sleep(hour);
    expect(await count()).toBe(0);
  });

  it("forgets what ends by itself from the instant of its end", async () => {
    const { account, count, sleep } = counted(false);
    await account.handle("SecretsManager", "CreateSecret", { Name: "a/b", SecretString: "1", Tags: owner });
    await account.handle("SecretsManager", "DeleteSecret", { SecretId: "a/b", RecoveryWindowInDays: 7 });
    await sleep(7 * 24 * hour - 60_000);
    expect(await count()).toBe(1);
    await sleep(2 * hour);
    expect(await count()).toBe(0);
  });

  it("lists what came again under its name", async () => {
    const { account, count, sleep } = counted(false);
    await account.handle("SSM", "PutParameter", parameter);
    await account.handle("SSM", "DeleteParameter", { Name: "/a/b" });
    expect(await count()).toBe(1);
    await account.handle("SSM", "PutParameter", parameter);
    await sleep(hour);
    expect(await count()).toBe(1);
  });

  it("hears late of what is new, in an account with stale reads, and late is counted from its beginning", async () => {
    const { account, count, sleep } = counted(true);
    await account.handle("SSM", "PutParameter", parameter);
    expect(await count()).toBe(0);
    await sleep(61_000);
    expect(await count()).toBe(1);

    const unasked = counted(true);
    await unasked.account.handle("SSM", "PutParameter", parameter);
    await unasked.sleep(hour);
    expect(await unasked.count()).toBe(1);
  });

  it.each([
    ["us-west-2", 0],
    ["us-east-1", 1],
  ])("of what is global knows in %s so many: %d", async (region, zones) => {
    const account = simulateAccount({ seed: "tagging", latency: "none", region });
    const { HostedZone } = (await account.handle("Route53", "CreateHostedZone", {
      Name: "a.example",
      CallerReference: "1",
    })) as { HostedZone: { Id: string } };
    const ResourceId = HostedZone.Id.replace("/hostedzone/", "");
    await account.handle("Route53", "ChangeTagsForResource", {
      ResourceType: "hostedzone",
      ResourceId,
      AddTags: owner,
    });
    const { ResourceTagMappingList } = (await account.handle("ResourceGroupsTaggingAPI", "GetResources", {})) as {
      ResourceTagMappingList: { ResourceARN: string }[];
    };
    expect(ResourceTagMappingList.map(({ ResourceARN }) => ResourceARN)).toEqual(
      zones === 0 ? [] : [`arn:aws:route53:::hostedzone/${ResourceId}`],
    );
  });

  it.each([
    ["more values than 20", { TagFilters: [{ Key: "a", Values: Array.from({ length: 21 }, String) }] }],
    ["a key of more than 128 characters", { TagFilters: [{ Key: "a".repeat(129) }] }],
    ["more filters than 50", { TagFilters: Array.from({ length: 51 }, (_, index) => ({ Key: String(index) })) }],
    ["filters beside ARNs", { TagFilters: [{ Key: "a" }], ResourceARNList: ["arn:aws:s3:::a"] }],
    ["types beside ARNs", { ResourceTypeFilters: ["s3"], ResourceARNList: ["arn:aws:s3:::a"] }],
  ])("refuses %s", async (_what, input) => {
    const { api } = await furnished(false);
    await expect(api.getResources(input)).rejects.toMatchObject({ name: "InvalidParameterException" });
  });

  it("picks by ARN", async () => {
    const { account, api } = await furnished(false);
    const arn = `arn:aws:ssm:${account.region}:${account.accountId}:parameter/a/b`;
    const { ResourceTagMappingList = [] } = await api.getResources({ ResourceARNList: [arn] });
    expect(ResourceTagMappingList.map(({ ResourceARN }) => ResourceARN)).toEqual([arn]);
  });
});
