import type { ExistingNetworkDesign, NetworkDesign, SubnetDesign } from "@drydock/core";
import type { Ref } from "../engine/ref.ts";
import { ElasticIp } from "../kinds/elastic-ip.ts";
import { InternetGateway } from "../kinds/internet-gateway.ts";
import { NatGateway } from "../kinds/nat-gateway.ts";
import { RouteTable } from "../kinds/route-table.ts";
import { Subnet } from "../kinds/subnet.ts";
import { Vpc } from "../kinds/vpc.ts";
import { VpcEndpoint } from "../kinds/vpc-endpoint.ts";
import type { Chapter } from "./chapter.ts";

/** The network as the other chapters refer to it, whether it is made or was there. */
export interface BuiltNetwork {
  readonly vpcId: Ref<string> | string;
  readonly cidr: string;
  subnet(name: string): { readonly id: Ref<string> | string; readonly zone: string };
  /** What an instance in that subnet must wait for to have a way out from its first second. */
  wayOut(subnet: string): readonly { readonly address: string }[];
  /** The internet gateway, where the network has one of its own: what faces the internet comes after it. */
  readonly gateway: readonly { readonly address: string }[];
}

type Network<Design> = Chapter<{ readonly network: Design; readonly name: string }>;

export function buildNetwork(chapter: Chapter): BuiltNetwork {
  const { network } = chapter.design;
  return network.kind === "existing"
    ? existing(network)
    : make({ ...chapter, design: { network, name: chapter.design.name } });
}

function existing({ vpcId, cidr, subnets }: ExistingNetworkDesign): BuiltNetwork {
  const byName = new Map(subnets.map((subnet) => [subnet.name, { id: subnet.id, zone: subnet.zoneName }]));
  return { vpcId, cidr, subnet: (name) => byName.get(name)!, wayOut: () => [], gateway: [] };
}

function make({ design: { network }, facts, graph }: Network<NetworkDesign>): BuiltNetwork {
  const zoneOf = ({ zone }: SubnetDesign) => facts.zones[zone % facts.zones.length]!;
  const vpc = graph.add(Vpc, "main", { cidr: network.cidr, dnsSupport: true, dnsHostnames: true });
  const subnets = new Map(
    network.subnets.map((subnet) => {
      const { id } = graph.add(Subnet, subnet.name, { vpcId: vpc.id, cidr: subnet.cidr, zone: zoneOf(subnet) });
      return [subnet.name, { ...subnet, id, zoneName: zoneOf(subnet) }];
    }),
  );
  const all = [...subnets.values()];
  const open = all.filter((subnet) => subnet.public);
  const closed = all.filter((subnet) => !subnet.public);
  const gateway = open.length > 0 ? graph.add(InternetGateway, "main", { vpcId: vpc.id }) : undefined;

  const nats = new Map<number, { readonly id: Ref<string>; readonly address: string }>();
  if (gateway !== undefined && network.nat !== "none") {
    const zones = [...new Set(closed.map(({ zone }) => zone))].toSorted((a, b) => a - b);
    for (const zone of network.nat === "single" ? zones.slice(0, 1) : zones) {
      const home = open.find((subnet) => subnet.zone === zone) ?? open[0]!;
      const address = graph.add(ElasticIp, `nat-${zone + 1}`, {});
      // AWS refuses a public NAT gateway in a network whose internet gateway is not attached yet.
      nats.set(
        zone,
        graph.add(NatGateway, `${zone + 1}`, { subnetId: home.id, allocationId: address.id }, { after: [gateway] }),
      );
    }
  }

  const waysOut = new Map<string, { readonly address: string }[]>();
  const tables: Ref<string>[] = [];
  if (open.length > 0) {
    const routes = [{ destination: "0.0.0.0/0", gatewayId: gateway!.id }];
    const table = graph.add(RouteTable, "public", { vpcId: vpc.id, routes, subnetIds: open.map(({ id }) => id) });
    tables.push(table.id);
    for (const { name } of open) waysOut.set(name, [table]);
  }
  for (const [name, members] of privateTables(closed, network.nat)) {
    const nat = nats.get(members[0]!.zone) ?? [...nats.values()][0];
    const routes = nat === undefined ? [] : [{ destination: "0.0.0.0/0", natGatewayId: nat.id }];
    const table = graph.add(RouteTable, name, { vpcId: vpc.id, routes, subnetIds: members.map(({ id }) => id) });
    tables.push(table.id);
    for (const subnet of members) waysOut.set(subnet.name, nat === undefined ? [table] : [table, nat]);
  }
  if (network.endpoints.includes("s3")) {
    graph.add(VpcEndpoint, "s3", {
      vpcId: vpc.id,
      service: `com.amazonaws.${facts.region}.s3`,
      type: "Gateway",
      routeTableIds: tables,
      subnetIds: [],
      securityGroupIds: [],
    });
  }
  return {
    vpcId: vpc.id,
    cidr: network.cidr,
    subnet: (name) => ({ id: subnets.get(name)!.id, zone: subnets.get(name)!.zoneName }),
    wayOut: (name) => waysOut.get(name) ?? [],
    gateway: gateway === undefined ? [] : [gateway],
  };
}

/** One table per zone where each zone has a NAT gateway of its own, one for all otherwise. */
function privateTables<S extends SubnetDesign>(closed: readonly S[], nat: NetworkDesign["nat"]): [string, S[]][] {
  if (closed.length === 0) return [];
  if (nat !== "per-zone") return [["private", [...closed]]];
  const zones = [...new Set(closed.map(({ zone }) => zone))].toSorted((a, b) => a - b);
  return zones.map((zone) => [`private-${zone + 1}`, closed.filter((subnet) => subnet.zone === zone)]);
}
