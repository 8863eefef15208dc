import type { Blueprint } from "./blueprint.ts";
import { balancersOf, type BalancerDesign } from "./cluster/balancers.ts";
import type { ClusterReading } from "./cluster/cluster-reading.ts";
import { outputsOf, type OutputsDesign } from "./cluster/outputs.ts";
import { parameterDesigns, type ParameterDesign } from "./cluster/parameters.ts";
import { rulesOf } from "./cluster/reach.ts";
import { dnsDesign, type DnsDesign } from "./cluster/records.ts";
import { roleDesign, type RoleDesign } from "./cluster/role-design.ts";
import { networkDesign, type ExistingNetworkDesign, type NetworkDesign } from "./network/network-design.ts";
import { nodeRenderer, type FailedNode } from "./node/render-node.ts";
import type { DesignsOf } from "./part.ts";
import { parts, type AnyPart } from "./parts.ts";

/**
 * A design is a blueprint with everything computed: every address, name, rule and user-data document stands
 * in it as plain data. It is what a provisioner turns into resources, and holds nothing of any provider's
 * resource model.
 */
export interface ClusterDesign extends DesignsOf<typeof parts> {
  readonly name: string;
  readonly network: NetworkDesign | ExistingNetworkDesign;
  /** Values made once, when the cluster is created, and kept for its life. */
  readonly parameters: readonly ParameterDesign[];
  readonly roles: readonly RoleDesign[];
  readonly balancers: readonly BalancerDesign[];
  readonly dns: DnsDesign | undefined;
  readonly outputs: OutputsDesign;
}

/** The design of a blueprint that has no other errors, and the nodes for which no user data can be made. */
export function computeDesign(
  blueprint: Blueprint,
  reading: ClusterReading,
): {
  readonly design: ClusterDesign;
  readonly failed: readonly FailedNode[];
} {
  const failed: FailedNode[] = [];
  const { name, network, etcd } = blueprint;
  const { subnets, roles, members, services } = reading;
  const render = nodeRenderer(blueprint, members, (failure) => failed.push(failure));
  const design: ClusterDesign = {
    name,
    network: networkDesign(network, subnets),
    ...designsOf(blueprint, reading),
    parameters: parameterDesigns(etcd),
    roles: roles.map((role) => {
      const rules = rulesOf(role, roles, services, network.cidr);
      return roleDesign(role, { blueprint, subnets, members, services, rules, render });
    }),
    balancers: balancersOf(services, subnets, network.cidr),
    dns: dnsDesign(network.dns, etcd, members, services),
    outputs: outputsOf(etcd, members, services, network.dns),
  };
  return { design, failed };
}

/** The designs that parts make alone. */
function designsOf(read: Readonly<Record<string, unknown>>, reading: ClusterReading): DesignsOf<typeof parts> {
  const designs = Object.entries<AnyPart>(parts).flatMap(([name, part]) =>
    part.design === undefined ? [] : [[name, part.design(read[name], reading)] as const],
  );
  return Object.fromEntries(designs) as DesignsOf<typeof parts>;
}
