import { describe, expect, it } from "vitest";
import { simulateAccount } from "./account.ts";
import type { SimulatedAccountOptions } from "./options.ts";
import { onCall } from "./faults/fault.ts";

/** An account whose listings are so far behind. */
function behind(listingLag: SimulatedAccountOptions["listingLag"], seed: number | string = 1) {
  const account = simulateAccount({ seed, latency: "none", ...(listingLag !== undefined && { listingLag }) });
  const ask = async (service: string, operation: string, input: object = {}) =>
    (await account.handle(service, operation, input)) as Record<string, unknown>;
  /** How many things that an operation lists. */
  const count = async (service: string, operation: string, member: string, input: object = {}) =>
    ((await ask(service, operation, input))[member] as unknown[]).length;
  return { account, ask, count, sleep: (seconds: number) => account.clock.sleep(seconds * 1000) };
}

const trust = JSON.stringify({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Principal: { Service: "ec2.amazonaws.com" }, Action: "sts:AssumeRole" }],
});

interface Case {
  readonly service: string;
  readonly seconds: number;
  readonly make: readonly [operation: string, input: object];
  readonly list: readonly [operation: string, member: string, input?: object];
  readonly byName: readonly [operation: string, input: object];
  readonly remove: readonly [operation: string, input: object];
}

const cases: readonly Case[] = [
  {
    service: "SecretsManager",
    seconds: 300,
    make: ["CreateSecret", { Name: "one", SecretString: "s", ClientRequestToken: "0".repeat(32) }],
    list: ["ListSecrets", "SecretList"],
    byName: ["DescribeSecret", { SecretId: "one" }],
    remove: ["DeleteSecret", { SecretId: "one", ForceDeleteWithoutRecovery: true }],
  },
  {
    service: "IAM",
    seconds: 60,
    make: ["CreateRole", { RoleName: "one", AssumeRolePolicyDocument: trust }],
    list: ["GetAccountAuthorizationDetails", "RoleDetailList", { Filter: ["Role"] }],
    byName: ["GetRole", { RoleName: "one" }],
    remove: ["DeleteRole", { RoleName: "one" }],
  },
  {
    service: "SSM",
    seconds: 60,
    make: ["PutParameter", { Name: "/a/one", Value: "v", Type: "String" }],
    list: ["GetParametersByPath", "Parameters", { Path: "/a" }],
    byName: ["GetParameter", { Name: "/a/one" }],
    remove: ["DeleteParameter", { Name: "/a/one" }],
  },
  {
    service: "S3",
    seconds: 60,
    make: ["CreateBucket", { Bucket: "one-of-mine", CreateBucketConfiguration: { LocationConstraint: "us-west-2" } }],
    list: ["ListBuckets", "Buckets"],
    byName: ["HeadBucket", { Bucket: "one-of-mine" }],
    remove: ["DeleteBucket", { Bucket: "one-of-mine" }],
  },
];

describe("listings that are behind", () => {
  it.each(cases)("of $service show late what is new and what has gone; by name it is known at once", async (one) => {
    const { account, ask, count, sleep } = behind("worst");
    const list = () => count(one.service, ...one.list);
    await ask(one.service, ...one.make);
    expect(await list()).toBe(0);
    await ask(one.service, ...one.byName);
    await sleep(one.seconds);
    expect(await list()).toBe(1);
    await ask(one.service, ...one.remove);
    await expect(account.handle(one.service, ...one.byName)).rejects.toThrow();
    expect(await list()).toBe(1);
    await sleep(one.seconds);
    expect(await list()).toBe(0);
  });

  it("of EC2 show by place sooner than by tag, and not always what they have shown", async () => {
    const seen = { place: 0, tag: 0, lost: 0 };
    for (let seed = 1; seed <= 8; seed += 1) {
      const { ask, count, sleep } = behind({ EC2: 300 }, seed);
      const TagSpecifications = [{ ResourceType: "vpc", Tags: [{ Key: "a", Value: "b" }] }];
      await ask("EC2", "CreateVpc", { CidrBlock: "10.0.0.0/16", TagSpecifications });
      const by = (Name: string, value: string) =>
        count("EC2", "DescribeVpcs", "Vpcs", { Filters: [{ Name, Values: [value] }] });
      let last = 0;
      for (let at = 5; at < 300; at += 5) {
        await sleep(5);
        seen.tag += await by("tag:a", "b");
        const now = await by("cidr", "10.0.0.0/16");
        seen.place += now;
        if (now < last) seen.lost += 1;
        last = now;
      }
      await sleep(5);
      expect([await by("tag:a", "b"), await by("cidr", "10.0.0.0/16")]).toEqual([1, 1]);
    }
    expect(seen.tag).toBe(0);
    expect(seen.place).toBeGreaterThan(0);
    expect(seen.lost).toBeGreaterThan(0);
  });

  it("of other services are not behind where one is named", async () => {
    const { ask, count } = behind({ IAM: 10 });
    await ask("S3", ...cases[3]!.make);
    expect(await count("S3", "ListBuckets", "Buckets")).toBe(1);
  });
});

describe("a listing that leaves one thing out", () => {
  it("does so as often as it is told to, and nothing else is missing", async () => {
    const faults = [onCall("EC2.DescribeVpcs", { kind: "omit", place: 1 }, { nth: 2 })];
    const account = simulateAccount({ seed: 1, latency: "none", faults });
    for (const net of [1, 2, 3]) await account.handle("EC2", "CreateVpc", { CidrBlock: `10.${net}.0.0/16` });
    const ranges = async () =>
      ((await account.handle("EC2", "DescribeVpcs", {})) as { Vpcs: { CidrBlock: string }[] }).Vpcs.map(
        ({ CidrBlock }) => CidrBlock,
      );
    const all = ["10.1.0.0/16", "10.2.0.0/16", "10.3.0.0/16"];
    expect([await ranges(), await ranges(), await ranges()]).toEqual([all, ["10.1.0.0/16", "10.3.0.0/16"], all]);
  });

  it("of nothing is as it was", async () => {
    const faults = [onCall("EC2.DescribeVpcs", { kind: "omit" })];
    const account = simulateAccount({ seed: 1, latency: "none", faults });
    expect(await account.handle("EC2", "DescribeVpcs", {})).toMatchObject({ Vpcs: [] });
  });
});
