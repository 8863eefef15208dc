import type { ClusterDesign, MembersDesign, MachinesDesign, NetworkDesign, RoleDesign } from "@drydock/core/design";

/** The network that a design makes; undefined where it stands in one that exists. */
export function newNetwork({ network }: Pick<ClusterDesign, "network">): NetworkDesign | undefined {
  return network.kind === "new" ? network : undefined;
}

/** Whether a network has subnets that face the internet. */
export function facesInternet(network: NetworkDesign | undefined): boolean {
  return network?.subnets.some((subnet) => subnet.public) ?? false;
}

/** Whether a network has NAT gateways: private subnets whose way out leads through public ones. */
export function hasNat(network: NetworkDesign | undefined): boolean {
  if (network === undefined || network.nat === "none") return false;
  return facesInternet(network) && network.subnets.some((subnet) => !subnet.public);
}

/**
 * The services that are reached through interfaces of the network's own: all but S3, which a gateway leads
 * to.
 */
export function interfaceServices(network: NetworkDesign | undefined): readonly string[] {
  return network?.endpoints.filter((service) => service !== "s3") ?? [];
}

type NodesOf<Kind extends RoleDesign["nodes"]["kind"]> = Extract<RoleDesign["nodes"], { readonly kind: Kind }>;

/** The nodes of the roles of one kind: etcd's members, machines of their own, or groups that scale. */
export function nodesOfKind<Kind extends RoleDesign["nodes"]["kind"]>(
  { roles }: Pick<ClusterDesign, "roles">,
  kind: Kind,
): readonly NodesOf<Kind>[] {
  return roles.flatMap(({ nodes }) => (nodes.kind === kind ? [nodes as NodesOf<Kind>] : []));
}

/**
 * Whether the machines of a role have interfaces of their own where their addresses are fixed. A launch with
 * an interface that stands gives no public address (EC2 API reference, RunInstances).
 */
export function keepsInterfaces({ publicAddress, nodes }: Pick<RoleDesign, "publicAddress" | "nodes">): boolean {
  if (nodes.kind === "members") return true;
  return nodes.kind === "machines" && !publicAddress && nodes.machines.some(({ address }) => address !== undefined);
}

/** Every machine that keeps its name: members and machines of their own. */
export function namedMachines(
  design: Pick<ClusterDesign, "roles">,
): readonly (MembersDesign["members"] | MachinesDesign["machines"])[number][] {
  const members = nodesOfKind(design, "members").flatMap((nodes) => nodes.members);
  return [...members, ...nodesOfKind(design, "machines").flatMap((nodes) => nodes.machines)];
}
