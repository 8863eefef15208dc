import type { Route as RouteShape, RouteTable as RouteTableShape } from "@aws-sdk/client-ec2";
import type { Moment } from "../state.ts";
import { printCidr } from "./cidr.ts";
import type { FilterTable } from "./filters.ts";
import type { RouteTable } from "./records/route-table.ts";
import { vpcs } from "./records/vpc.ts";
import { destinationMember, isBlackhole } from "./route.ts";
import { tagList } from "./tags.ts";
import { vpcEndpoints } from "./records/vpc-endpoint.ts";

/** The filters of DescribeRouteTables. */
export function routeTableFilters(moment: Moment): FilterTable<RouteTable> {
  const routes = (table: RouteTable): RouteShape[] => projectRouteTable(moment, table).Routes ?? [];
  return {
    "route-table-id": ({ id }) => id,
    "vpc-id": ({ vpcId }) => vpcId,
    "owner-id": () => moment.account.accountId,
    "association.main": ({ associations }) =>
      [...associations.values()].map(({ subnetId }) => String(subnetId === undefined)),
    "association.route-table-id": ({ id, associations }) => (associations.size > 0 ? id : undefined),
    "association.route-table-association-id": ({ associations }) => [...associations.keys()],
    "association.subnet-id": ({ associations }) => [...associations.values()].map(({ subnetId }) => subnetId),
    "route.destination-cidr-block": (table) => routes(table).map(({ DestinationCidrBlock }) => DestinationCidrBlock),
    "route.destination-ipv6-cidr-block": (table) =>
      routes(table).map(({ DestinationIpv6CidrBlock }) => DestinationIpv6CidrBlock),
    "route.destination-prefix-list-id": (table) =>
      routes(table).map(({ DestinationPrefixListId }) => DestinationPrefixListId),
    "route.gateway-id": (table) => routes(table).map(({ GatewayId }) => GatewayId),
    "route.instance-id": (table) => routes(table).map(({ InstanceId }) => InstanceId),
    "route.nat-gateway-id": (table) => routes(table).map(({ NatGatewayId }) => NatGatewayId),
    "route.origin": (table) => routes(table).map(({ Origin }) => Origin),
    "route.state": (table) => routes(table).map(({ State }) => State),
  };
}

/**
 * A table as EC2 answers with it: the local route first, then the others, then those of gateway endpoints.
 */
export function projectRouteTable(moment: Moment, table: RouteTable): RouteTableShape {
  const { account } = moment;
  const vpc = account.of(vpcs).get(table.vpcId);
  const local: RouteShape[] =
    vpc === undefined
      ? []
      : [
          {
            DestinationCidrBlock: printCidr(vpc.cidr),
            GatewayId: "local",
            Origin: "CreateRouteTable",
            State: "active",
          },
        ];
  const own = [...table.routes].map(([destination, route]): RouteShape => ({
    [destinationMember(destination)]: destination,
    [route.member]: route.target,
    Origin: "CreateRoute",
    State: isBlackhole(moment, table.vpcId, route) ? "blackhole" : "active",
  }));
  const ofEndpoints = [...account.of(vpcEndpoints).values()]
    .filter(({ routeTableIds, state }) => routeTableIds.includes(table.id) && state === "available")
    .map(({ id, prefixListId }): RouteShape => ({
      DestinationPrefixListId: prefixListId,
      GatewayId: id,
      Origin: "CreateRoute",
      State: "active",
    }));
  return {
    RouteTableId: table.id,
    VpcId: table.vpcId,
    OwnerId: account.accountId,
    Associations: [...table.associations].map(([RouteTableAssociationId, { subnetId }]) => ({
      RouteTableAssociationId,
      RouteTableId: table.id,
      Main: subnetId === undefined,
      ...(subnetId !== undefined && { SubnetId: subnetId }),
      AssociationState: { State: "associated" },
    })),
    PropagatingVgws: [],
    Routes: [...local, ...own, ...ofEndpoints],
    Tags: tagList(table.tags),
  };
}
