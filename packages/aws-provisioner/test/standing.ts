import { AutoScaling } from "@aws-sdk/client-auto-scaling";
import { EC2 } from "@aws-sdk/client-ec2";
import { ElasticLoadBalancingV2 } from "@aws-sdk/client-elastic-load-balancing-v2";
import { IAM } from "@aws-sdk/client-iam";
import { Route53 } from "@aws-sdk/client-route-53";
import { SecretsManager } from "@aws-sdk/client-secrets-manager";
import { SSM } from "@aws-sdk/client-ssm";
import type { MotoAccount } from "../../../tools/moto-account.ts";

/** Clients of our own, which share nothing with the provisioner. */
export type Onlookers = ReturnType<typeof onlookers>;

export function onlookers(region: string, { plugin, ...connection }: MotoAccount) {
  const config = { region, ...connection };
  const clients = {
    ec2: new EC2(config),
    scaling: new AutoScaling(config),
    balancing: new ElasticLoadBalancingV2(config),
    iam: new IAM(config),
    dns: new Route53(config),
    secrets: new SecretsManager(config),
    parameters: new SSM(config),
  };
  for (const { middlewareStack } of Object.values(clients)) middlewareStack.use(plugin);
  return clients;
}

/** The ids of what stands in an account, sorted, by kind. */
export type Standing = Record<string, string[]> & { vpcs: string[] };

/** What stands in the account. */
export async function standing(clients: Onlookers): Promise<Standing> {
  const { ec2, scaling, balancing, iam, dns, secrets, parameters } = clients;
  const ids = async <Answer, Item>(
    answer: Promise<Answer>,
    list: (answer: Answer) => Item[] | undefined,
    id: (item: Item) => string | undefined,
  ) => (list(await answer) ?? []).flatMap((item) => id(item) ?? []).toSorted();
  const live = (state: string | undefined) => state !== "terminated" && state !== "deleted";
  const { Reservations = [] } = await ec2.describeInstances({});
  const ended = Reservations.flatMap(({ Instances = [] }) => Instances).filter(
    ({ State }) => State?.Name === "terminated",
  );
  const terminated = new Set(ended.map(({ InstanceId }) => InstanceId ?? ""));
  const { NatGateways = [] } = await ec2.describeNatGateways({});
  const ofDeletedGateways = new Set(
    NatGateways.filter(({ State }) => State === "deleted").flatMap(({ NatGatewayAddresses = [] }) =>
      NatGatewayAddresses.map((one) => one.NetworkInterfaceId),
    ),
  );
  const balancers = await ids(
    balancing.describeLoadBalancers({}),
    ({ LoadBalancers }) => LoadBalancers,
    (one) => one.LoadBalancerArn,
  );
  return {
    vpcs: await ids(
      ec2.describeVpcs({}),
      ({ Vpcs }) => Vpcs,
      ({ VpcId }) => VpcId,
    ),
    subnets: await ids(
      ec2.describeSubnets({}),
      ({ Subnets }) => Subnets,
      ({ SubnetId }) => SubnetId,
    ),
    gateways: await ids(
      ec2.describeInternetGateways({}),
      ({ InternetGateways }) => InternetGateways,
      (one) => one.InternetGatewayId,
    ),
    addresses: await ids(
      ec2.describeAddresses({}),
      ({ Addresses }) => Addresses,
      ({ AllocationId }) => AllocationId,
    ),
    nats: await ids(
      ec2.describeNatGateways({}),
      ({ NatGateways }) => NatGateways?.filter(({ State }) => live(State)),
      (one) => one.NatGatewayId,
    ),
    tables: await ids(
      ec2.describeRouteTables({}),
      ({ RouteTables }) => RouteTables,
      ({ RouteTableId }) => RouteTableId,
    ),
    endpoints: await ids(
      ec2.describeVpcEndpoints({}),
      ({ VpcEndpoints }) => VpcEndpoints?.filter(({ State }) => live(State)),
      (one) => one.VpcEndpointId,
    ),
    groups: await ids(
      ec2.describeSecurityGroups({}),
      ({ SecurityGroups }) => SecurityGroups,
      ({ GroupId }) => GroupId,
    ),
    interfaces: await ids(
      ec2.describeNetworkInterfaces({}),
      // Moto 5.2.5 keeps the interfaces that came with an instance or a NAT gateway when that goes; AWS
      // deletes them with it.
      ({ NetworkInterfaces }) =>
        NetworkInterfaces?.filter(
          ({ Attachment, NetworkInterfaceId }) =>
            !terminated.has(Attachment?.InstanceId ?? "") && !ofDeletedGateways.has(NetworkInterfaceId ?? ""),
        ),
      (one) => one.NetworkInterfaceId,
    ),
    volumes: await ids(
      ec2.describeVolumes({}),
      ({ Volumes }) => Volumes,
      ({ VolumeId }) => VolumeId,
    ),
    templates: await ids(
      ec2.describeLaunchTemplates({}),
      ({ LaunchTemplates }) => LaunchTemplates,
      (one) => one.LaunchTemplateId,
    ),
    instances: await ids(
      ec2.describeInstances({}),
      ({ Reservations }) =>
        Reservations?.flatMap(({ Instances = [] }) => Instances.filter(({ State }) => live(State?.Name))),
      ({ InstanceId }) => InstanceId,
    ),
    scaling: await ids(
      scaling.describeAutoScalingGroups({}),
      ({ AutoScalingGroups }) => AutoScalingGroups,
      (one) => one.AutoScalingGroupName,
    ),
    balancers,
    listeners: (
      await Promise.all(
        balancers.map((LoadBalancerArn) =>
          ids(
            balancing.describeListeners({ LoadBalancerArn }),
            ({ Listeners }) => Listeners,
            ({ ListenerArn }) => ListenerArn,
          ),
        ),
      )
    ).flat(),
    targets: await ids(
      balancing.describeTargetGroups({}),
      ({ TargetGroups }) => TargetGroups,
      (one) => one.TargetGroupArn,
    ),
    roles: await ids(
      iam.listRoles({}),
      ({ Roles }) => Roles,
      ({ RoleName }) => RoleName,
    ),
    profiles: await ids(
      iam.listInstanceProfiles({}),
      ({ InstanceProfiles }) => InstanceProfiles,
      (one) => one.InstanceProfileName,
    ),
    zones: await ids(
      dns.listHostedZones({}),
      ({ HostedZones }) => HostedZones,
      ({ Id }) => Id,
    ),
    secrets: await ids(
      secrets.listSecrets({}),
      ({ SecretList }) => SecretList,
      ({ ARN }) => ARN,
    ),
    parameters: await ids(
      parameters.describeParameters({}),
      ({ Parameters }) => Parameters,
      ({ Name }) => Name,
    ),
  };
}
