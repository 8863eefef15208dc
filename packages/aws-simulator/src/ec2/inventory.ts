import type { InventoryEntry } from "../inventory.ts";
import type { Account } from "../state.ts";
import { printCidr } from "./cidr.ts";
import { type Kind, kinds } from "./kinds.ts";
import { statusOf } from "./network-interface.ts";
import type { Ec2Record } from "./record.ts";
import { ec2State } from "./state.ts";

/** Everything that EC2 holds for the account. Terminated instances and deleted NAT gateways are only listed, not held. */
export function ec2Inventory(account: Account): InventoryEntry[] {
  const state = account.of(ec2State);
  const rows = <R extends Ec2Record>(
    kind: Kind,
    table: ReadonlyMap<string, R>,
    facts: (row: R) => { state?: string; attributes: Record<string, unknown> },
  ): InventoryEntry[] =>
    [...table.values()].map((row) => {
      const { state: condition = "available", attributes } = facts(row);
      return {
        service: "EC2",
        type: kind.type,
        id: row.id,
        tags: Object.fromEntries(row.tags),
        state: condition,
        attributes,
      };
    });
  return [
    ...rows(kinds.vpc, state.vpcs, (vpc) => ({
      state: vpc.state,
      attributes: {
        cidr: printCidr(vpc.cidr),
        enableDnsSupport: vpc.enableDnsSupport,
        enableDnsHostnames: vpc.enableDnsHostnames,
      },
    })),
    ...rows(kinds.subnet, state.subnets, ({ vpcId, zone, cidr, mapPublicIpOnLaunch }) => ({
      attributes: { vpcId, zone, cidr: printCidr(cidr), mapPublicIpOnLaunch },
    })),
    ...rows(kinds.internetGateway, state.internetGateways, ({ vpcId }) => ({ attributes: { vpcId } })),
    ...rows(kinds.address, state.addresses, ({ ip, association }) => ({
      attributes: { ip, networkInterfaceId: association?.networkInterfaceId },
    })),
    ...rows(kinds.natGateway, state.natGateways, (nat) => ({
      state: nat.state,
      attributes: { vpcId: nat.vpcId, subnetId: nat.subnetId, allocationId: nat.allocationId },
    })).filter(({ state: condition }) => condition !== "deleted" && condition !== "failed"),
    ...rows(kinds.routeTable, state.routeTables, ({ vpcId, routes, associations }) => ({
      attributes: {
        vpcId,
        main: [...associations.values()].some(({ subnetId }) => subnetId === undefined),
        routes: Object.fromEntries([...routes].map(([destination, { target }]) => [destination, target])),
        subnetIds: [...associations.values()].flatMap(({ subnetId }) => subnetId ?? []),
      },
    })),
    ...rows(kinds.networkAcl, state.networkAcls, ({ vpcId }) => ({ attributes: { vpcId } })),
    ...rows(kinds.vpcEndpoint, state.vpcEndpoints, (endpoint) => ({
      state: endpoint.state,
      attributes: { vpcId: endpoint.vpcId, serviceName: endpoint.serviceName, type: endpoint.type },
    })),
    ...rows(kinds.securityGroup, state.securityGroups, ({ vpcId, name }) => ({ attributes: { vpcId, name } })),
    ...rows(
      kinds.securityGroupRule,
      state.securityGroupRules,
      ({ groupId, egress, protocol, fromPort, toPort, peer }) => ({
        attributes: { groupId, egress, protocol, fromPort, toPort, peer: peer.value },
      }),
    ),
    ...rows(kinds.networkInterface, state.networkInterfaces, (entry) => ({
      state: statusOf(entry),
      attributes: {
        vpcId: entry.vpcId,
        subnetId: entry.subnetId,
        addresses: entry.addresses,
        groupIds: entry.groupIds,
        instanceId: entry.attachment?.instanceId,
        requesterId: entry.requesterId,
        description: entry.description,
      },
    })),
    ...rows(kinds.volume, state.volumes, ({ state: condition, zone, size, type, encrypted, attachment }) => ({
      state: condition,
      attributes: { zone, size, type, encrypted, instanceId: attachment?.instanceId },
    })),
    ...rows(kinds.launchTemplate, state.launchTemplates, (template) => ({
      attributes: { name: template.name, latest: template.latest, default: template.default },
    })),
    ...rows(kinds.instance, state.instances, (instance) => ({
      state: instance.state,
      attributes: {
        imageId: instance.imageId,
        type: instance.type,
        zone: instance.zone,
        subnetId: instance.subnetId,
        vpcId: instance.vpcId,
        interfaceIds: [...instance.interfaceIds],
        profileArn: instance.profile?.arn,
        httpTokens: instance.metadata.tokens,
        groupName: instance.tags.get("aws:autoscaling:groupName"),
      },
    })).filter(({ state: condition }) => condition !== "terminated"),
  ];
}
