import type { Blueprint } from "./blueprint.ts";
import { bucketDesigns, type BucketDesign } from "./buckets.ts";
import { balancersOf, type BalancerDesign } from "./cluster/balancers.ts";
import { secretDesigns, type SecretDesign } from "./cluster/cluster-secrets.ts";
import { membersOf } from "./cluster/formation.ts";
import { rolesOf } from "./cluster/named-role.ts";
import { outputsOf, type OutputsDesign } from "./cluster/outputs.ts";
import { parameterDesigns, type ParameterDesign } from "./cluster/parameters.ts";
import { rulesOf } from "./cluster/reach.ts";
import { dnsDesign, type DnsDesign } from "./cluster/records.ts";
import { roleDesign, type RoleDesign } from "./cluster/role-design.ts";
import { servicesOf } from "./cluster/service.ts";
import { networkDesign, type ExistingNetworkDesign, type NetworkDesign } from "./network/network-design.ts";
import { subnetsOf } from "./network/subnet-plan.ts";
import { nodeRenderer, type FailedNode } from "./node/render-node.ts";

/**
 * A design is a blueprint with everything computed: every address, name, rule and user-data document stands
 * in it as plain data. It is what a provisioner turns into resources, and holds nothing of any provider's
 * resource model.
 */
export interface ClusterDesign {
  readonly name: string;
  /** Tags that every resource carries, beside the provisioner's own. */
  readonly tags: Readonly<Record<string, string>>;
  readonly network: NetworkDesign | ExistingNetworkDesign;
  readonly secrets: readonly SecretDesign[];
  /** Values made once, when the cluster is created, and kept for its life. */
  readonly parameters: readonly ParameterDesign[];
  readonly roles: readonly RoleDesign[];
  readonly balancers: readonly BalancerDesign[];
  readonly dns: DnsDesign | undefined;
  /** Buckets that the blueprint asks for, by name. */
  readonly buckets: readonly BucketDesign[];
  readonly outputs: OutputsDesign;
}

/** The design of a blueprint that has no other errors, and the nodes for which no user data can be made. */
export function computeDesign(blueprint: Blueprint): {
  readonly design: ClusterDesign;
  readonly failed: readonly FailedNode[];
} {
  const failed: FailedNode[] = [];
  const { name, network, etcd, tags = {}, buckets = [] } = blueprint;
  const subnets = subnetsOf(network);
  const roles = rolesOf(blueprint);
  const members = etcd === undefined ? [] : membersOf(etcd, subnets);
  const services = servicesOf(roles, subnets);
  const render = nodeRenderer(blueprint, members, (failure) => failed.push(failure));
  const design: ClusterDesign = {
    name,
    tags,
    network: networkDesign(network),
    secrets: secretDesigns(blueprint, members, roles),
    parameters: parameterDesigns(etcd),
    roles: roles.map((role) => {
      const rules = rulesOf(role, roles, services, network.cidr);
      return roleDesign(role, { blueprint, subnets, members, rules, render });
    }),
    balancers: balancersOf(services, subnets, network.cidr),
    dns: dnsDesign(network.dns, etcd, members, services),
    buckets: bucketDesigns(buckets),
    outputs: outputsOf(etcd, members, services, network.dns),
  };
  return { design, failed };
}
