import { expect, it } from "vitest";
import { simulatedTrial } from "../../test/simulated-trial.ts";
import { kindNamed, type KindName } from "./registry.ts";

const look = (await simulatedTrial("barest")).trial.provider.look(new AbortController().signal);
const path = "/drydock/us-west-2/trial/";
const addressed = (address: string) => [
  { Key: "drydock:address", Value: address },
  { Key: "drydock:cluster", Value: "trial" },
];
const group = { TargetGroupArn: "arn", TargetGroupName: "g", VpcId: "vpc-1", Port: 80, Protocol: "TCP" };
const counts = { HealthyThresholdCount: 1, UnhealthyThresholdCount: 2, HealthCheckTimeoutSeconds: 3 };
const health = {
  ...counts,
  HealthCheckIntervalSeconds: 4,
  HealthCheckProtocol: "TCP",
  HealthCheckPort: "traffic-port",
};

/** Of each kind an answer with nothing in it but what AWS never leaves out. */
const answers: readonly (readonly [KindName, unknown])[] = [
  ["vpc", { vpc: { VpcId: "vpc-1", CidrBlock: "10.0.0.0/16" } }],
  ["internet-gateway", { InternetGatewayId: "igw-1" }],
  ["elastic-ip", { AllocationId: "eipalloc-1", PublicIp: "192.0.2.1" }],
  ["subnet", { SubnetId: "subnet-1", VpcId: "vpc-1", CidrBlock: "10.0.0.0/24", AvailabilityZone: "us-west-2a" }],
  ["nat-gateway", { NatGatewayId: "nat-1", SubnetId: "subnet-1" }],
  ["route-table", { RouteTableId: "rtb-1", VpcId: "vpc-1" }],
  ["security-group", { GroupId: "sg-1", VpcId: "vpc-1", GroupName: "g", Description: "d" }],
  ["vpc-endpoint", { VpcEndpointId: "vpce-1", VpcId: "vpc-1", ServiceName: "s3" }],
  ["vpc-endpoint", { VpcEndpointId: "vpce-1", VpcId: "vpc-1", ServiceName: "s3", VpcEndpointType: "Interface" }],
  ["hosted-zone", { zone: { Id: "/hostedzone/Z1", Name: "a.internal." }, name: "a", vpcIds: [] }],
  ["role", { RoleName: "r", Path: path, Arn: "arn" }],
  ["role", { RoleName: "r", Path: path, Arn: "arn", RolePolicyList: [{}], AttachedManagedPolicies: [{}] }],
  ["instance-profile", { profile: { InstanceProfileName: "p", Path: path, Arn: "arn" } }],
  ["secret", { ARN: "arn", Name: "trial/s", Tags: addressed("secret/s") }],
  ["bucket", { bucketName: "b" }],
  ["key-pair", { KeyPairId: "key-1", KeyName: "k" }],
  [
    "volume",
    { VolumeId: "vol-1", AvailabilityZone: "us-west-2a", Size: 1, VolumeType: "gp3", Tags: addressed("volume/v") },
  ],
  ["network-interface", { NetworkInterfaceId: "eni-1", SubnetId: "subnet-1", PrivateIpAddress: "10.0.0.1" }],
  ["launch-template", { LaunchTemplateId: "lt-1", LaunchTemplateName: "drydock/trial/web", VersionNumber: 1 }],
  [
    "launch-template",
    {
      LaunchTemplateId: "lt-1",
      LaunchTemplateName: "drydock/trial/web",
      VersionNumber: 1,
      LaunchTemplateData: {
        SecurityGroupIds: ["sg-1"],
        NetworkInterfaces: [{}],
        BlockDeviceMappings: [{ Ebs: { Encrypted: true } }],
        MetadataOptions: { HttpTokens: "required" },
        TagSpecifications: [
          { ResourceType: "volume", Tags: [{ Key: "of", Value: "volumes" }] },
          { ResourceType: "instance", Tags: [{}] },
        ],
      },
    },
  ],
  ["instance", { InstanceId: "i-1", ImageId: "ami-1", InstanceType: "t3.small", Tags: addressed("instance/i") }],
  [
    "instance",
    {
      InstanceId: "i-1",
      ImageId: "ami-1",
      InstanceType: "t3.small",
      MetadataOptions: { HttpTokens: "required" },
      SecurityGroups: [{}],
      IamInstanceProfile: {},
      Tags: [...addressed("instance/i"), {}, { Key: "Name", Value: "n" }, { Key: "aws:autoscaling", Value: "a" }],
    },
  ],
  [
    "load-balancer",
    {
      balancer: { LoadBalancerArn: "arn", LoadBalancerName: "b", DNSName: "d", CanonicalHostedZoneId: "Z" },
      tags: [],
    },
  ],
  ["target-group", { group: { ...group, ...health }, tags: [] }],
  ["target", { targetGroupArn: "arn", target: "i-1", name: "g/m" }],
  ["listener", { listener: { ListenerArn: "arn", LoadBalancerArn: "b", Port: 80, Protocol: "TCP" }, name: "b/80" }],
  [
    "listener",
    {
      listener: {
        ListenerArn: "arn",
        LoadBalancerArn: "b",
        Port: 80,
        Protocol: "TCP",
        DefaultActions: [{ Type: "forward", ForwardConfig: { TargetGroups: [{ TargetGroupArn: "t" }] } }],
      },
      name: "b/80",
    },
  ],
  ["auto-scaling-group", { AutoScalingGroupName: "g", MinSize: 0, MaxSize: 1, DesiredCapacity: 1 }],
  [
    "auto-scaling-group",
    {
      AutoScalingGroupName: "g",
      MinSize: 0,
      MaxSize: 1,
      DesiredCapacity: 1,
      Status: "",
      InstanceMaintenancePolicy: { MinHealthyPercentage: 90 },
      Instances: [{}],
      LaunchTemplate: {},
      Tags: [{ PropagateAtLaunch: true }, { Key: "own", Value: "group's" }],
    },
  ],
  ["dns-records", { zoneId: "Z", name: "a", sets: [{ Type: "A", AliasTarget: {} }, { Type: "TXT" }] }],
];

it("the barest answer that AWS gives of each kind reads as this", () => {
  const rows = answers.map(([kind, raw]) => `${kind} ${JSON.stringify(kindNamed(kind).read(raw, look))}`);
  expect(rows.join("\n")).toMatchInlineSnapshot(`
    "vpc {"id":"vpc-1","props":{"cidr":"10.0.0.0/16"},"outputs":{"cidr":"10.0.0.0/16"},"tags":{},"status":"pending"}
    internet-gateway {"id":"igw-1","props":{"vpcId":""},"outputs":{},"tags":{},"status":"ready"}
    elastic-ip {"id":"eipalloc-1","props":{},"outputs":{"address":"192.0.2.1"},"tags":{},"status":"ready"}
    subnet {"id":"subnet-1","props":{"vpcId":"vpc-1","cidr":"10.0.0.0/24","zone":"us-west-2a"},"outputs":{"zone":"us-west-2a"},"tags":{},"status":"pending"}
    nat-gateway {"id":"nat-1","props":{"subnetId":"subnet-1","allocationId":""},"outputs":{"publicAddress":""},"brought":[],"tags":{},"status":"pending"}
    route-table {"id":"rtb-1","props":{"vpcId":"vpc-1","routes":[],"subnetIds":[]},"outputs":{"associations":{}},"tags":{},"status":"ready"}
    security-group {"id":"sg-1","props":{"vpcId":"vpc-1","groupName":"g","description":"d"},"outputs":{},"tags":{},"status":"ready"}
    vpc-endpoint {"id":"vpce-1","props":{"vpcId":"vpc-1","service":"s3","type":"Gateway","routeTableIds":[],"subnetIds":[],"securityGroupIds":[],"privateDns":false},"outputs":{},"brought":[],"tags":{},"status":"pending"}
    vpc-endpoint {"id":"vpce-1","props":{"vpcId":"vpc-1","service":"s3","type":"Interface","routeTableIds":[],"subnetIds":[],"securityGroupIds":[],"privateDns":false},"outputs":{},"brought":[],"tags":{},"status":"pending"}
    hosted-zone {"id":"Z1","name":"a","props":{"zoneName":"a.internal","vpcIds":[]},"outputs":{},"status":"ready"}
    role {"id":"r","props":{"roleName":"r","path":"/drydock/us-west-2/trial/","policies":{},"managed":[]},"outputs":{"arn":"arn"},"tags":{},"status":"ready"}
    role {"id":"r","props":{"roleName":"r","path":"/drydock/us-west-2/trial/","policies":{"":{}},"managed":[]},"outputs":{"arn":"arn"},"tags":{},"status":"ready"}
    instance-profile {"id":"p","props":{"profileName":"p","path":"/drydock/us-west-2/trial/","roleName":""},"outputs":{"arn":"arn"},"status":"ready"}
    secret {"id":"arn","props":{"secretName":"trial/s","version":0,"source":{"kind":"existing","arn":"arn"},"value":"current","precious":false},"outputs":{"arn":"arn"},"tags":{},"status":"ready","name":"s"}
    bucket {"id":"b","props":{"bucketName":"b","versioning":false,"encryption":false,"publicAccessBlocked":false},"outputs":{},"tags":{},"status":"ready"}
    key-pair {"id":"key-1","props":{"keyName":"k","publicKey":""},"outputs":{"keyName":"k"},"tags":{},"status":"ready"}
    volume {"id":"vol-1","props":{"zone":"us-west-2a","size":1,"type":"gp3","encrypted":false},"outputs":{"zone":"us-west-2a"},"tags":{},"status":"pending","name":"v"}
    network-interface {"id":"eni-1","props":{"subnetId":"subnet-1","address":"10.0.0.1","securityGroupIds":[],"description":""},"outputs":{"address":"10.0.0.1"},"tags":{},"status":"pending"}
    launch-template {"id":"lt-1","name":"web","props":{"templateName":"drydock/trial/web","imageId":"","instanceType":"","userData":"","profileName":"","securityGroupIds":[],"rootDevice":"","rootVolume":0,"metadataHops":0,"instanceTags":{}},"outputs":{"version":"1"},"status":"ready"}
    launch-template {"id":"lt-1","name":"web","props":{"templateName":"drydock/trial/web","imageId":"","instanceType":"","userData":"","profileName":"","securityGroupIds":["sg-1"],"rootDevice":"","rootVolume":0,"metadataHops":1,"instanceTags":{"":""}},"outputs":{"version":"1"},"status":"ready"}
    instance {"id":"i-1","props":{"imageId":"ami-1","instanceType":"t3.small","subnetId":"","securityGroupIds":[],"profileName":"","userData":"","rootDevice":"","metadataHops":0,"running":true,"instanceTags":{},"userDataHash":"","rootVolume":0,"publicAddress":false},"outputs":{"address":"","publicAddress":""},"status":"pending","name":"i"}
    instance {"id":"i-1","props":{"imageId":"ami-1","instanceType":"t3.small","subnetId":"","securityGroupIds":[],"profileName":"","userData":"","rootDevice":"","metadataHops":1,"running":true,"instanceTags":{"":""},"userDataHash":"","rootVolume":0,"publicAddress":false},"outputs":{"address":"","publicAddress":""},"status":"pending","name":"i"}
    load-balancer {"id":"arn","props":{"balancerName":"b","type":"network","scheme":"internet-facing","subnetIds":[],"securityGroupIds":[]},"outputs":{"dnsName":"d","zoneId":"Z"},"tags":{},"status":"pending"}
    target-group {"id":"arn","props":{"groupName":"g","vpcId":"vpc-1","protocol":"TCP","port":80,"health":{"protocol":"TCP","port":80,"healthyThreshold":1,"unhealthyThreshold":2,"timeout":3,"interval":4},"drain":300,"listed":false},"outputs":{"balancerArns":[]},"tags":{},"status":"ready"}
    target {"id":"arn/i-1","name":"g/m","props":{"targetGroupArn":"arn","target":"i-1"},"outputs":{},"status":"pending"}
    listener {"id":"arn","name":"b/80","props":{"balancerArn":"b","port":80,"protocol":"TCP","targetGroupArn":"","besides":[]},"outputs":{},"status":"ready"}
    listener {"id":"arn","name":"b/80","props":{"balancerArn":"b","port":80,"protocol":"TCP","targetGroupArn":"t","besides":[]},"outputs":{},"status":"ready"}
    auto-scaling-group {"id":"g","props":{"groupName":"g","templateId":"","templateVersion":"","renewed":true,"min":0,"max":1,"desired":1,"subnetIds":[],"zones":[],"healthCheck":"EC2","grace":0,"scaled":false,"instanceTags":{}},"outputs":{"instanceIds":[],"machineZones":[],"launchedFrom":[],"departing":[],"terminating":[],"targetGroupArns":[],"withdrawn":[],"suspended":{},"protection":"none"},"status":"pending","reason":"0 of 1 instances in service"}
    auto-scaling-group {"id":"g","props":{"groupName":"g","templateId":"","templateVersion":"","renewed":true,"min":0,"max":1,"desired":1,"subnetIds":[],"zones":[],"healthCheck":"EC2","grace":0,"scaled":false,"instanceTags":{"":""}},"outputs":{"instanceIds":[],"machineZones":[],"launchedFrom":[],"departing":[],"terminating":[],"targetGroupArns":[],"withdrawn":[],"suspended":{},"protection":"none"},"status":"pending","reason":"0 of 1 instances in service"}
    dns-records {"id":"Z/records","name":"a","props":{"zoneId":"Z","records":[{"name":"","type":"A","alias":{"dnsName":"","zoneId":""}},{"name":"","type":"TXT","values":[]}]},"outputs":{},"status":"ready"}"
  `);
});
