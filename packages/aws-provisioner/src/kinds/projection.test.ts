import type { SecurityGroup as AwsGroup } from "@aws-sdk/client-ec2";
import { describe, expect, it } from "vitest";
import { simulatedTrial } from "../../test/simulated-trial.ts";
import { tagKeys } from "../aws/tags.ts";
import { kindNamed, kinds, type KindName } from "./registry.ts";

const look = (await simulatedTrial("projection")).trial.provider.look(new AbortController().signal);
function read(kind: KindName, raw: unknown) {
  return kindNamed(kind).read(completed(kind, raw as Raw), look);
}

type Raw = Readonly<Record<string, unknown>>;

/** What AWS's answers never lack, where a case is about something else. */
const always: Partial<Record<KindName, Raw>> = {
  "nat-gateway": { NatGatewayId: "nat-1", SubnetId: "subnet-1" },
  "vpc-endpoint": { VpcEndpointId: "vpce-1", VpcId: "vpc-1", ServiceName: "s3" },
  "network-interface": { NetworkInterfaceId: "eni-1", SubnetId: "subnet-1", PrivateIpAddress: "10.0.0.1" },
  volume: { VolumeId: "vol-1", AvailabilityZone: "us-west-2a", Size: 1, VolumeType: "gp3" },
  instance: { InstanceId: "i-1", ImageId: "ami-1", InstanceType: "t3.small" },
  role: { Arn: "arn" },
  "auto-scaling-group": { AutoScalingGroupName: "g", MinSize: 0, MaxSize: 9 },
};
const alwaysOfBalancer = { LoadBalancerArn: "arn", LoadBalancerName: "b", CanonicalHostedZoneId: "Z" };

function completed(kind: KindName, raw: Raw): Raw {
  if (kind === "load-balancer") return { ...raw, balancer: { ...alwaysOfBalancer, ...(raw["balancer"] as Raw) } };
  return { ...always[kind], ...raw };
}

describe("an answer that lacks what it always has", () => {
  it("is a named error, which tells what is lacking", () => {
    expect(() => kindNamed("subnet").read({ SubnetId: "subnet-1", VpcId: "vpc-1" }, look)).toThrow(
      expect.objectContaining({
        code: "incomplete-answer",
        message: expect.stringContaining("no CidrBlock, AvailabilityZone: it has SubnetId, VpcId"),
      }),
    );
  });
});
function named(address: string) {
  return [{ Key: tagKeys.address, Value: address }];
}

describe("what a state means", () => {
  it.each<[KindName, Record<string, unknown>, string]>([
    ["vpc", { vpc: { VpcId: "v", CidrBlock: "10.0.0.0/16", State: "pending" } }, "pending"],
    ["nat-gateway", { State: "pending" }, "pending"],
    ["nat-gateway", { State: "available" }, "ready"],
    ["nat-gateway", { State: "failed", FailureMessage: "no address" }, "failed"],
    ["nat-gateway", { State: "deleting" }, "deleting"],
    ["nat-gateway", { State: "deleted" }, "gone"],
    ["vpc-endpoint", { State: "available" }, "ready"],
    ["vpc-endpoint", { State: "Pending" }, "pending"],
    ["vpc-endpoint", { State: "Deleting" }, "deleting"],
    ["vpc-endpoint", { State: "rejected" }, "failed"],
    ["network-interface", { Status: "available" }, "ready"],
    ["network-interface", { Status: "in-use" }, "ready"],
    ["network-interface", { Status: "detaching" }, "pending"],
    ["volume", { State: "creating", Tags: named("volume/a") }, "pending"],
    ["volume", { State: "in-use", Tags: named("volume/a") }, "ready"],
    ["volume", { State: "error", Tags: named("volume/a") }, "failed"],
    ["instance", { State: { Name: "pending" }, Tags: named("instance/a") }, "pending"],
    ["instance", { State: { Name: "shutting-down" }, Tags: named("instance/a") }, "deleting"],
    ["instance", { State: { Name: "terminated" }, Tags: named("instance/a") }, "gone"],
    [
      "auto-scaling-group",
      { DesiredCapacity: 2, Instances: [{ LifecycleState: "InService" }, { LifecycleState: "Pending" }] },
      "pending",
    ],
    [
      "auto-scaling-group",
      { DesiredCapacity: 1, Instances: [{ LifecycleState: "InService" }, { LifecycleState: "Pending" }] },
      "ready",
    ],
    ["auto-scaling-group", { DesiredCapacity: 0 }, "ready"],
    ["auto-scaling-group", { DesiredCapacity: 0, Status: "Delete in progress" }, "deleting"],
    ["load-balancer", { balancer: { DNSName: "X", State: { Code: "provisioning" } }, tags: [] }, "pending"],
    ["load-balancer", { balancer: { DNSName: "X", State: { Code: "active_impaired" } }, tags: [] }, "ready"],
    ["load-balancer", { balancer: { DNSName: "X", State: { Code: "failed", Reason: "no room" } }, tags: [] }, "failed"],
  ])("%s %j is %s", (kind, raw, status) => expect(read(kind, raw)?.status).toBe(status));

  it("a secret that waits for its deletion is gone", () => {
    const Tags = [...named("secret/a"), { Key: tagKeys.cluster, Value: "trial" }];
    expect(read("secret", { ARN: "arn", Name: "a", Tags, DeletedDate: new Date(0) })?.status).toBe("gone");
  });
});

describe("what is not the cluster's, or not of the kind", () => {
  const secretOf = (cluster: string, address: string) => ({
    ARN: "a",
    Name: "n",
    Tags: [...named(address), { Key: tagKeys.cluster, Value: cluster }],
  });

  it.each<[string, KindName, unknown]>([
    [
      "a root volume with the cluster's tags",
      "volume",
      { VolumeId: "vol-1", Tags: [{ Key: tagKeys.cluster, Value: "trial" }] },
    ],
    [
      "an instance that a group launched",
      "instance",
      { InstanceId: "i-1", Tags: [{ Key: tagKeys.cluster, Value: "trial" }] },
    ],
    ["a group without rules", "security-group-rules", { GroupId: "sg-1", IpPermissions: [] }],
    ["a template of a cluster whose name goes on", "launch-template", { LaunchTemplateName: "drydock/trial-two/web" }],
    ["a template of no cluster", "launch-template", { LaunchTemplateName: "web" }],
    ["a role on another path", "role", { RoleName: "r", Path: "/" }],
    ["a profile of another region", "instance-profile", { profile: { Path: "/drydock/eu-west-1/trial/" } }],
    ["a secret of another cluster that the listing's prefix let through", "secret", secretOf("trial-two", "secret/a")],
    ["an authority, to the secrets", "secret", secretOf("trial", "authority/ca")],
    ["a secret, to the authorities", "authority", secretOf("trial", "secret/a")],
    ["a parameter outside the path", "parameter", { parameter: { Name: "/other", Value: "" }, written: [] }],
    [
      "a zone with nothing but what makes it one",
      "dns-records",
      {
        zoneId: "Z",
        zoneName: "a",
        name: "main",
        sets: [
          { Name: "a.", Type: "NS" },
          { Name: "a.", Type: "SOA" },
        ],
      },
    ],
  ])("%s is nothing", (_case, kind, raw) => expect(read(kind, raw)).toBeUndefined());
});

describe("how answers are put into the blueprint's words", () => {
  it("drops the routes that are AWS's own, and keeps what others have", () => {
    const Routes = [
      { DestinationCidrBlock: "10.0.0.0/16", GatewayId: "local", State: "active" },
      { DestinationPrefixListId: "pl-1", GatewayId: "vpce-1", State: "active" },
      { DestinationCidrBlock: "192.0.2.0/24", GatewayId: "vgw-1", Origin: "EnableVgwRoutePropagation" },
      { DestinationCidrBlock: "0.0.0.0/0", GatewayId: "igw-1", State: "active" },
      { DestinationCidrBlock: "198.51.100.0/24", NatGatewayId: "nat-1", State: "blackhole" },
      { DestinationCidrBlock: "203.0.113.0/24", NetworkInterfaceId: "eni-1", State: "active" },
      { DestinationPrefixListId: "pl-2", TransitGatewayId: "tgw-1", State: "active" },
      { DestinationIpv6CidrBlock: "2001:db8::/32", VpcPeeringConnectionId: "pcx-1", State: "active" },
    ];
    const Associations = [
      { Main: true, RouteTableAssociationId: "a" },
      { SubnetId: "subnet-1", AssociationState: { State: "associated" } },
      { SubnetId: "subnet-2", AssociationState: { State: "disassociated" } },
      { GatewayId: "igw-1", AssociationState: { State: "associated" } },
    ];
    expect(read("route-table", { RouteTableId: "rtb-1", VpcId: "vpc-1", Routes, Associations })?.props).toEqual({
      vpcId: "vpc-1",
      routes: [
        { destination: "0.0.0.0/0", gatewayId: "igw-1" },
        { destination: "198.51.100.0/24" },
        { destination: "203.0.113.0/24", elsewhere: "eni-1" },
        { destination: "pl-2", elsewhere: "tgw-1" },
        { destination: "2001:db8::/32", elsewhere: "pcx-1" },
      ],
      subnetIds: ["subnet-1", "igw-1"],
    });
  });

  it("unfolds the rules that AWS folds by port", () => {
    const group: AwsGroup = {
      GroupId: "sg-1",
      IpPermissions: [
        {
          IpProtocol: "tcp",
          FromPort: 80,
          ToPort: 81,
          IpRanges: [{ CidrIp: "10.0.0.0/8", Description: "inside" }, { CidrIp: "0.0.0.0/0" }],
          UserIdGroupPairs: [{ GroupId: "sg-2" }],
        },
        { IpProtocol: "-1", UserIdGroupPairs: [{ GroupId: "sg-3" }] },
      ],
    };
    expect(read("security-group-rules", group)?.props["ingress"]).toEqual([
      { protocol: "tcp", fromPort: 80, toPort: 81, cidr: "10.0.0.0/8", description: "inside" },
      { protocol: "tcp", fromPort: 80, toPort: 81, cidr: "0.0.0.0/0", description: "" },
      { protocol: "tcp", fromPort: 80, toPort: 81, groupId: "sg-2", description: "" },
      { protocol: "-1", fromPort: -1, toPort: -1, groupId: "sg-3", description: "" },
    ]);
  });

  it("reads policies whatever the order of their keys", () => {
    const policy = { Statement: [{ Resource: "*", Effect: "Allow", Action: ["a:B"] }], Version: "2012-10-17" };
    const raw = {
      RoleName: "r",
      Path: "/drydock/us-west-2/trial/",
      RolePolicyList: [{ PolicyName: "p", PolicyDocument: encodeURIComponent(JSON.stringify(policy)) }],
    };
    expect(JSON.stringify(read("role", raw)?.props["policies"])).toBe(
      '{"p":{"Statement":[{"Action":["a:B"],"Effect":"Allow","Resource":"*"}],"Version":"2012-10-17"}}',
    );
  });

  it("leaves out the comment of a public key", () => {
    const raw = { KeyPairId: "key-1", KeyName: "k", PublicKey: "ssh-ed25519 AAAA k\n" };
    expect(read("key-pair", raw)?.props).toEqual({ keyName: "k", publicKey: "ssh-ed25519 AAAA" });
    expect(kindNamed("key-pair").props.parse({ keyName: "k", publicKey: "ssh-ed25519  AAAA me@here" })).toEqual({
      keyName: "k",
      publicKey: "ssh-ed25519 AAAA",
    });
  });

  it("writes names as people do, and keeps routing policies of others as they are", () => {
    const sets = [
      { Name: "\\052.a.internal.", Type: "CNAME", TTL: 60, ResourceRecords: [{ Value: "b.a.internal" }] },
      {
        Name: "lb.a.internal.",
        Type: "A",
        AliasTarget: { DNSName: "x.elb.amazonaws.com.", HostedZoneId: "Z2", EvaluateTargetHealth: false },
      },
      {
        Name: "w.a.internal.",
        Type: "A",
        SetIdentifier: "blue",
        Weight: 1,
        TTL: 60,
        ResourceRecords: [{ Value: "10.0.0.1" }],
      },
    ];
    expect(read("dns-records", { zoneId: "Z1", zoneName: "a.internal", name: "main", sets })?.props["records"]).toEqual(
      [
        { name: "*.a.internal", type: "CNAME", ttl: 60, values: ["b.a.internal"] },
        { name: "lb.a.internal", type: "A", alias: { dnsName: "x.elb.amazonaws.com", zoneId: "Z2" } },
        { name: "w.a.internal", type: "A", set: sets[2] },
      ],
    );
  });

  it("takes a balancer's name in lower case, as Route 53 keeps it", () => {
    const balancer = {
      LoadBalancerArn: "arn",
      DNSName: "Fleet-1.elb.us-west-2.amazonaws.com",
      CanonicalHostedZoneId: "Z",
    };
    expect(read("load-balancer", { balancer, tags: [] })?.outputs).toEqual({
      dnsName: "fleet-1.elb.us-west-2.amazonaws.com",
      zoneId: "Z",
    });
  });
});

describe("what is refused before any call", () => {
  const problems = (kind: KindName, props: unknown) =>
    kindNamed(kind)
      .props.safeParse(props)
      .error?.issues.map(({ path, message }) => `${path.join(".")}: ${message}`);

  it("a certificate without TLS, and TLS without a certificate", () => {
    const listener = { balancerArn: "b", port: 443, protocol: "TLS", targetGroupArn: "t" };
    expect(problems("listener", listener)).toEqual([
      "certificateArn: is needed with TLS and HTTPS, and only with them",
    ]);
    expect(problems("listener", { ...listener, protocol: "TCP", certificateArn: "c" })).toEqual([
      "certificateArn: is needed with TLS and HTTPS, and only with them",
    ]);
  });

  it("a bucket that is open or unencrypted", () => {
    const bucket = { bucketName: "b", versioning: false, encryption: false, publicAccessBlocked: false };
    expect(problems("bucket", bucket)).toEqual([
      "encryption: cannot be turned off",
      "publicAccessBlocked: cannot be turned off",
    ]);
  });

  it("everything at once", () => {
    expect(
      problems("network-interface", { subnetId: 1, address: "10.0.0.300", securityGroupIds: "sg", description: "" }),
    ).toHaveLength(3);
  });
});

describe("finding", () => {
  it("takes as many calls as this, with nothing there", async () => {
    const rows: string[] = [];
    for (const { name } of kinds) {
      const { trial } = await simulatedTrial(`calls ${name}`);
      await trial.list(name as KindName);
      rows.push(`${name}: ${trial.calls.map(({ operation }) => operation).join(" ")}`);
    }
    expect(rows.join("\n")).toMatchInlineSnapshot(`
      "vpc: DescribeVpcs
      internet-gateway: DescribeInternetGateways
      elastic-ip: DescribeAddresses
      subnet: DescribeSubnets
      nat-gateway: DescribeNatGateways
      route-table: DescribeRouteTables
      security-group: DescribeSecurityGroups
      security-group-rules: DescribeSecurityGroups
      vpc-endpoint: DescribeVpcEndpoints
      hosted-zone: ListHostedZones
      role: GetAccountAuthorizationDetails
      instance-profile: GetAccountAuthorizationDetails ListInstanceProfiles
      authority: ListSecrets
      secret: ListSecrets
      parameter: GetParametersByPath
      bucket: ListBuckets
      object: ListBuckets
      key-pair: DescribeKeyPairs
      volume: DescribeVolumes
      network-interface: DescribeNetworkInterfaces
      launch-template: DescribeLaunchTemplateVersions
      instance: DescribeInstances
      load-balancer: DescribeLoadBalancers
      target-group: DescribeTargetGroups
      target: DescribeTargetGroups
      listener: DescribeLoadBalancers
      auto-scaling-group: DescribeAutoScalingGroups
      attachment: DescribeAutoScalingGroups
      lifecycle-hook: DescribeAutoScalingGroups
      scaling-policy: DescribePolicies
      scheduled-action: DescribeScheduledActions
      dns-records: ListHostedZones"
    `);
  });

  it("takes one call more for each twenty balancers and target groups of the cluster's names", async () => {
    const { trial, ground } = await simulatedTrial("many");
    for (let index = 0; index < 21; index += 1) await ground.targetGroup(`many-${index}`);
    trial.calls.length = 0;
    expect(await trial.list("target-group")).toHaveLength(21);
    const operations = trial.calls.map(({ operation }) => operation);
    expect(operations).toEqual(["DescribeTargetGroups", "DescribeTags", "DescribeTags"]);
  });
});
