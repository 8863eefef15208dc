import { beforeAll, describe, expect, it } from "vitest";
import { laidOut, type LaidOut, the } from "../../test/ec2-world.ts";

/** A laid-out account with one of everything that something else can be refused for. */
async function furnished() {
  const world = await laidOut({ latency: "none", quotas: { vpcs: 3, addresses: 3 } });
  const { ec2, vpcId, subnetA, groupId, x86 } = world;
  const otherVpc = the((await ec2.createVpc({ CidrBlock: "10.9.0.0/16" })).Vpc?.VpcId);
  const otherSubnet = the((await ec2.createSubnet({ VpcId: otherVpc, CidrBlock: "10.9.0.0/24" })).Subnet?.SubnetId);
  const otherGroup = the(
    (await ec2.createSecurityGroup({ VpcId: otherVpc, GroupName: "other", Description: "other" })).GroupId,
  );
  const allocation = the((await ec2.allocateAddress({})).AllocationId);
  const natAllocation = the((await ec2.allocateAddress({})).AllocationId);
  const nat = the(
    (await ec2.createNatGateway({ SubnetId: subnetA, AllocationId: natAllocation })).NatGateway?.NatGatewayId,
  );
  const table = the((await ec2.createRouteTable({ VpcId: vpcId })).RouteTable?.RouteTableId);
  const association = the((await ec2.associateRouteTable({ RouteTableId: table, SubnetId: subnetA })).AssociationId);
  const secondTable = the((await ec2.createRouteTable({ VpcId: vpcId })).RouteTable?.RouteTableId);
  await ec2.createRoute({ RouteTableId: table, DestinationCidrBlock: "0.0.0.0/0", NatGatewayId: nat });
  await ec2.authorizeSecurityGroupIngress({
    GroupId: groupId,
    IpPermissions: [{ IpProtocol: "tcp", FromPort: 2379, ToPort: 2380, UserIdGroupPairs: [{ GroupId: groupId }] }],
  });
  const eni = the(
    (await ec2.createNetworkInterface({ SubnetId: subnetA, PrivateIpAddress: "10.0.1.100", Groups: [groupId] }))
      .NetworkInterface?.NetworkInterfaceId,
  );
  const launched = await ec2.runInstances({
    MinCount: 1,
    MaxCount: 1,
    ImageId: x86,
    InstanceType: "t3.small",
    NetworkInterfaces: [{ DeviceIndex: 0, NetworkInterfaceId: eni }],
  });
  const instance = the(launched.Instances?.[0]?.InstanceId);
  const volume = the((await ec2.createVolume({ AvailabilityZone: "us-west-2a", Size: 8, VolumeType: "gp3" })).VolumeId);
  const volumeB = the(
    (await ec2.createVolume({ AvailabilityZone: "us-west-2b", Size: 8, VolumeType: "gp3" })).VolumeId,
  );
  const root = the(
    (await ec2.describeVolumes({ Filters: [{ Name: "attachment.instance-id", Values: [instance] }] })).Volumes?.[0]
      ?.VolumeId,
  );
  const template = the(
    (await ec2.createLaunchTemplate({ LaunchTemplateName: "members", LaunchTemplateData: { ImageId: x86 } }))
      .LaunchTemplate?.LaunchTemplateId,
  );
  return {
    ...world,
    otherVpc,
    otherSubnet,
    otherGroup,
    allocation,
    natAllocation,
    nat,
    table,
    association,
    secondTable,
    eni,
    instance,
    volume,
    volumeB,
    root,
    template,
  };
}

type World = LaidOut & Awaited<ReturnType<typeof furnished>>;

const nobody = "0123456789abcdef0";
const anyKey = "AAAAC3NzaC1lZDI1NTE5AAAAIMVgMZoJ6JvmYGqu7VVbdFWYu0mVJYlV3n0Tqv0cVQ1b";
function run({ ec2, x86, subnetB }: World, extra: object = {}): Promise<unknown> {
  return ec2.runInstances({
    MinCount: 1,
    MaxCount: 1,
    ImageId: x86,
    InstanceType: "t3.small",
    SubnetId: subnetB,
    ...extra,
  });
}
function permit({ ec2, groupId }: World, permission: object): Promise<unknown> {
  return ec2.authorizeSecurityGroupIngress({ GroupId: groupId, IpPermissions: [permission] });
}

type Refusal = readonly [what: string, call: (world: World) => Promise<unknown>, code: string, words?: RegExp];

const vpcs: readonly Refusal[] = [
  [
    "a CIDR that is a banana",
    ({ ec2 }) => ec2.createVpc({ CidrBlock: "banana" }),
    "InvalidParameterValue",
    /\(banana\).*not a valid CIDR/,
  ],
  [
    "a CIDR with an octet over 255",
    ({ ec2 }) => ec2.createVpc({ CidrBlock: "10.0.256.0/16" }),
    "InvalidParameterValue",
  ],
  ["no CIDR", ({ ec2 }) => ec2.createVpc({}), "MissingParameter", /CidrBlock/],
  ["a VPC wider than /16", ({ ec2 }) => ec2.createVpc({ CidrBlock: "10.0.0.0/8" }), "InvalidVpc.Range"],
  ["a VPC narrower than /28", ({ ec2 }) => ec2.createVpc({ CidrBlock: "10.0.0.0/29" }), "InvalidVpc.Range"],
  [
    "one VPC over the quota",
    async ({ ec2 }) => {
      await ec2.createVpc({ CidrBlock: "10.1.0.0/16" });
      await ec2.createVpc({ CidrBlock: "10.2.0.0/16" });
    },
    "VpcLimitExceeded",
  ],
  [
    "a tag of AWS's own",
    ({ ec2 }) =>
      ec2.createVpc({
        CidrBlock: "10.1.0.0/16",
        TagSpecifications: [{ ResourceType: "vpc", Tags: [{ Key: "aws:x", Value: "" }] }],
      }),
    "InvalidParameterValue",
    /reserved for internal use/,
  ],
  [
    "a key twice",
    ({ ec2 }) =>
      ec2.createVpc({
        CidrBlock: "10.1.0.0/16",
        TagSpecifications: [
          {
            ResourceType: "vpc",
            Tags: [
              { Key: "a", Value: "1" },
              { Key: "a", Value: "2" },
            ],
          },
        ],
      }),
    "InvalidParameterValue",
    /Duplicate tag key/,
  ],
  [
    "tags for another type",
    ({ ec2 }) => ec2.createVpc({ CidrBlock: "10.1.0.0/16", TagSpecifications: [{ ResourceType: "subnet", Tags: [] }] }),
    "InvalidParameterValue",
    /'subnet' is not a valid taggable/,
  ],
  [
    "a VPC that does not exist",
    ({ ec2 }) => ec2.describeVpcs({ VpcIds: [`vpc-${nobody}`] }),
    "InvalidVpcID.NotFound",
    /vpc ID 'vpc-0123456789abcdef0' does not exist/,
  ],
  ["a malformed VPC id", ({ ec2 }) => ec2.describeVpcs({ VpcIds: ["banana"] }), "InvalidVpcID.Malformed"],
  [
    "an unknown filter",
    ({ ec2 }) => ec2.describeVpcs({ Filters: [{ Name: "colour", Values: ["blue"] }] }),
    "InvalidParameterValue",
    /filter 'colour' is invalid/,
  ],
  ["a page of two", ({ ec2 }) => ec2.describeVpcs({ MaxResults: 2 }), "InvalidParameterValue", /greater than 5/],
  [
    "ids with a page",
    ({ ec2, vpcId }) => ec2.describeVpcs({ VpcIds: [vpcId], MaxResults: 10 }),
    "InvalidParameterCombination",
  ],
  ["a token that is none", ({ ec2 }) => ec2.describeVpcs({ NextToken: "banana" }), "InvalidPaginationToken"],
  [
    "two attributes at once",
    ({ ec2, vpcId }) =>
      ec2.modifyVpcAttribute({ VpcId: vpcId, EnableDnsSupport: { Value: true }, EnableDnsHostnames: { Value: true } }),
    "InvalidParameterCombination",
  ],
  [
    "a VPC with subnets",
    ({ ec2, vpcId }) => ec2.deleteVpc({ VpcId: vpcId }),
    "DependencyViolation",
    /has dependencies and cannot be deleted/,
  ],
];

const subnets: readonly Refusal[] = [
  [
    "an overlap",
    ({ ec2, vpcId }) => ec2.createSubnet({ VpcId: vpcId, CidrBlock: "10.0.1.128/25" }),
    "InvalidSubnet.Conflict",
    /conflicts with another subnet/,
  ],
  [
    "a range outside the VPC",
    ({ ec2, vpcId }) => ec2.createSubnet({ VpcId: vpcId, CidrBlock: "10.1.0.0/24" }),
    "InvalidSubnet.Range",
  ],
  [
    "a subnet narrower than /28",
    ({ ec2, vpcId }) => ec2.createSubnet({ VpcId: vpcId, CidrBlock: "10.0.5.0/29" }),
    "InvalidSubnet.Range",
  ],
  [
    "a zone that is not there",
    ({ ec2, vpcId }) => ec2.createSubnet({ VpcId: vpcId, CidrBlock: "10.0.5.0/24", AvailabilityZone: "us-west-2z" }),
    "InvalidParameterValue",
    /us-west-2a, us-west-2b, us-west-2c/,
  ],
  [
    "an unknown VPC",
    ({ ec2 }) => ec2.createSubnet({ VpcId: `vpc-${nobody}`, CidrBlock: "10.0.5.0/24" }),
    "InvalidVpcID.NotFound",
  ],
  [
    "deletion with an interface in it",
    ({ ec2, subnetA }) => ec2.deleteSubnet({ SubnetId: subnetA }),
    "DependencyViolation",
  ],
  ["an unknown subnet", ({ ec2 }) => ec2.deleteSubnet({ SubnetId: `subnet-${nobody}` }), "InvalidSubnetID.NotFound"],
  [
    "an attribute that is not modelled",
    ({ ec2, subnetA }) => ec2.modifySubnetAttribute({ SubnetId: subnetA, EnableDns64: { Value: true } }),
    "UnsupportedOperation",
    /EnableDns64/,
  ],
];

const gateways: readonly Refusal[] = [
  [
    "a second gateway for a VPC",
    async ({ ec2, vpcId }) =>
      ec2.attachInternetGateway({
        VpcId: vpcId,
        InternetGatewayId: the((await ec2.createInternetGateway({})).InternetGateway?.InternetGatewayId),
      }),
    "Resource.AlreadyAssociated",
  ],
  [
    "a gateway that is attached",
    ({ ec2, otherVpc, gatewayId }) => ec2.attachInternetGateway({ VpcId: otherVpc, InternetGatewayId: gatewayId }),
    "Resource.AlreadyAssociated",
  ],
  [
    "deletion while attached",
    ({ ec2, gatewayId }) => ec2.deleteInternetGateway({ InternetGatewayId: gatewayId }),
    "DependencyViolation",
  ],
  [
    "detaching while addresses are mapped",
    ({ ec2, vpcId, gatewayId }) => ec2.detachInternetGateway({ VpcId: vpcId, InternetGatewayId: gatewayId }),
    "DependencyViolation",
    /mapped public address/,
  ],
  [
    "detaching from where it is not",
    ({ ec2, otherVpc, gatewayId }) => ec2.detachInternetGateway({ VpcId: otherVpc, InternetGatewayId: gatewayId }),
    "Gateway.NotAttached",
  ],
  [
    "an unknown gateway",
    ({ ec2 }) => ec2.deleteInternetGateway({ InternetGatewayId: `igw-${nobody}` }),
    "InvalidInternetGatewayID.NotFound",
  ],
  [
    "release of a NAT gateway's address",
    ({ ec2, natAllocation }) => ec2.releaseAddress({ AllocationId: natAllocation }),
    "AuthFailure",
  ],
  [
    "release of an associated address",
    async ({ ec2, eni, allocation }) => {
      await ec2.associateAddress({ AllocationId: allocation, NetworkInterfaceId: eni });
      await ec2.releaseAddress({ AllocationId: allocation });
    },
    "InvalidIPAddress.InUse",
  ],
  [
    "an unknown allocation",
    ({ ec2 }) => ec2.releaseAddress({ AllocationId: `eipalloc-${nobody}` }),
    "InvalidAllocationID.NotFound",
  ],
  [
    "an unknown public address",
    ({ ec2 }) => ec2.describeAddresses({ PublicIps: ["192.0.2.1"] }),
    "InvalidAddress.NotFound",
  ],
  [
    "an association that never was",
    ({ ec2 }) => ec2.disassociateAddress({ AssociationId: `eipassoc-${nobody}` }),
    "InvalidAssociationID.NotFound",
  ],
  [
    "one address over the quota",
    async ({ ec2 }) => {
      await ec2.allocateAddress({});
      await ec2.allocateAddress({});
    },
    "AddressLimitExceeded",
  ],
  [
    "a NAT gateway on a used address",
    ({ ec2, subnetA, natAllocation }) => ec2.createNatGateway({ SubnetId: subnetA, AllocationId: natAllocation }),
    "Resource.AlreadyAssociated",
  ],
  [
    "a public NAT gateway without an address",
    ({ ec2, subnetA }) => ec2.createNatGateway({ SubnetId: subnetA }),
    "MissingParameter",
    /AllocationId/,
  ],
  [
    "an unknown NAT gateway",
    ({ ec2 }) => ec2.describeNatGateways({ NatGatewayIds: [`nat-${nobody}`] }),
    "NatGatewayNotFound",
  ],
  ["a malformed NAT gateway id", ({ ec2 }) => ec2.deleteNatGateway({ NatGatewayId: "nat-1" }), "NatGatewayMalformed"],
];

const routes: readonly Refusal[] = [
  [
    "a route that is there",
    ({ ec2, table, gatewayId }) =>
      ec2.createRoute({ RouteTableId: table, DestinationCidrBlock: "0.0.0.0/0", GatewayId: gatewayId }),
    "RouteAlreadyExists",
  ],
  [
    "a route to a NAT gateway that is not there",
    ({ ec2, secondTable }) =>
      ec2.createRoute({ RouteTableId: secondTable, DestinationCidrBlock: "0.0.0.0/0", NatGatewayId: `nat-${nobody}` }),
    "InvalidNatGatewayID.NotFound",
  ],
  [
    "a route to a gateway of another VPC",
    async ({ ec2, otherVpc, gatewayId }) =>
      ec2.createRoute({
        RouteTableId: the((await ec2.createRouteTable({ VpcId: otherVpc })).RouteTable?.RouteTableId),
        DestinationCidrBlock: "0.0.0.0/0",
        GatewayId: gatewayId,
      }),
    "InvalidParameterValue",
    /different networks/,
  ],
  [
    "a route without a target",
    ({ ec2, secondTable }) => ec2.createRoute({ RouteTableId: secondTable, DestinationCidrBlock: "0.0.0.0/0" }),
    "MissingParameter",
  ],
  [
    "a route with two targets",
    ({ ec2, secondTable, gatewayId, nat }) =>
      ec2.createRoute({
        RouteTableId: secondTable,
        DestinationCidrBlock: "0.0.0.0/0",
        GatewayId: gatewayId,
        NatGatewayId: nat,
      }),
    "InvalidParameterCombination",
  ],
  [
    "a malformed destination",
    ({ ec2, secondTable, gatewayId }) =>
      ec2.createRoute({ RouteTableId: secondTable, DestinationCidrBlock: "everywhere", GatewayId: gatewayId }),
    "InvalidParameterValue",
  ],
  [
    "replacing what is not there",
    ({ ec2, secondTable, gatewayId }) =>
      ec2.replaceRoute({ RouteTableId: secondTable, DestinationCidrBlock: "0.0.0.0/0", GatewayId: gatewayId }),
    "InvalidParameterValue",
    /Use CreateRoute instead/,
  ],
  [
    "deleting what is not there",
    ({ ec2, secondTable }) => ec2.deleteRoute({ RouteTableId: secondTable, DestinationCidrBlock: "0.0.0.0/0" }),
    "InvalidRoute.NotFound",
  ],
  [
    "deleting the local route",
    ({ ec2, table }) => ec2.deleteRoute({ RouteTableId: table, DestinationCidrBlock: "10.0.0.0/16" }),
    "InvalidParameterValue",
    /local route/,
  ],
  [
    "an unknown table",
    ({ ec2 }) => ec2.deleteRouteTable({ RouteTableId: `rtb-${nobody}` }),
    "InvalidRouteTableID.NotFound",
  ],
  [
    "deleting a table that is associated",
    ({ ec2, table }) => ec2.deleteRouteTable({ RouteTableId: table }),
    "DependencyViolation",
  ],
  [
    "a second table for a subnet",
    ({ ec2, secondTable, subnetA }) => ec2.associateRouteTable({ RouteTableId: secondTable, SubnetId: subnetA }),
    "Resource.AlreadyAssociated",
  ],
  [
    "a table and a subnet of two VPCs",
    ({ ec2, table, otherSubnet }) => ec2.associateRouteTable({ RouteTableId: table, SubnetId: otherSubnet }),
    "InvalidParameterValue",
    /different networks/,
  ],
  [
    "an unknown association",
    ({ ec2 }) => ec2.disassociateRouteTable({ AssociationId: `rtbassoc-${nobody}` }),
    "InvalidAssociationID.NotFound",
  ],
  [
    "disassociating the main table",
    async ({ ec2, vpcId }) => {
      const { RouteTables } = await ec2.describeRouteTables({
        Filters: [
          { Name: "vpc-id", Values: [vpcId] },
          { Name: "association.main", Values: ["true"] },
        ],
      });
      await ec2.disassociateRouteTable({
        AssociationId: the(RouteTables?.[0]?.Associations?.[0]?.RouteTableAssociationId),
      });
    },
    "InvalidParameterValue",
    /main route table/,
  ],
  [
    "a gateway endpoint for a service that has none",
    ({ ec2, vpcId }) => ec2.createVpcEndpoint({ VpcId: vpcId, ServiceName: "com.amazonaws.us-west-2.ssm" }),
    "InvalidParameter",
  ],
  [
    "a service of another region",
    ({ ec2, vpcId }) => ec2.createVpcEndpoint({ VpcId: vpcId, ServiceName: "com.amazonaws.eu-west-1.s3" }),
    "InvalidServiceName",
  ],
  [
    "private DNS in a VPC without hostnames",
    ({ ec2, vpcId, subnetB }) =>
      ec2.createVpcEndpoint({
        VpcId: vpcId,
        VpcEndpointType: "Interface",
        ServiceName: "com.amazonaws.us-west-2.ssm",
        SubnetIds: [subnetB],
      }),
    "InvalidParameter",
    /enableDnsSupport and enableDnsHostnames/,
  ],
  [
    "an unknown endpoint",
    ({ ec2 }) => ec2.describeVpcEndpoints({ VpcEndpointIds: [`vpce-${nobody}`] }),
    "InvalidVpcEndpointId.NotFound",
  ],
];

const groups: readonly Refusal[] = [
  [
    "a name that is taken",
    ({ ec2, vpcId }) => ec2.createSecurityGroup({ VpcId: vpcId, GroupName: "members", Description: "again" }),
    "InvalidGroup.Duplicate",
  ],
  [
    "the name default",
    ({ ec2, vpcId }) => ec2.createSecurityGroup({ VpcId: vpcId, GroupName: "default", Description: "d" }),
    "InvalidGroup.Reserved",
  ],
  [
    "a name like an id",
    ({ ec2, vpcId }) => ec2.createSecurityGroup({ VpcId: vpcId, GroupName: "sg-1", Description: "d" }),
    "InvalidParameterValue",
  ],
  [
    "a name of 256 characters",
    ({ ec2, vpcId }) => ec2.createSecurityGroup({ VpcId: vpcId, GroupName: "x".repeat(256), Description: "d" }),
    "InvalidParameterValue",
  ],
  ["no VPC", ({ ec2 }) => ec2.createSecurityGroup({ GroupName: "a", Description: "d" }), "VPCIdNotSpecified"],
  [
    "no description",
    ({ ec2, vpcId }) => ec2.createSecurityGroup({ VpcId: vpcId, GroupName: "a", Description: "" }),
    "MissingParameter",
  ],
  [
    "a group in use",
    ({ ec2, groupId }) => ec2.deleteSecurityGroup({ GroupId: groupId }),
    "DependencyViolation",
    /dependent object/,
  ],
  [
    "the default group",
    async ({ ec2, vpcId }) => {
      const { SecurityGroups } = await ec2.describeSecurityGroups({
        Filters: [
          { Name: "vpc-id", Values: [vpcId] },
          { Name: "group-name", Values: ["default"] },
        ],
      });
      await ec2.deleteSecurityGroup({ GroupId: the(SecurityGroups?.[0]?.GroupId) });
    },
    "CannotDelete",
  ],
  ["an unknown group", ({ ec2 }) => ec2.deleteSecurityGroup({ GroupId: `sg-${nobody}` }), "InvalidGroup.NotFound"],
  [
    "a malformed group id",
    ({ ec2 }) => ec2.describeSecurityGroups({ GroupIds: ["members"] }),
    "InvalidGroupId.Malformed",
  ],
  [
    "a rule that is there",
    (w) => permit(w, { IpProtocol: "6", FromPort: 2379, ToPort: 2380, UserIdGroupPairs: [{ GroupId: w.groupId }] }),
    "InvalidPermission.Duplicate",
    /from port: 2379, to port: 2380, ALLOW" already exists/,
  ],
  [
    "one rule twice in a call",
    (w) =>
      permit(w, {
        IpProtocol: "tcp",
        FromPort: 22,
        ToPort: 22,
        IpRanges: [{ CidrIp: "10.0.0.0/8" }, { CidrIp: "10.1.2.3/8" }],
      }),
    "InvalidPermission.Duplicate",
  ],
  [
    "ports upside down",
    (w) => permit(w, { IpProtocol: "tcp", FromPort: 90, ToPort: 80, IpRanges: [{ CidrIp: "10.0.0.0/8" }] }),
    "InvalidParameterValue",
    /port range \(90:80\)/,
  ],
  [
    "tcp without ports",
    (w) => permit(w, { IpProtocol: "tcp", IpRanges: [{ CidrIp: "10.0.0.0/8" }] }),
    "InvalidParameterValue",
  ],
  [
    "a malformed range",
    (w) => permit(w, { IpProtocol: "tcp", FromPort: 1, ToPort: 1, IpRanges: [{ CidrIp: "10.0.0.0" }] }),
    "InvalidParameterValue",
    /CIDR block 10.0.0.0 is malformed/,
  ],
  ["a rule without a peer", (w) => permit(w, { IpProtocol: "-1" }), "MissingParameter"],
  [
    "a peer that is not there",
    (w) => permit(w, { IpProtocol: "-1", UserIdGroupPairs: [{ GroupId: `sg-${nobody}` }] }),
    "InvalidGroup.NotFound",
  ],
  [
    "a peer of another VPC",
    (w) => permit(w, { IpProtocol: "-1", UserIdGroupPairs: [{ GroupId: w.otherGroup }] }),
    "InvalidGroup.NotFound",
    /different networks/,
  ],
  [
    "an unknown protocol",
    (w) => permit(w, { IpProtocol: "smoke", IpRanges: [{ CidrIp: "10.0.0.0/8" }] }),
    "InvalidParameterValue",
  ],
  [
    "61 rules",
    (w) =>
      permit(w, {
        IpProtocol: "tcp",
        FromPort: 1,
        ToPort: 1,
        IpRanges: Array.from({ length: 61 }, (_, i) => ({ CidrIp: `10.0.${i}.0/24` })),
      }),
    "RulesPerSecurityGroupLimitExceeded",
  ],
  [
    "revoking what is not there",
    ({ ec2, groupId }) =>
      ec2.revokeSecurityGroupIngress({
        GroupId: groupId,
        IpPermissions: [{ IpProtocol: "tcp", FromPort: 22, ToPort: 22, IpRanges: [{ CidrIp: "0.0.0.0/0" }] }],
      }),
    "InvalidPermission.NotFound",
  ],
  [
    "revoking a rule id that is not there",
    ({ ec2, groupId }) => ec2.revokeSecurityGroupIngress({ GroupId: groupId, SecurityGroupRuleIds: [`sgr-${nobody}`] }),
    "InvalidSecurityGroupRuleId.NotFound",
  ],
  [
    "a malformed rule id",
    ({ ec2 }) => ec2.describeSecurityGroupRules({ SecurityGroupRuleIds: ["x"] }),
    "InvalidSecurityGroupRuleId.Malformed",
  ],
];

const interfaces: readonly Refusal[] = [
  [
    "an address that is taken",
    ({ ec2, subnetA }) => ec2.createNetworkInterface({ SubnetId: subnetA, PrivateIpAddress: "10.0.1.100" }),
    "InvalidIPAddress.InUse",
  ],
  [
    "the router's address",
    ({ ec2, subnetA }) => ec2.createNetworkInterface({ SubnetId: subnetA, PrivateIpAddress: "10.0.1.1" }),
    "InvalidParameterValue",
    /reserved address range/,
  ],
  [
    "the fourth address",
    ({ ec2, subnetA }) => ec2.createNetworkInterface({ SubnetId: subnetA, PrivateIpAddress: "10.0.1.3" }),
    "InvalidParameterValue",
    /reserved/,
  ],
  [
    "the broadcast address",
    ({ ec2, subnetA }) => ec2.createNetworkInterface({ SubnetId: subnetA, PrivateIpAddress: "10.0.1.255" }),
    "InvalidParameterValue",
    /reserved/,
  ],
  [
    "an address outside",
    ({ ec2, subnetA }) => ec2.createNetworkInterface({ SubnetId: subnetA, PrivateIpAddress: "10.0.2.10" }),
    "InvalidParameterValue",
    /does not fall within/,
  ],
  [
    "an address that is none",
    ({ ec2, subnetA }) => ec2.createNetworkInterface({ SubnetId: subnetA, PrivateIpAddress: "ten" }),
    "InvalidParameterValue",
  ],
  [
    "a group of another VPC",
    ({ ec2, subnetA, otherGroup }) => ec2.createNetworkInterface({ SubnetId: subnetA, Groups: [otherGroup] }),
    "InvalidGroup.NotFound",
  ],
  [
    "an unknown subnet",
    ({ ec2 }) => ec2.createNetworkInterface({ SubnetId: `subnet-${nobody}` }),
    "InvalidSubnetID.NotFound",
  ],
  [
    "deletion while in use",
    ({ ec2, eni }) => ec2.deleteNetworkInterface({ NetworkInterfaceId: eni }),
    "InvalidParameterValue",
    /currently in use/,
  ],
  [
    "deletion of a NAT gateway's interface",
    async ({ ec2 }) => {
      const { NetworkInterfaces } = await ec2.describeNetworkInterfaces({
        Filters: [{ Name: "interface-type", Values: ["nat_gateway"] }],
      });
      await ec2.deleteNetworkInterface({ NetworkInterfaceId: the(NetworkInterfaces?.[0]?.NetworkInterfaceId) });
    },
    "OperationNotPermitted",
  ],
  [
    "an unknown interface",
    ({ ec2 }) => ec2.deleteNetworkInterface({ NetworkInterfaceId: `eni-${nobody}` }),
    "InvalidNetworkInterfaceID.NotFound",
  ],
  [
    "detaching index 0",
    async ({ ec2, eni }) => {
      const { NetworkInterfaces } = await ec2.describeNetworkInterfaces({ NetworkInterfaceIds: [eni] });
      await ec2.detachNetworkInterface({ AttachmentId: the(NetworkInterfaces?.[0]?.Attachment?.AttachmentId) });
    },
    "OperationNotPermitted",
  ],
];

const launches: readonly Refusal[] = [
  [
    "an interface in use",
    (w) => run(w, { SubnetId: undefined, NetworkInterfaces: [{ DeviceIndex: 0, NetworkInterfaceId: w.eni }] }),
    "InvalidNetworkInterface.InUse",
    /^Interface: \[eni-0[0-9a-f]{16}\] in use\.$/,
  ],
  [
    "an address in use",
    (w) => run(w, { SubnetId: w.subnetA, PrivateIpAddress: "10.0.1.100" }),
    "InvalidIPAddress.InUse",
  ],
  [
    "an address outside its subnet",
    (w) => run(w, { PrivateIpAddress: "10.0.1.50" }),
    "InvalidParameterValue",
    /does not fall within/,
  ],
  [
    "two instances on one address",
    (w) => run(w, { MaxCount: 2, PrivateIpAddress: "10.0.2.50" }),
    "InvalidParameterCombination",
  ],
  [
    "an interface and a group",
    (w) =>
      run(w, {
        SubnetId: undefined,
        NetworkInterfaces: [{ DeviceIndex: 0, NetworkInterfaceId: w.eni }],
        SecurityGroupIds: [w.groupId],
      }),
    "InvalidParameterCombination",
  ],
  ["an unknown image", (w) => run(w, { ImageId: `ami-${nobody}` }), "InvalidAMIID.NotFound"],
  ["a malformed image", (w) => run(w, { ImageId: "flatcar" }), "InvalidAMIID.Malformed"],
  [
    "an unknown type",
    (w) => run(w, { InstanceType: "t3.galactic" }),
    "InvalidParameterValue",
    /'t3.galactic' for InstanceType/,
  ],
  [
    "an arm image on an x86 type",
    (w) => run(w, { ImageId: w.arm }),
    "InvalidParameterValue",
    /architecture 'x86_64' of the specified instance type does not match the architecture 'arm64'/,
  ],
  ["an unknown key", (w) => run(w, { KeyName: "nobody" }), "InvalidKeyPair.NotFound"],
  [
    "an unknown profile",
    (w) => run(w, { IamInstanceProfile: { Name: "nobody" } }),
    "InvalidParameterValue",
    /Invalid IAM Instance Profile name/,
  ],
  [
    "a malformed profile",
    (w) => run(w, { IamInstanceProfile: { Arn: "nobody" } }),
    "InvalidIamInstanceProfileArn.Malformed",
  ],
  [
    "a subnet in another zone",
    (w) => run(w, { Placement: { AvailabilityZone: "us-west-2c" } }),
    "InvalidParameterValue",
    /us-west-2c.*us-west-2b/,
  ],
  ["no subnet", (w) => run(w, { SubnetId: undefined }), "VPCIdNotSpecified"],
  [
    "user data of 16,385 bytes",
    (w) => run(w, { UserData: Buffer.alloc(16_385).toString("base64") }),
    "InvalidUserData.Malformed",
    /16384 bytes/,
  ],
  ["user data that is no base64", (w) => run(w, { UserData: "#!/bin/sh" }), "InvalidUserData.Malformed"],
  [
    "a root volume smaller than the image",
    (w) => run(w, { BlockDeviceMappings: [{ DeviceName: "/dev/xvda", Ebs: { VolumeSize: 2 } }] }),
    "InvalidBlockDeviceMapping",
  ],
  ["none at all", (w) => run(w, { MinCount: 0 }), "InvalidParameterValue"],
  ["fewer than at least", (w) => run(w, { MinCount: 2 }), "InvalidParameterValue"],
  ["a hop limit of 65", (w) => run(w, { MetadataOptions: { HttpPutResponseHopLimit: 65 } }), "InvalidParameterValue"],
  [
    "an unknown template",
    (w) => run(w, { LaunchTemplate: { LaunchTemplateId: `lt-${nobody}` } }),
    "InvalidLaunchTemplateId.NotFound",
  ],
  [
    "an unknown version",
    (w) => run(w, { LaunchTemplate: { LaunchTemplateId: w.template, Version: "7" } }),
    "InvalidLaunchTemplateId.VersionNotFound",
  ],
  [
    "more interfaces than the type takes",
    (w) =>
      run(w, {
        SubnetId: undefined,
        InstanceType: "t3.micro",
        NetworkInterfaces: [0, 1, 2].map((DeviceIndex) => ({ DeviceIndex, SubnetId: w.subnetB })),
      }),
    "AttachmentLimitExceeded",
  ],
  [
    "terminating nobody",
    ({ ec2 }) => ec2.terminateInstances({ InstanceIds: [`i-${nobody}`] }),
    "InvalidInstanceID.NotFound",
  ],
  [
    "a malformed instance",
    ({ ec2 }) => ec2.describeInstances({ InstanceIds: ["banana"] }),
    "InvalidInstanceID.Malformed",
  ],
  [
    "terminating what is protected",
    async ({ ec2, instance }) => {
      await ec2.modifyInstanceAttribute({ InstanceId: instance, DisableApiTermination: { Value: true } });
      await ec2.terminateInstances({ InstanceIds: [instance] });
    },
    "OperationNotPermitted",
  ],
  ...(["stopInstances", "terminateInstances"] as const).map((call): Refusal => [
    `${call} of what is protected from a stop`,
    async ({ ec2, instance }) => {
      await ec2.modifyInstanceAttribute({ InstanceId: instance, DisableApiStop: { Value: true } });
      const read = await ec2.describeInstanceAttribute({ InstanceId: instance, Attribute: "disableApiStop" });
      expect(read.DisableApiStop).toEqual({ Value: true });
      await ec2[call]({ InstanceIds: [instance] });
    },
    "OperationNotPermitted",
  ]),
];

const others: readonly Refusal[] = [
  [
    "a template name that is taken",
    ({ ec2 }) => ec2.createLaunchTemplate({ LaunchTemplateName: "members", LaunchTemplateData: {} }),
    "InvalidLaunchTemplateName.AlreadyExistsException",
  ],
  [
    "a template name of two letters",
    ({ ec2 }) => ec2.createLaunchTemplate({ LaunchTemplateName: "ab", LaunchTemplateData: {} }),
    "InvalidLaunchTemplateName.MalformedException",
  ],
  [
    "a template name that is not there",
    ({ ec2 }) => ec2.deleteLaunchTemplate({ LaunchTemplateName: "nobody" }),
    "InvalidLaunchTemplateName.NotFoundException",
  ],
  [
    "a template by id and name",
    ({ ec2, template }) => ec2.deleteLaunchTemplate({ LaunchTemplateId: template, LaunchTemplateName: "members" }),
    "InvalidParameterCombination",
  ],
  [
    "versions of no template",
    ({ ec2 }) => ec2.describeLaunchTemplateVersions({ Versions: ["1"] }),
    "InvalidParameterValue",
    /only \$Latest and \$Default/,
  ],
  [
    "a default version that is not there",
    ({ ec2, template }) => ec2.modifyLaunchTemplate({ LaunchTemplateId: template, DefaultVersion: "9" }),
    "InvalidLaunchTemplateId.VersionNotFound",
  ],
  ["a volume without a size", ({ ec2 }) => ec2.createVolume({ AvailabilityZone: "us-west-2a" }), "MissingParameter"],
  [
    "a gp3 volume of 2,999 IOPS",
    ({ ec2 }) => ec2.createVolume({ AvailabilityZone: "us-west-2a", Size: 8, VolumeType: "gp3", Iops: 2999 }),
    "InvalidParameterValue",
  ],
  [
    "throughput for gp2",
    ({ ec2 }) => ec2.createVolume({ AvailabilityZone: "us-west-2a", Size: 8, VolumeType: "gp2", Throughput: 125 }),
    "InvalidParameterCombination",
  ],
  ["deleting a volume in use", ({ ec2, root }) => ec2.deleteVolume({ VolumeId: root }), "VolumeInUse"],
  ["detaching a root volume", ({ ec2, root }) => ec2.detachVolume({ VolumeId: root }), "OperationNotPermitted"],
  [
    "attaching across zones",
    ({ ec2, volumeB, instance }) => ec2.attachVolume({ VolumeId: volumeB, InstanceId: instance, Device: "/dev/xvdb" }),
    "InvalidVolume.ZoneMismatch",
  ],
  [
    "a device that is taken",
    ({ ec2, volume, instance }) => ec2.attachVolume({ VolumeId: volume, InstanceId: instance, Device: "/dev/xvda" }),
    "InvalidParameterValue",
    /already in use/,
  ],
  [
    "shrinking a volume",
    ({ ec2, volume }) => ec2.modifyVolume({ VolumeId: volume, Size: 4 }),
    "InvalidParameterValue",
    /smaller/,
  ],
  ["an unknown volume", ({ ec2 }) => ec2.deleteVolume({ VolumeId: `vol-${nobody}` }), "InvalidVolume.NotFound"],
  [
    "a key that is none",
    ({ ec2 }) => ec2.importKeyPair({ KeyName: "k", PublicKeyMaterial: Buffer.from("hello") }),
    "InvalidKey.Format",
  ],
  [
    "a key name that is taken",
    async ({ ec2 }) => {
      for (const _ of [1, 2])
        await ec2.importKeyPair({ KeyName: "k", PublicKeyMaterial: Buffer.from(`ssh-ed25519 ${anyKey} me`) });
    },
    "InvalidKeyPair.Duplicate",
  ],
  ["an unknown key pair", ({ ec2 }) => ec2.describeKeyPairs({ KeyNames: ["nobody"] }), "InvalidKeyPair.NotFound"],
  ["an owner that is none", ({ ec2 }) => ec2.describeImages({ Owners: ["flatcar"] }), "InvalidUserID.Malformed"],
  [
    "an unknown type",
    ({ ec2 }) => ec2.describeInstanceTypes({ InstanceTypes: ["t3.galactic" as "t3.micro"] }),
    "InvalidInstanceType",
  ],
  [
    "an unknown zone",
    ({ ec2 }) => ec2.describeAvailabilityZones({ ZoneNames: ["us-east-1a"] }),
    "InvalidParameterValue",
  ],
  [
    "tagging what has no kind",
    ({ ec2 }) => ec2.createTags({ Resources: ["thing-1"], Tags: [{ Key: "a", Value: "b" }] }),
    "InvalidID",
  ],
  [
    "tagging what is not there",
    ({ ec2 }) => ec2.createTags({ Resources: [`vpc-${nobody}`], Tags: [{ Key: "a", Value: "b" }] }),
    "InvalidVpcID.NotFound",
  ],
  [
    "51 tags",
    ({ ec2, vpcId }) =>
      ec2.createTags({ Resources: [vpcId], Tags: Array.from({ length: 51 }, (_, i) => ({ Key: `k${i}`, Value: "" })) }),
    "TagLimitExceeded",
  ],
  ["an operation that is not modelled", ({ ec2 }) => ec2.describeSnapshots({}), "InvalidAction", /DescribeSnapshots/],
];

const tables = { vpcs, subnets, gateways, routes, groups, interfaces, launches, others };

for (const [area, table] of Object.entries(tables)) {
  describe(area, () => {
    let before: number;
    beforeAll(async () => {
      before = (await furnished()).account.inventory().length;
      expect(before).toBeGreaterThan(20);
    });
    it.each(table.map(([what, ...rest]) => ({ what, rest })))("$what", async ({ rest: [call, code, words = /./] }) => {
      const world = await furnished();
      const error: unknown = await call(world).then(
        () => expect.fail("the account accepted it"),
        (reason: unknown) => reason,
      );
      expect(error).toMatchObject({ name: code, $fault: "client", message: expect.stringMatching(words) });
      expect(error).toHaveProperty("$metadata.requestId");
    });
  });
}
