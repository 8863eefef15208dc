import { endpointService } from "../aws/endpoint-service.ts";
import { SecurityGroup } from "../kinds/security-group.ts";
import { SecurityGroupRules } from "../kinds/security-group-rules.ts";
import { VpcEndpoint } from "../kinds/vpc-endpoint.ts";
import type { Chapter } from "./chapter.ts";
import { identitiesOf } from "./node-identity.ts";
import { drawingFrom } from "./fixed-addresses.ts";
import type { BuiltNetwork } from "./network.ts";
import type { RoleGroups } from "./security.ts";

/**
 * Services reached through interfaces in the network: one per zone, open on 443 to the roles and to nobody
 * else.
 */
export function buildInterfaceEndpoints(
  { design, facts, graph }: Chapter,
  network: BuiltNetwork,
  groups: RoleGroups,
): void {
  if (design.network.kind === "existing") return;
  const services = design.network.endpoints.filter((service) => service !== "s3");
  if (services.length === 0) return;
  const closed = design.network.subnets.filter((subnet) => !subnet.public);
  const homes = (closed.length > 0 ? closed : design.network.subnets).filter(
    ({ zone }, index, all) => all.findIndex((other) => other.zone === zone) === index,
  );
  const groupName = `${design.name}-endpoints`;
  const group = graph.add(SecurityGroup, "endpoints", {
    vpcId: network.vpcId,
    groupName,
    description: "Interface endpoints",
  });
  const https = { protocol: "tcp" as const, fromPort: 443, toPort: 443, description: "service calls" };
  const ingress =
    design.roles.length > 0
      ? identitiesOf(design).map(({ name }) => ({ ...https, groupId: groups.ofRole(name) }))
      : [{ ...https, cidr: network.cidr }];
  graph.add(SecurityGroupRules, "endpoints", { groupId: group.id, ingress });
  const subnets = homes.map(({ name }) => name);
  for (const service of services) {
    const props = {
      vpcId: network.vpcId,
      service: endpointService(facts.region, service),
      type: "Interface" as const,
      routeTableIds: [],
      subnetIds: subnets.map((name) => network.subnet(name).id),
      securityGroupIds: [group.id],
      privateDns: true,
    };
    graph.add(VpcEndpoint, service, props, drawingFrom(design, subnets));
  }
}
