import { EC2 } from "@aws-sdk/client-ec2";
import { beforeAll, describe, expect, it } from "vitest";
import { motoMissing, motoVersion } from "../../../tools/moto.ts";
import { motoAccount } from "../../../tools/moto-account.ts";
import { skipReason } from "../../../tools/required.ts";
import { ec2World, layOut, the } from "./ec2-world.ts";

type World = Awaited<ReturnType<typeof layOut>> & { readonly ec2: EC2 };

type Case = {
  readonly what: string;
  /**
   * What moto answers instead ("Error": HTTP 500 without a code); AWS answers as the simulated account does
   * (its API's error codes and user guides).
   */
  readonly moto?: string;
} & (
  | { readonly call: (ec2: EC2) => Promise<unknown>; readonly within?: never }
  | { readonly call?: never; readonly within: (world: World) => Promise<unknown> }
);

const nobody = "0123456789abcdef0";
function run({ ec2, x86, subnetB }: World, extra: object): Promise<unknown> {
  return ec2.runInstances({
    MinCount: 1,
    MaxCount: 1,
    ImageId: x86,
    InstanceType: "t3.small",
    SubnetId: subnetB,
    ...extra,
  });
}
async function twice<T>(act: () => Promise<T>): Promise<T> {
  await act();
  return act();
}

const cases: readonly Case[] = [
  { what: "a malformed CIDR", call: (ec2) => ec2.createVpc({ CidrBlock: "banana" }) },
  { what: "a VPC of /8", call: (ec2) => ec2.createVpc({ CidrBlock: "10.0.0.0/8" }) },
  { what: "an unknown VPC", call: (ec2) => ec2.describeVpcs({ VpcIds: [`vpc-${nobody}`] }) },
  {
    what: "an overlapping subnet",
    within: ({ ec2, vpcId }) => ec2.createSubnet({ VpcId: vpcId, CidrBlock: "10.0.1.128/25" }),
  },
  {
    what: "a subnet outside",
    within: ({ ec2, vpcId }) => ec2.createSubnet({ VpcId: vpcId, CidrBlock: "10.1.0.0/24" }),
  },
  { what: "an unknown subnet", call: (ec2) => ec2.deleteSubnet({ SubnetId: `subnet-${nobody}` }) },
  { what: "an unknown gateway", call: (ec2) => ec2.deleteInternetGateway({ InternetGatewayId: `igw-${nobody}` }) },
  {
    what: "deleting an attached gateway",
    within: ({ ec2, gatewayId }) => ec2.deleteInternetGateway({ InternetGatewayId: gatewayId }),
  },
  { what: "an unknown allocation", call: (ec2) => ec2.releaseAddress({ AllocationId: `eipalloc-${nobody}` }) },
  {
    what: "an unknown NAT gateway",
    moto: "Error",
    call: (ec2) => ec2.deleteNatGateway({ NatGatewayId: `nat-${nobody}` }),
  },
  { what: "an unknown route table", call: (ec2) => ec2.deleteRouteTable({ RouteTableId: `rtb-${nobody}` }) },
  {
    what: "an unknown table association",
    call: (ec2) => ec2.disassociateRouteTable({ AssociationId: `rtbassoc-${nobody}` }),
  },
  {
    what: "a group name twice",
    within: ({ ec2, vpcId }) => ec2.createSecurityGroup({ VpcId: vpcId, GroupName: "members", Description: "again" }),
  },
  {
    what: "a rule twice",
    within: ({ ec2, groupId }) =>
      twice(() =>
        ec2.authorizeSecurityGroupIngress({
          GroupId: groupId,
          IpPermissions: [{ IpProtocol: "tcp", FromPort: 1, ToPort: 1, IpRanges: [{ CidrIp: "10.0.0.0/8" }] }],
        }),
      ),
  },
  { what: "an unknown group", call: (ec2) => ec2.deleteSecurityGroup({ GroupId: `sg-${nobody}` }) },
  {
    what: "an unknown interface",
    call: (ec2) => ec2.deleteNetworkInterface({ NetworkInterfaceId: `eni-${nobody}` }),
  },
  { what: "an unknown volume", call: (ec2) => ec2.deleteVolume({ VolumeId: `vol-${nobody}` }) },
  { what: "an unknown instance", call: (ec2) => ec2.terminateInstances({ InstanceIds: [`i-${nobody}`] }) },
  {
    what: "a template name twice",
    call: (ec2) =>
      twice(() =>
        ec2.createLaunchTemplate({ LaunchTemplateName: "twice", LaunchTemplateData: { InstanceType: "t3.small" } }),
      ),
  },
  { what: "an unknown image", moto: "accepted", within: (world) => run(world, { ImageId: `ami-${nobody}` }) },
  { what: "an unknown key pair", moto: "accepted", within: (world) => run(world, { KeyName: "nobody" }) },
  { what: "a dry run of a launch", within: (world) => run(world, { DryRun: true }) },
  {
    what: "an unknown filter",
    moto: "Error",
    call: (ec2) => ec2.describeVpcs({ Filters: [{ Name: "colour", Values: ["blue"] }] }),
  },
  {
    what: "an address taken",
    moto: "accepted",
    within: ({ ec2, subnetA }) =>
      twice(() => ec2.createNetworkInterface({ SubnetId: subnetA, PrivateIpAddress: "10.0.1.50" })),
  },
  {
    what: "an address reserved",
    moto: "accepted",
    within: ({ ec2, subnetA }) => ec2.createNetworkInterface({ SubnetId: subnetA, PrivateIpAddress: "10.0.1.1" }),
  },
  {
    what: "an address outside its subnet",
    moto: "accepted",
    within: ({ ec2, subnetA }) => ec2.createNetworkInterface({ SubnetId: subnetA, PrivateIpAddress: "10.0.2.50" }),
  },
  {
    what: "deleting a subnet with an interface",
    moto: "accepted",
    within: async ({ ec2, subnetB }) => {
      await ec2.createNetworkInterface({ SubnetId: subnetB });
      await ec2.deleteSubnet({ SubnetId: subnetB });
    },
  },
  { what: "deleting a VPC with subnets", within: ({ ec2, vpcId }) => ec2.deleteVpc({ VpcId: vpcId }) },
  {
    what: "an interface in use",
    moto: "accepted",
    within: async (world) => {
      const { NetworkInterface } = await world.ec2.createNetworkInterface({ SubnetId: world.subnetA });
      const NetworkInterfaces = [{ DeviceIndex: 0, NetworkInterfaceId: the(NetworkInterface?.NetworkInterfaceId) }];
      return twice(() => run(world, { SubnetId: undefined, NetworkInterfaces }));
    },
  },
  {
    what: "other parameters under a used token",
    moto: "accepted",
    call: async (ec2) => {
      await ec2.createVolume({ AvailabilityZone: "us-west-2a", Size: 8, ClientToken: "one" });
      await ec2.createVolume({ AvailabilityZone: "us-west-2a", Size: 9, ClientToken: "one" });
    },
  },
];

const missing = skipReason("the simulated EC2 beside moto", motoMissing());

describe.skipIf(missing !== undefined)(
  `the simulated EC2 beside moto ${motoVersion}${missing === undefined ? "" : ` (skipped: ${missing})`}`,
  () => {
    let moto: EC2;
    beforeAll(async () => {
      const { plugin, ...connection } = await motoAccount("100000000003");
      moto = new EC2({ region: "us-west-2", maxAttempts: 1, ...connection });
      moto.middlewareStack.use(plugin);
    });

    const outcome = async ({ call, within }: Case, ec2: EC2): Promise<string> => {
      const asked = call === undefined ? within({ ec2, ...(await layOut(ec2)) }) : call(ec2);
      return asked.then(
        () => "accepted",
        (error: Error) => error.name,
      );
    };

    it.each(cases)("$what", async (one) => {
      const simulated = await outcome(one, ec2World({ latency: "none" }).ec2);
      expect(simulated).not.toBe("accepted");
      expect(await outcome(one, moto)).toBe(one.moto ?? simulated);
    });
  },
);
