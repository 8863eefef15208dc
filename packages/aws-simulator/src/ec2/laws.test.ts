import fc from "fast-check";
import { type EC2, paginateDescribeSubnets } from "@aws-sdk/client-ec2";
import { expect, it } from "vitest";
import { ec2World, laidOut, type LaidOut, the } from "../../test/ec2-world.ts";
import { contains, overlap, parseCidr } from "./cidr.ts";
import { filtered } from "./filters.ts";

function codeOf(call: Promise<unknown>): Promise<string> {
  return call.then(
    () => "ok",
    (error: Error) => error.name,
  );
}

it("whatever is asked for, subnets never overlap and stay within their VPC", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(
        fc.record({ host: fc.integer({ min: 0, max: 2 ** 17 - 1 }), prefix: fc.integer({ min: 14, max: 30 }) }),
        { maxLength: 25 },
      ),
      async (wanted) => {
        const { ec2 } = ec2World({ latency: "none" });
        const VpcId = the((await ec2.createVpc({ CidrBlock: "10.0.0.0/16" })).Vpc?.VpcId);
        const outcomes = new Set<string>();
        for (const { host, prefix } of wanted) {
          const CidrBlock = `10.${host >> 16}.${(host >> 8) & 255}.${host & 255}/${prefix}`;
          outcomes.add(await codeOf(ec2.createSubnet({ VpcId, CidrBlock })));
        }
        expect(
          [...outcomes].filter((code) => !["ok", "InvalidSubnet.Range", "InvalidSubnet.Conflict"].includes(code)),
        ).toEqual([]);
        const made = ((await ec2.describeSubnets({})).Subnets ?? []).map(({ CidrBlock }) =>
          the(parseCidr(the(CidrBlock))),
        );
        const vpc = the(parseCidr("10.0.0.0/16"));
        for (const [index, subnet] of made.entries()) {
          expect(contains(vpc, subnet)).toBe(true);
          for (const other of made.slice(index + 1)) expect(overlap(subnet, other)).toBe(false);
        }
      },
    ),
    { numRuns: 40 },
  );
});

it("no two interfaces of a subnet share an address, and none gets a reserved one, until the subnet is full", async () => {
  const { ec2 } = ec2World({ latency: "none" });
  const VpcId = the((await ec2.createVpc({ CidrBlock: "10.0.0.0/24" })).Vpc?.VpcId);
  const SubnetId = the((await ec2.createSubnet({ VpcId, CidrBlock: "10.0.0.16/28" })).Subnet?.SubnetId);
  const addresses: string[] = [];
  for (let free = 11; free > 0; free -= 1) {
    expect((await ec2.describeSubnets({})).Subnets?.[0]?.AvailableIpAddressCount).toBe(free);
    addresses.push(the((await ec2.createNetworkInterface({ SubnetId })).NetworkInterface?.PrivateIpAddress));
  }
  expect(addresses.toSorted()).toEqual(Array.from({ length: 11 }, (_, index) => `10.0.0.${20 + index}`));
  expect(await codeOf(ec2.createNetworkInterface({ SubnetId }))).toBe("InsufficientFreeAddressesInSubnet");
});

it("pages put together are the whole listing, whatever their size", async () => {
  const { ec2 } = ec2World({ latency: "none" });
  const VpcId = the((await ec2.createVpc({ CidrBlock: "10.0.0.0/16" })).Vpc?.VpcId);
  for (let third = 0; third < 23; third += 1) await ec2.createSubnet({ VpcId, CidrBlock: `10.0.${third}.0/24` });
  const whole = (await ec2.describeSubnets({})).Subnets;
  for (const pageSize of [5, 7, 22, 23, 24]) {
    const pages = [];
    for await (const { Subnets } of paginateDescribeSubnets({ client: ec2, pageSize }, {})) pages.push(Subnets ?? []);
    expect(pages.flat()).toEqual(whole);
    expect(pages).toHaveLength(Math.ceil(23 / pageSize));
  }
});

it("a page after a deletion neither repeats nor skips what remains", async () => {
  const { ec2 } = ec2World({ latency: "none" });
  const VpcId = the((await ec2.createVpc({ CidrBlock: "10.0.0.0/16" })).Vpc?.VpcId);
  for (let third = 0; third < 12; third += 1) await ec2.createSubnet({ VpcId, CidrBlock: `10.0.${third}.0/24` });
  const first = await ec2.describeSubnets({ MaxResults: 5 });
  await ec2.deleteSubnet({ SubnetId: the(first.Subnets?.[0]?.SubnetId) });
  const second = await ec2.describeSubnets({ MaxResults: 100, NextToken: first.NextToken });
  expect(second.Subnets?.map(({ CidrBlock }) => CidrBlock)).toEqual(
    Array.from({ length: 7 }, (_, index) => `10.0.${index + 5}.0/24`),
  );
});

it("a filter's * and ? match as shell patterns do, and everything else literally", () => {
  const row = (value: string) => ({ value, tags: new Map([["Name", value]]) });
  fc.assert(
    fc.property(fc.string({ maxLength: 12 }), fc.string({ maxLength: 12 }), (head, tail) => {
      const escape = (text: string): string => text.replaceAll(/[*?\\]/g, "\\$&");
      const rows = [row(`${head}${tail}`), row(`${head}-x-${tail}`), row(`${head}!${tail}!`)];
      const found = (pattern: string): number => filtered(rows, [{ Name: "tag:Name", Values: [pattern] }], {}).length;
      expect(found(escape(`${head}${tail}`))).toBeGreaterThanOrEqual(1);
      expect(found(`${escape(head)}*${escape(tail)}`)).toBeGreaterThanOrEqual(2);
      expect(found(`${escape(head)}???${escape(tail)}`)).toBeGreaterThanOrEqual(1);
      expect(found("*")).toBe(3);
    }),
  );
});

const tokenCalls: Readonly<Record<string, (world: LaidOut, ClientToken: string, other: boolean) => Promise<unknown>>> =
  {
    CreateRouteTable: ({ ec2, vpcId }, ClientToken, other) =>
      ec2.createRouteTable({
        VpcId: vpcId,
        ClientToken,
        ...(other && { TagSpecifications: [{ ResourceType: "route-table", Tags: [{ Key: "a", Value: "b" }] }] }),
      }),
    CreateNatGateway: async ({ ec2, subnetA }, ClientToken, other) => {
      const [address] = (await ec2.describeAddresses({})).Addresses ?? [];
      const AllocationId = address?.AllocationId ?? (await ec2.allocateAddress({})).AllocationId;
      return ec2.createNatGateway({
        SubnetId: subnetA,
        AllocationId,
        ClientToken,
        ...(other && { PrivateIpAddress: "10.0.1.9" }),
      });
    },
    CreateNetworkInterface: ({ ec2, subnetA }, ClientToken, other) =>
      ec2.createNetworkInterface({ SubnetId: subnetA, PrivateIpAddress: other ? "10.0.1.9" : "10.0.1.8", ClientToken }),
    CreateVolume: ({ ec2 }, ClientToken, other) =>
      ec2.createVolume({ AvailabilityZone: "us-west-2a", Size: other ? 9 : 8, ClientToken }),
    CreateVpcEndpoint: ({ ec2, vpcId }, ClientToken, other) =>
      ec2.createVpcEndpoint({
        VpcId: vpcId,
        ServiceName: `com.amazonaws.us-west-2.${other ? "dynamodb" : "s3"}`,
        ClientToken,
      }),
    CreateLaunchTemplate: ({ ec2, x86, arm }, ClientToken, other) =>
      ec2.createLaunchTemplate({
        LaunchTemplateName: "once",
        LaunchTemplateData: { ImageId: other ? arm : x86 },
        ClientToken,
      }),
    RunInstances: ({ ec2, x86, subnetA }, ClientToken, other) =>
      ec2.runInstances({
        MinCount: 1,
        MaxCount: 1,
        ImageId: x86,
        InstanceType: other ? "t3.large" : "t3.small",
        SubnetId: subnetA,
        ClientToken,
      }),
  };

it.each(Object.entries(tokenCalls))(
  "%s under one token makes one thing; other parameters under it are refused",
  async (_, call) => {
    const world = await laidOut({ latency: "none" });
    const once = await call(world, "token-1", false);
    const held = world.account.inventory().map(({ id }) => id);
    const twice = await call(world, "token-1", false);
    expect(world.account.inventory().map(({ id }) => id)).toEqual(held);
    const ids = (answer: unknown): string[] =>
      JSON.stringify(answer).match(/"(?:vpce|rtb|nat|eni|vol|lt|i)-0[0-9a-f]{16}"/g) ?? [];
    expect(ids(twice)[0]).toBe(ids(once)[0]);
    expect(await codeOf(call(world, "token-1", true))).toBe("IdempotentParameterMismatch");
    expect(await codeOf(call(world, "x".repeat(65), true))).toBe("InvalidClientToken");
    expect(world.account.inventory().map(({ id }) => id)).toEqual(held);
  },
);

it("the token of a terminated instance answers with that instance", async () => {
  const { ec2, account, x86, subnetA } = await laidOut();
  const run = () =>
    ec2.runInstances({
      MinCount: 1,
      MaxCount: 1,
      ImageId: x86,
      InstanceType: "t3.small",
      SubnetId: subnetA,
      ClientToken: "t",
    });
  const InstanceId = the((await run()).Instances?.[0]?.InstanceId);
  await ec2.terminateInstances({ InstanceIds: [InstanceId] });
  await account.clock.sleep(60_000);
  expect((await run()).Instances?.[0]).toMatchObject({ InstanceId, State: { Name: "terminated" } });
});

const dryCalls: Readonly<Record<string, (ec2: EC2, world: LaidOut) => Promise<unknown>>> = {
  CreateVpc: (ec2) => ec2.createVpc({ DryRun: true, CidrBlock: "10.1.0.0/16" }),
  CreateSubnet: (ec2, { vpcId }) => ec2.createSubnet({ DryRun: true, VpcId: vpcId, CidrBlock: "10.0.9.0/24" }),
  CreateInternetGateway: (ec2) => ec2.createInternetGateway({ DryRun: true }),
  AllocateAddress: (ec2) => ec2.allocateAddress({ DryRun: true }),
  CreateRouteTable: (ec2, { vpcId }) => ec2.createRouteTable({ DryRun: true, VpcId: vpcId }),
  CreateSecurityGroup: (ec2, { vpcId }) =>
    ec2.createSecurityGroup({ DryRun: true, VpcId: vpcId, GroupName: "new", Description: "new" }),
  AuthorizeSecurityGroupIngress: (ec2, { groupId }) =>
    ec2.authorizeSecurityGroupIngress({
      DryRun: true,
      GroupId: groupId,
      IpPermissions: [{ IpProtocol: "-1", IpRanges: [{ CidrIp: "10.0.0.0/8" }] }],
    }),
  CreateNetworkInterface: (ec2, { subnetA }) => ec2.createNetworkInterface({ DryRun: true, SubnetId: subnetA }),
  CreateVolume: (ec2) => ec2.createVolume({ DryRun: true, AvailabilityZone: "us-west-2a", Size: 8 }),
  CreateLaunchTemplate: (ec2) =>
    ec2.createLaunchTemplate({ DryRun: true, LaunchTemplateName: "dry", LaunchTemplateData: {} }),
  RunInstances: (ec2, { x86, subnetA }) =>
    ec2.runInstances({
      DryRun: true,
      MinCount: 1,
      MaxCount: 1,
      ImageId: x86,
      InstanceType: "t3.small",
      SubnetId: subnetA,
    }),
  CreateTags: (ec2, { vpcId }) =>
    ec2.createTags({ DryRun: true, Resources: [vpcId], Tags: [{ Key: "a", Value: "b" }] }),
  CreateVpcEndpoint: (ec2, { vpcId }) =>
    ec2.createVpcEndpoint({ DryRun: true, VpcId: vpcId, ServiceName: "com.amazonaws.us-west-2.s3" }),
  DeleteSubnet: (ec2, { subnetA }) => ec2.deleteSubnet({ DryRun: true, SubnetId: subnetA }),
  DeleteSecurityGroup: (ec2, { groupId }) => ec2.deleteSecurityGroup({ DryRun: true, GroupId: groupId }),
  DetachInternetGateway: (ec2, { vpcId, gatewayId }) =>
    ec2.detachInternetGateway({ DryRun: true, VpcId: vpcId, InternetGatewayId: gatewayId }),
};

it.each(Object.entries(dryCalls))(
  "a dry run of %s says that it would have succeeded, and changes nothing",
  async (_, call) => {
    const world = await laidOut({ latency: "none" });
    const before = world.account.inventory();
    await expect(call(world.ec2, world)).rejects.toMatchObject({
      name: "DryRunOperation",
      $metadata: { httpStatusCode: 412 },
    });
    expect(world.account.inventory()).toEqual(before);
  },
);

it("equal seeds give the same trace, id for id and millisecond for millisecond; another seed gives another", async () => {
  const trace = async (seed: number): Promise<string> => {
    const { ec2, account, subnetA, x86 } = await laidOut({ seed, latency: "sampled" });
    await Promise.all([
      ec2.allocateAddress({}),
      ec2.createNetworkInterface({ SubnetId: subnetA }),
      ec2.runInstances({ MinCount: 2, MaxCount: 2, ImageId: x86, InstanceType: "t3.small", SubnetId: subnetA }),
    ]);
    await account.clock.sleep(60_000);
    return JSON.stringify([account.calls, account.inventory()]);
  };
  const [one, again, other] = await Promise.all([trace(1), trace(1), trace(2)]);
  expect(again).toBe(one);
  expect(other).not.toBe(one);
});
