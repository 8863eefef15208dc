import { expect, it } from "vitest";
import { ec2World, laidOut, type LaidOut, the } from "../../test/ec2-world.ts";

const second = 1000;
const hour = 3600 * second;

async function natState({ ec2 }: LaidOut, id: string): Promise<string> {
  return ec2.describeNatGateways({ NatGatewayIds: [id] }).then(
    ({ NatGateways }) => the(NatGateways?.[0]?.State),
    (error: Error) => error.name,
  );
}

it("a NAT gateway: pending, available after 100 s, deleting, deleted after 68 s, gone after an hour", async () => {
  const world = await laidOut();
  const { ec2, account, subnetA, vpcId, gatewayId } = world;
  const AllocationId = the((await ec2.allocateAddress({})).AllocationId);
  const created = await ec2.createNatGateway({ SubnetId: subnetA, AllocationId });
  const id = the(created.NatGateway?.NatGatewayId);
  expect(created.NatGateway?.State).toBe("pending");
  await account.clock.sleep(98 * second);
  expect(await natState(world, id)).toBe("pending");
  await account.clock.sleep(3 * second);
  expect(await natState(world, id)).toBe("available");

  const table = the((await ec2.createRouteTable({ VpcId: vpcId })).RouteTable?.RouteTableId);
  await ec2.createRoute({ RouteTableId: table, DestinationCidrBlock: "0.0.0.0/0", NatGatewayId: id });
  const routeState = async (): Promise<string | undefined> =>
    (await ec2.describeRouteTables({ RouteTableIds: [table] })).RouteTables?.[0]?.Routes?.[1]?.State;
  expect(await routeState()).toBe("active");

  await ec2.deleteNatGateway({ NatGatewayId: id });
  expect(await natState(world, id)).toBe("deleting");
  expect(await routeState()).toBe("blackhole");
  await expect(ec2.releaseAddress({ AllocationId })).rejects.toMatchObject({ name: "AuthFailure" });
  await expect(ec2.deleteSubnet({ SubnetId: subnetA })).rejects.toMatchObject({ name: "DependencyViolation" });
  await account.clock.sleep(68 * second);
  expect(await natState(world, id)).toBe("deleted");
  expect(account.inventory().filter(({ type }) => type === "natgateway")).toEqual([]);
  await ec2.releaseAddress({ AllocationId });
  await ec2.deleteSubnet({ SubnetId: subnetA });
  await ec2.detachInternetGateway({ VpcId: vpcId, InternetGatewayId: gatewayId });
  await account.clock.sleep(hour);
  expect(await natState(world, id)).toBe("NatGatewayNotFound");
});

it("a public NAT gateway in a VPC without an internet gateway fails, and lets its address go", async () => {
  const { ec2, account } = ec2World();
  const VpcId = the((await ec2.createVpc({ CidrBlock: "10.0.0.0/16" })).Vpc?.VpcId);
  const SubnetId = the((await ec2.createSubnet({ VpcId, CidrBlock: "10.0.0.0/24" })).Subnet?.SubnetId);
  const AllocationId = the((await ec2.allocateAddress({})).AllocationId);
  await ec2.createNatGateway({ SubnetId, AllocationId });
  await account.clock.sleep(120 * second);
  const { NatGateways } = await ec2.describeNatGateways({});
  expect(NatGateways?.[0]).toMatchObject({ State: "failed", FailureCode: "Gateway.NotAttached" });
  await ec2.releaseAddress({ AllocationId });
});

it("an instance on a fixed interface keeps it attached until it is terminated, then leaves it available", async () => {
  const { ec2, account, subnetA, x86 } = await laidOut();
  const eni = the(
    (await ec2.createNetworkInterface({ SubnetId: subnetA, PrivateIpAddress: "10.0.1.100" })).NetworkInterface
      ?.NetworkInterfaceId,
  );
  const NetworkInterfaces = [{ DeviceIndex: 0, NetworkInterfaceId: eni, DeleteOnTermination: false }];
  const launch = async (): Promise<string> =>
    the(
      (await ec2.runInstances({ MinCount: 1, MaxCount: 1, ImageId: x86, InstanceType: "t3.small", NetworkInterfaces }))
        .Instances?.[0]?.InstanceId,
    );
  const first = await launch();
  const state = async (id: string): Promise<string> =>
    the((await ec2.describeInstances({ InstanceIds: [id] })).Reservations?.[0]?.Instances?.[0]?.State?.Name);
  const timeline = [await state(first)];
  await account.clock.sleep(14 * second);
  timeline.push(await state(first));
  await ec2.terminateInstances({ InstanceIds: [first] });
  timeline.push(await state(first));
  await expect(launch()).rejects.toMatchObject({ name: "InvalidNetworkInterface.InUse" });
  await account.clock.sleep(45 * second);
  timeline.push(await state(first));
  expect(timeline).toEqual(["pending", "running", "shutting-down", "terminated"]);
  expect((await ec2.describeNetworkInterfaces({ NetworkInterfaceIds: [eni] })).NetworkInterfaces?.[0]?.Status).toBe(
    "available",
  );
  const next = await launch();
  const { Reservations } = await ec2.describeInstances({ InstanceIds: [next] });
  expect(Reservations?.[0]?.Instances?.[0]?.PrivateIpAddress).toBe("10.0.1.100");
  const byVpc = await ec2.describeInstances({ Filters: [{ Name: "subnet-id", Values: [subnetA] }] });
  expect(byVpc.Reservations?.flatMap(({ Instances }) => Instances?.map(({ InstanceId }) => InstanceId))).toEqual([
    next,
  ]);
  await account.clock.sleep(hour);
  await expect(state(first)).rejects.toMatchObject({ name: "InvalidInstanceID.NotFound" });
});

it("a protected instance keeps those of its zone, and those of others end though the call is refused", async () => {
  const { ec2, subnetA, subnetB, x86 } = await laidOut();
  const launch = async (SubnetId: string) => {
    const input = { MinCount: 1, MaxCount: 1, ImageId: x86, InstanceType: "t3.small" as const, SubnetId };
    return the((await ec2.runInstances(input)).Instances?.[0]?.InstanceId);
  };
  const InstanceIds = [await launch(subnetA), await launch(subnetA), await launch(subnetB)];
  await ec2.modifyInstanceAttribute({ InstanceId: the(InstanceIds[0]), DisableApiTermination: { Value: true } });
  await expect(ec2.terminateInstances({ InstanceIds })).rejects.toMatchObject({ name: "OperationNotPermitted" });
  const { Reservations } = await ec2.describeInstances({ InstanceIds });
  const states = Reservations?.flatMap(({ Instances }) => Instances?.map(({ State }) => State?.Name));
  expect(states?.toSorted()).toEqual(["pending", "pending", "shutting-down"]);
});

it("volumes: the root goes with its instance, a data volume stays; encryption by default holds for new ones", async () => {
  const { ec2, account, subnetA, x86 } = await laidOut({ latency: "none" });
  await ec2.enableEbsEncryptionByDefault({});
  const VolumeId = the(
    (await ec2.createVolume({ AvailabilityZone: "us-west-2a", Size: 20, VolumeType: "gp3" })).VolumeId,
  );
  const { Instances } = await ec2.runInstances({
    MinCount: 1,
    MaxCount: 1,
    ImageId: x86,
    InstanceType: "t3.small",
    SubnetId: subnetA,
  });
  const InstanceId = the(Instances?.[0]?.InstanceId);
  await ec2.attachVolume({ VolumeId, InstanceId, Device: "/dev/xvdf" });
  const mine = async () =>
    ((await ec2.describeVolumes({})).Volumes ?? []).map(({ State, Encrypted, Size }) => ({ State, Encrypted, Size }));
  expect(await mine()).toEqual([
    { State: "in-use", Encrypted: true, Size: 20 },
    { State: "in-use", Encrypted: true, Size: 9 },
  ]);
  await ec2.terminateInstances({ InstanceIds: [InstanceId] });
  expect(await mine()).toEqual([{ State: "available", Encrypted: true, Size: 20 }]);
  await ec2.deleteVolume({ VolumeId });
  expect(account.inventory().filter(({ type }) => type === "volume")).toEqual([]);
});

it("a whole network goes in the order that AWS wants, and leaves nothing", async () => {
  const { ec2, account, vpcId, subnetA, subnetB, gatewayId, groupId } = await laidOut({ latency: "sampled" });
  const { SecurityGroupRules } = await ec2.describeSecurityGroupRules({
    Filters: [{ Name: "group-id", Values: [groupId] }],
  });
  expect(SecurityGroupRules).toMatchObject([
    { IsEgress: true, IpProtocol: "-1", FromPort: -1, ToPort: -1, CidrIpv4: "0.0.0.0/0" },
  ]);
  await ec2.deleteSecurityGroup({ GroupId: groupId });
  await ec2.deleteSubnet({ SubnetId: subnetA });
  await ec2.deleteSubnet({ SubnetId: subnetB });
  await expect(ec2.deleteVpc({ VpcId: vpcId })).rejects.toMatchObject({ name: "DependencyViolation" });
  await ec2.detachInternetGateway({ VpcId: vpcId, InternetGatewayId: gatewayId });
  await ec2.deleteInternetGateway({ InternetGatewayId: gatewayId });
  await ec2.deleteVpc({ VpcId: vpcId });
  expect(account.inventory()).toEqual([]);
});

it("what comes with a VPC: a main table, a default group that lets itself in, an open network ACL", async () => {
  const { ec2, account } = ec2World();
  const VpcId = the((await ec2.createVpc({ CidrBlock: "10.0.0.7/16" })).Vpc?.VpcId);
  await account.clock.sleep(500);
  const Filters = [{ Name: "vpc-id", Values: [VpcId] }];
  expect((await ec2.describeVpcs({ Filters })).Vpcs).toMatchObject([
    { CidrBlock: "10.0.0.0/16", State: "available", InstanceTenancy: "default" },
  ]);
  const { RouteTables } = await ec2.describeRouteTables({ Filters });
  expect(RouteTables).toMatchObject([
    { Associations: [{ Main: true }], Routes: [{ DestinationCidrBlock: "10.0.0.0/16", GatewayId: "local" }] },
  ]);
  const { SecurityGroups } = await ec2.describeSecurityGroups({ Filters });
  const GroupId = the(SecurityGroups?.[0]?.GroupId);
  expect(SecurityGroups).toMatchObject([
    {
      GroupName: "default",
      IpPermissions: [{ IpProtocol: "-1", UserIdGroupPairs: [{ GroupId }] }],
      IpPermissionsEgress: [{ IpProtocol: "-1" }],
    },
  ]);
  expect((await ec2.describeNetworkAcls({ Filters })).NetworkAcls).toMatchObject([{ IsDefault: true }]);
  expect(account.inventory().map(({ type }) => type)).toEqual([
    "network-acl",
    "route-table",
    "security-group",
    "security-group-rule",
    "security-group-rule",
    "vpc",
  ]);
});

it("an interface endpoint: pending, then available, and its interfaces block the subnet until it is gone", async () => {
  const { ec2, account, vpcId, subnetA } = await laidOut();
  await ec2.modifyVpcAttribute({ VpcId: vpcId, EnableDnsHostnames: { Value: true } });
  const created = await ec2.createVpcEndpoint({
    VpcId: vpcId,
    VpcEndpointType: "Interface",
    ServiceName: "com.amazonaws.us-west-2.secretsmanager",
    SubnetIds: [subnetA],
  });
  const id = the(created.VpcEndpoint?.VpcEndpointId);
  expect(created.VpcEndpoint?.State).toBe("pending");
  await account.clock.sleep(60 * second);
  expect((await ec2.describeVpcEndpoints({})).VpcEndpoints).toMatchObject([
    { State: "available", SubnetIds: [subnetA] },
  ]);
  await ec2.deleteVpcEndpoints({ VpcEndpointIds: [id] });
  await expect(ec2.deleteSubnet({ SubnetId: subnetA })).rejects.toMatchObject({ name: "DependencyViolation" });
  await account.clock.sleep(60 * second);
  await ec2.deleteSubnet({ SubnetId: subnetA });
  expect((await ec2.describeVpcEndpoints({})).VpcEndpoints).toEqual([]);
});

it("a gateway endpoint puts a route into its tables and takes it out again", async () => {
  const { ec2, vpcId } = await laidOut({ latency: "none" });
  const table = the((await ec2.createRouteTable({ VpcId: vpcId })).RouteTable?.RouteTableId);
  const { VpcEndpoint } = await ec2.createVpcEndpoint({
    VpcId: vpcId,
    ServiceName: "com.amazonaws.us-west-2.s3",
    RouteTableIds: [table],
  });
  const routes = async () =>
    (await ec2.describeRouteTables({ RouteTableIds: [table] })).RouteTables?.[0]?.Routes?.map(
      ({ GatewayId }) => GatewayId,
    );
  expect(await routes()).toEqual(["local", VpcEndpoint?.VpcEndpointId]);
  await ec2.deleteVpcEndpoints({ VpcEndpointIds: [the(VpcEndpoint?.VpcEndpointId)] });
  expect(await routes()).toEqual(["local"]);
});

it("launch template versions: numbers, default, latest, source, and the account-wide listing", async () => {
  const { ec2, x86 } = await laidOut({ latency: "none" });
  const LaunchTemplateId = the(
    (
      await ec2.createLaunchTemplate({
        LaunchTemplateName: "one",
        LaunchTemplateData: { ImageId: x86, InstanceType: "t3.small" },
      })
    ).LaunchTemplate?.LaunchTemplateId,
  );
  await ec2.createLaunchTemplate({ LaunchTemplateName: "two", LaunchTemplateData: { InstanceType: "t3.large" } });
  await ec2.createLaunchTemplateVersion({
    LaunchTemplateId,
    SourceVersion: "1",
    LaunchTemplateData: { InstanceType: "m5.large" },
  });
  await ec2.createLaunchTemplateVersion({ LaunchTemplateId, LaunchTemplateData: { InstanceType: "m5.xlarge" } });
  const { LaunchTemplateVersions: all = [] } = await ec2.describeLaunchTemplateVersions({
    Versions: ["$Latest", "$Default"],
  });
  expect(
    all.map(({ LaunchTemplateName, VersionNumber, DefaultVersion }) => [
      LaunchTemplateName,
      VersionNumber,
      DefaultVersion,
    ]),
  ).toEqual([
    ["one", 3, false],
    ["one", 1, true],
    ["two", 1, true],
  ]);
  const { LaunchTemplateVersions: second = [] } = await ec2.describeLaunchTemplateVersions({
    LaunchTemplateId,
    Versions: ["2"],
  });
  expect(second[0]?.LaunchTemplateData).toEqual({ ImageId: x86, InstanceType: "m5.large" });
  const { LaunchTemplateVersions: third = [] } = await ec2.describeLaunchTemplateVersions({
    LaunchTemplateId,
    Versions: ["3"],
  });
  expect(third[0]?.LaunchTemplateData).toEqual({ InstanceType: "m5.xlarge" });
  await ec2.modifyLaunchTemplate({ LaunchTemplateId, DefaultVersion: "2" });
  const deleted = await ec2.deleteLaunchTemplateVersions({ LaunchTemplateId, Versions: ["1", "2", "9"] });
  expect(deleted.SuccessfullyDeletedLaunchTemplateVersions?.map(({ VersionNumber }) => VersionNumber)).toEqual([1]);
  expect(deleted.UnsuccessfullyDeletedLaunchTemplateVersions?.map(({ VersionNumber }) => VersionNumber)).toEqual([
    2, 9,
  ]);
});

it("images can be found as their vendors say, and resolve:ssm names Amazon Linux's and Ubuntu's", async () => {
  const { ec2, subnetA, account } = await laidOut({ latency: "none" });
  const find = async (owner: string, name: string, value: string): Promise<number> =>
    (
      (
        await ec2.describeImages({
          Owners: [owner],
          Filters: [
            { Name: name, Values: [value] },
            { Name: "architecture", Values: ["arm64"] },
          ],
        })
      ).Images ?? []
    ).length;
  expect(await find("075585003325", "name", "Flatcar-stable-*")).toBe(3);
  expect(await find("125523088429", "description", "Fedora CoreOS stable *")).toBe(2);
  expect(await find("099720109477", "name", "ubuntu/images/hvm-ssd-gp3/ubuntu-noble-24.04-arm64-server-*")).toBe(2);
  expect(await find("amazon", "name", "al2023-ami-2023.*-kernel-6.1-arm64")).toBe(2);
  const { Instances } = await ec2.runInstances({
    MinCount: 1,
    MaxCount: 1,
    InstanceType: "t4g.small",
    SubnetId: subnetA,
    ImageId: "resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-arm64",
  });
  const [image] = (await ec2.describeImages({ ImageIds: [the(Instances?.[0]?.ImageId)] })).Images ?? [];
  expect(image?.Name).toBe("al2023-ami-2023.11.20260907.0-kernel-6.1-arm64");
  expect(Instances?.[0]?.MetadataOptions?.HttpTokens).toBe("required");
  const elsewhere = ec2World({ region: "eu-central-1", seed: "another" });
  const [twin] =
    (await elsewhere.ec2.describeImages({ Filters: [{ Name: "name", Values: [the(image?.Name)] }] })).Images ?? [];
  expect(twin?.ImageId).not.toBe(image?.ImageId);
  expect(account.region).toBe("us-west-2");
});

it("an address moves only when told to, and its association ends once", async () => {
  const { ec2, subnetA } = await laidOut({ latency: "none" });
  const eni = async (): Promise<string> =>
    the((await ec2.createNetworkInterface({ SubnetId: subnetA })).NetworkInterface?.NetworkInterfaceId);
  const [one, two] = [await eni(), await eni()];
  const AllocationId = the((await ec2.allocateAddress({})).AllocationId);
  const first = await ec2.associateAddress({ AllocationId, NetworkInterfaceId: one });
  expect((await ec2.associateAddress({ AllocationId, NetworkInterfaceId: one })).AssociationId).toBe(
    first.AssociationId,
  );
  await expect(ec2.associateAddress({ AllocationId, NetworkInterfaceId: two })).rejects.toMatchObject({
    name: "Resource.AlreadyAssociated",
  });
  const second = await ec2.associateAddress({ AllocationId, NetworkInterfaceId: two, AllowReassociation: true });
  await ec2.disassociateAddress({ AssociationId: second.AssociationId });
  await ec2.disassociateAddress({ AssociationId: second.AssociationId });
  await ec2.releaseAddress({ AllocationId });
});
