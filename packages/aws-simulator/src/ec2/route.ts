import { AwsError } from "../aws-error.ts";
import type { Moment } from "../state.ts";
import { parseCidr, printCidr } from "./cidr.ts";
import { internetGatewayOf, internetGateways } from "./internet-gateway.ts";
import { natGateways } from "./records/nat-gateway.ts";
import { instanceOf, instances } from "./records/instance.ts";
import { networkInterfaceOf, networkInterfaces } from "./records/network-interface.ts";
import { type Route, type RouteTable, routeTableOf, targets } from "./records/route-table.ts";
import { vpcs } from "./records/vpc.ts";
import { badCombination, badValue, missing, stopIfDryRun } from "./refuse.ts";
import type { Ec2Resource } from "./resource.ts";

/** Whether what the route leads to is gone. */
export function isBlackhole({ account }: Moment, vpcId: string, { member, target }: Route): boolean {
  switch (member) {
    case "GatewayId":
      return account.of(internetGateways).get(target)?.vpcId !== vpcId;
    case "NatGatewayId":
      return !["pending", "available"].includes(account.of(natGateways).get(target)?.state ?? "");
    case "NetworkInterfaceId":
      return account.of(networkInterfaces).get(target)?.attachment === undefined;
    case "InstanceId":
      return account.of(instances).get(target)?.state !== "running";
  }
}

/** The member that a destination is written in. */
export function destinationMember(destination: string): "DestinationCidrBlock" | "DestinationIpv6CidrBlock" {
  return destination.includes(":") ? "DestinationIpv6CidrBlock" : "DestinationCidrBlock";
}

function localOf({ account }: Moment, { vpcId }: RouteTable): string | undefined {
  const vpc = account.of(vpcs).get(vpcId);
  return vpc && printCidr(vpc.cidr);
}

/** The members of a request that say which traffic a route is for. */
interface DestinationRequest {
  readonly DestinationCidrBlock?: string | undefined;
  readonly DestinationIpv6CidrBlock?: string | undefined;
  readonly DestinationPrefixListId?: string | undefined;
}

/** Reads the one destination of a route, written as EC2 writes it. */
function destinationOf(request: DestinationRequest): string {
  const { DestinationCidrBlock: v4, DestinationIpv6CidrBlock: v6, DestinationPrefixListId: list } = request;
  if ([v4, v6, list].filter((given) => given !== undefined).length > 1) {
    throw badCombination("Only one destination can be specified");
  }
  if (list !== undefined) {
    throw new AwsError("UnsupportedOperation", "The simulated account does not model routes to prefix lists.");
  }
  if (v6 !== undefined) {
    if (/^[0-9a-f:]+\/\d{1,3}$/i.test(v6)) return v6.toLowerCase();
    throw badValue(v6, "destinationIpv6CidrBlock", "This is not a valid IPv6 CIDR block.");
  }
  if (v4 === undefined) throw missing("DestinationCidrBlock");
  const cidr = parseCidr(v4);
  if (cidr === undefined) throw badValue(v4, "destinationCidrBlock", "This is not a valid CIDR block.");
  return printCidr(cidr);
}

/** The members of a request that say what a route leads to. */
type TargetRequest = { readonly [Member in Route["member"]]?: string | undefined };

/** Reads and checks the one target of a route. */
function routeOf(call: Moment, table: RouteTable, request: TargetRequest): Route {
  const given = targets.flatMap((member) => {
    const target = request[member];
    return target === undefined ? [] : [{ member, target }];
  });
  const [route] = given;
  if (given.length > 1)
    throw badCombination(
      `Only one route target can be specified, not ${given.map(({ member }) => member).join(" and ")}`,
    );
  if (route === undefined) {
    throw missing("a route target (gatewayId, natGatewayId, networkInterfaceId or instanceId)");
  }
  checkTarget(call, table, route);
  return route;
}

function checkTarget(call: Moment, table: RouteTable, { member, target }: Route): void {
  const differ = (kind: string): AwsError =>
    new AwsError("InvalidParameterValue", `route table ${table.id} and ${kind} ${target} belong to different networks`);
  switch (member) {
    case "GatewayId":
      if (!target.startsWith("igw-"))
        throw badValue(target, "gatewayId", "The simulated account models internet gateways only.");
      if (internetGatewayOf(call, target).vpcId !== table.vpcId) throw differ("network gateway");
      return;
    case "NatGatewayId": {
      const nat = call.account.of(natGateways).get(target);
      if (nat === undefined || nat.state === "deleted" || nat.state === "failed") {
        throw new AwsError("InvalidNatGatewayID.NotFound", `The natGateway ID '${target}' does not exist`);
      }
      if (nat.vpcId !== table.vpcId) throw differ("NAT gateway");
      return;
    }
    case "NetworkInterfaceId":
      if (networkInterfaceOf(call, target).vpcId !== table.vpcId) throw differ("interface");
      return;
    case "InstanceId":
      if (instanceOf(call, target).vpcId !== table.vpcId) throw differ("instance");
  }
}

/** The routes of a route table. */
export const route: Ec2Resource = {
  operations: {
    /** CreateRoute: one target a destination; the VPC's own range is always there. */
    CreateRoute(call) {
      const { input, account } = call;
      const table = routeTableOf(call, input.RouteTableId);
      const destination = destinationOf(input);
      const route = routeOf(call, table, input);
      if (table.routes.has(destination) || destination === localOf(call, table)) {
        throw new AwsError("RouteAlreadyExists", `The route identified by ${destination} already exists.`);
      }
      if (table.routes.size >= account.quotas.routesPerTable) {
        throw new AwsError("RouteLimitExceeded", "The maximum number of routes has been reached.");
      }
      stopIfDryRun(input);
      table.routes.set(destination, route);
      return { Return: true };
    },

    /** ReplaceRoute: another target for a destination that has one. */
    ReplaceRoute(call) {
      const { input } = call;
      const table = routeTableOf(call, input.RouteTableId);
      const destination = destinationOf(input);
      const route = routeOf(call, table, input);
      if (!table.routes.has(destination)) {
        throw new AwsError(
          "InvalidParameterValue",
          `There is no route defined for '${destination}' in the route table. Use CreateRoute instead.`,
        );
      }
      stopIfDryRun(input);
      table.routes.set(destination, route);
      return {};
    },

    /** DeleteRoute: never the VPC's own range. */
    DeleteRoute(call) {
      const { input } = call;
      const table = routeTableOf(call, input.RouteTableId);
      const destination = destinationOf(input);
      if (destination === localOf(call, table)) {
        throw new AwsError(
          "InvalidParameterValue",
          `cannot remove local route ${destination} in route table ${table.id}`,
        );
      }
      if (!table.routes.has(destination)) {
        throw new AwsError(
          "InvalidRoute.NotFound",
          `no route with destination-cidr-block ${destination} in route table ${table.id}`,
        );
      }
      stopIfDryRun(input);
      table.routes.delete(destination);
      return {};
    },
  },
};
