import type { ClusterDesign, ExistingNetworkDesign, NetworkDesign, SubnetDesign } from "@drydock/core/design";
import { endpointService } from "../aws/endpoint-service.ts";
import type { Ref } from "../engine/ref.ts";
import { ElasticIp } from "../kinds/elastic-ip.ts";
import { InternetGateway } from "../kinds/internet-gateway.ts";
import { NatGateway } from "../kinds/nat-gateway.ts";
import { RouteTable } from "../kinds/route-table.ts";
import { Subnet } from "../kinds/subnet.ts";
import { Vpc } from "../kinds/vpc.ts";
import { VpcEndpoint } from "../kinds/vpc-endpoint.ts";
import type { Chapter } from "./chapter.ts";
import { drawingFrom } from "./fixed-addresses.ts";
import { named } from "./named.ts";

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

type Network<Design> = Chapter<Pick<ClusterDesign, "name" | "roles"> & { readonly network: Design }>;

export function buildNetwork(chapter: Chapter): BuiltNetwork {
  const { network, name, roles } = chapter.design;
  return network.kind === "existing" ? existing(network) : make({ ...chapter, design: { network, name, roles } });
}

function existing({ vpcId, cidr, subnets }: ExistingNetworkDesign): BuiltNetwork {
  const byName = new Map(subnets.map((subnet) => [subnet.name, { id: subnet.id, zone: subnet.zoneName }]));
  return { vpcId, cidr, subnet: (name) => named(byName, name), wayOut: () => [], gateway: [] };
}

interface Placed extends SubnetDesign {
  readonly id: Ref<string>;
  readonly zoneName: string;
}

interface Way {
  readonly id: Ref<string>;
  readonly address: string;
}

function make(chapter: Network<NetworkDesign>): BuiltNetwork {
  const { network } = chapter.design;
  const vpc = chapter.graph.add(Vpc, "main", { cidr: network.cidr, dnsSupport: true, dnsHostnames: true });
  const subnets = buildSubnets(chapter, vpc.id);
  const open = subnets.filter((subnet) => subnet.public);
  const gateway = open.length > 0 ? chapter.graph.add(InternetGateway, "main", { vpcId: vpc.id }) : undefined;
  const nats = gateway === undefined ? [] : buildNats(chapter, subnets, gateway);
  const { tables, waysOut } = buildTables(chapter, vpc.id, subnets, { gateway, nats });
  if (network.endpoints.includes("s3")) {
    chapter.graph.add(VpcEndpoint, "s3", {
      vpcId: vpc.id,
      service: endpointService(chapter.facts.region, "s3"),
      type: "Gateway",
      routeTableIds: tables,
      subnetIds: [],
      securityGroupIds: [],
    });
  }
  const byName = new Map(subnets.map(({ name, id, zoneName }) => [name, { id, zone: zoneName }]));
  return {
    vpcId: vpc.id,
    cidr: network.cidr,
    subnet: (name) => named(byName, name),
    wayOut: (name) => waysOut.get(name) ?? [],
    gateway: gateway === undefined ? [] : [gateway],
  };
}

function buildSubnets({ design: { network }, graph }: Network<NetworkDesign>, vpcId: Ref<string>): Placed[] {
  return network.subnets.map((subnet) => {
    const { zoneName } = subnet;
    if (zoneName === undefined) throw new RangeError(`the zone of subnet ${subnet.name} is not known`);
    const { id } = graph.add(Subnet, subnet.name, { vpcId, cidr: subnet.cidr, zone: zoneName });
    return { ...subnet, id, zoneName };
  });
}

/** NAT gateways in public subnets, one for each zone with private ones, or one for all. */
function buildNats(
  { design: { network, roles }, graph }: Network<NetworkDesign>,
  subnets: readonly Placed[],
  gateway: { readonly address: string },
): (Way & { readonly zone: string })[] {
  if (network.nat === "none") return [];
  const open = subnets.filter((subnet) => subnet.public);
  const zones = zonesOf(subnets.filter((subnet) => !subnet.public));
  return (network.nat === "single" ? zones.slice(0, 1) : zones).flatMap((zone) => {
    const home = open.find((subnet) => subnet.zoneName === zone) ?? open[0];
    if (home === undefined) return [];
    const address = graph.add(ElasticIp, `nat-${zone}`, {});
    const props = { subnetId: home.id, allocationId: address.id };
    // AWS refuses a public NAT gateway in a network whose internet gateway is not attached yet.
    const nat = graph.add(NatGateway, zone, props, { after: [gateway], ...drawingFrom({ roles }, [home.name]) });
    return [{ zone, id: nat.id, address: nat.address }];
  });
}

/** The route tables, and by subnet what a machine in it waits for to have a way out. */
function buildTables(
  { design: { network }, graph }: Network<NetworkDesign>,
  vpcId: Ref<string>,
  subnets: readonly Placed[],
  { gateway, nats }: { gateway: { readonly id: Ref<string> } | undefined; nats: readonly (Way & { zone: string })[] },
) {
  const waysOut = new Map<string, readonly { readonly address: string }[]>();
  const tables: Ref<string>[] = [];
  const open = subnets.filter((subnet) => subnet.public);
  if (gateway !== undefined) {
    const routes = [{ destination: "0.0.0.0/0", gatewayId: gateway.id }];
    const table = graph.add(RouteTable, "public", { vpcId, routes, subnetIds: open.map(({ id }) => id) });
    tables.push(table.id);
    for (const { name } of open) waysOut.set(name, [table]);
  }
  const closed = subnets.filter((subnet) => !subnet.public);
  for (const [name, zone, members] of privateTables(closed, network.nat)) {
    const nat = nats.find((one) => one.zone === zone) ?? nats[0];
    const routes = nat === undefined ? [] : [{ destination: "0.0.0.0/0", natGatewayId: nat.id }];
    const table = graph.add(RouteTable, name, { vpcId, routes, subnetIds: members.map(({ id }) => id) });
    tables.push(table.id);
    for (const subnet of members) waysOut.set(subnet.name, nat === undefined ? [table] : [table, nat]);
  }
  return { tables, waysOut };
}

/**
 * One table per zone where each zone has a NAT gateway of its own, one for all otherwise: its name, its first
 * zone, its subnets.
 */
function privateTables(closed: readonly Placed[], nat: NetworkDesign["nat"]): [string, string, Placed[]][] {
  const [first] = closed;
  if (first === undefined) return [];
  if (nat !== "per-zone") return [["private", first.zoneName, [...closed]]];
  return zonesOf(closed).map((zone) => [`private-${zone}`, zone, closed.filter(({ zoneName }) => zoneName === zone)]);
}

function zonesOf(subnets: readonly Placed[]): string[] {
  return [...new Set(subnets.map(({ zoneName }) => zoneName))];
}
