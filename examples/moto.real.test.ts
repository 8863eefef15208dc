import { AutoScaling } from "@aws-sdk/client-auto-scaling";
import { EC2 } from "@aws-sdk/client-ec2";
import { ElasticLoadBalancingV2 } from "@aws-sdk/client-elastic-load-balancing-v2";
import { IAM } from "@aws-sdk/client-iam";
import { Route53 } from "@aws-sdk/client-route-53";
import { SecretsManager } from "@aws-sdk/client-secrets-manager";
import { SSM } from "@aws-sdk/client-ssm";
import { createCluster, destroyCluster, planCluster, printPlan } from "@drydock/aws-provisioner";
import type { Blueprint, Network, Workers } from "@drydock/core";
import { beforeAll, describe, expect, it } from "vitest";
import { motoMissing, motoVersion } from "../tools/moto.ts";
import { type MotoAccount, motoAccount } from "../tools/moto-account.ts";
import { motoExceptions } from "../tools/moto-exceptions.ts";
import { skipReason } from "../tools/required.ts";
import { fleet } from "./fleet.ts";
import { minimal } from "./minimal.ts";

const region = "us-west-2";
const missing = skipReason("clusters on moto", motoMissing());

describe.skipIf(missing !== undefined)(
  `clusters on moto ${motoVersion}${missing === undefined ? "" : ` (skipped: ${missing})`}`,
  () => {
    let moto: MotoAccount;
    let clients: ReturnType<typeof clientsOf>;
    beforeAll(async () => {
      moto = await motoAccount("100000000002");
      clients = clientsOf(moto);
    });

    const options = () => ({
      region,
      client: { credentials: moto.credentials, endpoint: moto.endpoint },
      plugins: [moto.plugin, motoExceptions],
      environment: { DOCKERCFG: '{"https://index.docker.io/v1/":{"auth":"ZGVtbzpkZW1v"}}' },
    });

    it.each<[string, Blueprint<{ network: Network; pools: Record<string, Workers> }>]>([
      ["minimal", minimal],
      ["fleet", fleet],
    ])(
      "%s: create, nothing left to do, drift seen and mended, destroy to what was there before",
      async (_name, blueprint) => {
        const before = await everything(clients);

        const cluster = await createCluster(blueprint, options());
        expect(cluster.network.vpcId).toMatch(/^vpc-/);
        const standing = await everything(clients);
        expect(standing.vpcs.length).toBe(before.vpcs.length + 1);
        for (const [name, pool] of Object.entries(blueprint.pools)) {
          expect(cluster.pools[name]?.instances).toHaveLength(pool.size.desired);
        }

        const second = await planCluster(blueprint, options());
        expect(printPlan(second)).toBe(
          `${blueprint.name}: no changes (${second.unchanged.length} resources are as they should be)`,
        );

        const { ec2 } = clients;
        const { RouteTables = [] } = await ec2.describeRouteTables({
          Filters: [{ Name: "tag:drydock:address", Values: ["route-table/public"] }],
        });
        await ec2.deleteRoute({ RouteTableId: RouteTables[0]!.RouteTableId!, DestinationCidrBlock: "0.0.0.0/0" });
        const drifted = await planCluster(blueprint, options());
        expect(drifted.steps.map(({ id }) => id)).toEqual(["update route-table/public"]);
        await createCluster(blueprint, options());
        expect((await planCluster(blueprint, options())).steps).toEqual([]);

        const certificate = await destroyCluster(blueprint.name, {
          ...options(),
          including: ["volume/*", "authority/*"],
        });
        expect(certificate.left).toEqual([]);
        expect(await everything(clients)).toEqual(before);
      },
    );
  },
);

/** Clients of our own, which share nothing with the provisioner. */
function clientsOf({ plugin, ...connection }: MotoAccount) {
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

/** What stands in the account. */
async function everything(
  clients: ReturnType<typeof clientsOf>,
): Promise<Record<string, string[]> & { vpcs: string[] }> {
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
    balancers: await ids(
      balancing.describeLoadBalancers({}),
      ({ LoadBalancers }) => LoadBalancers,
      (one) => one.LoadBalancerArn,
    ),
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
