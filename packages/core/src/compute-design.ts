import type { Blueprint } from "./blueprint.ts";
import { balancersOf } from "./cluster/balancers.ts";
import { secretDesigns } from "./cluster/cluster-secrets.ts";
import { membersOf } from "./cluster/formation.ts";
import { rolesOf } from "./cluster/named-role.ts";
import { dnsDesign, serviceHost } from "./cluster/records.ts";
import { roleDesign, tokenParameter } from "./cluster/role-design.ts";
import { rulesOf } from "./cluster/role-rules.ts";
import { servicesOf } from "./cluster/service.ts";
import type { ClusterDesign, ExistingNetworkDesign, NetworkDesign } from "./design.ts";
import { existingSubnets, planSubnets, subnetsOf } from "./network/subnet-plan.ts";
import { nodeRenderer, type Oversize, type Unrenderable } from "./node/render-node.ts";

/** A node that has no user data, and why. */
export interface FailedNode {
  /** The role, `pools.public`. */
  readonly path: string;
  readonly machine: string | undefined;
  readonly problem: Oversize | Unrenderable;
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
  const render = nodeRenderer(blueprint, members, (role, machine, problem) =>
    failed.push({ path: role.path, machine: machine?.name, problem }),
  );
  const design: ClusterDesign = {
    name,
    tags,
    network: networkDesign(network),
    secrets: secretDesigns(blueprint, members, roles),
    parameters: etcd === undefined ? [] : [{ name: tokenParameter, value: { generated: "token" } }],
    roles: roles.map((role) => {
      const rules = rulesOf(role, roles, services, network.cidr);
      return roleDesign(role, { blueprint, subnets, members, rules, render });
    }),
    balancers: balancersOf(services, subnets, network.cidr),
    dns: dnsDesign(network.dns, etcd, members, services),
    buckets: buckets.map((bucket) => ({ name: bucket })),
    outputs: {
      etcd:
        etcd === undefined
          ? undefined
          : {
              endpoints: members.map(({ clientUrl }) => clientUrl),
              members: members.map(({ name: member, address }) => ({ name: member, address })),
            },
      services: Object.fromEntries(
        services.map((service) => {
          const { balancer, exposure } = service;
          return [
            service.name,
            { balancer, port: exposure.port, protocol: exposure.protocol, dns: serviceHost(service, network.dns) },
          ];
        }),
      ),
    },
  };
  return { design, failed };
}

function networkDesign(network: Blueprint["network"]): NetworkDesign | ExistingNetworkDesign {
  if (network.kind === "existing-network") {
    return { kind: "existing", vpcId: network.vpcId, cidr: network.cidr, subnets: existingSubnets(network) };
  }
  const { cidr, zones, nat, endpoints } = network;
  return { kind: "new", cidr, zones, subnets: planSubnets(network).subnets, nat, endpoints };
}
