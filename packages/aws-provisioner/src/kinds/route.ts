import type { Route as AwsRoute } from "@aws-sdk/client-ec2";
import * as z from "zod/mini";
import type { Step } from "../aws/cloud.ts";
import { setChange } from "./set-change.ts";
import { unlessRefused } from "./unless-refused.ts";

export const route = z.object({
  destination: z.cidrv4(),
  gatewayId: z.optional(z.string()),
  natGatewayId: z.optional(z.string()),
  /** What else it leads to; the blueprint has no such routes. */
  elsewhere: z.optional(z.string()),
});
export type Route = z.infer<typeof route>;

/**
 * The local route, those of gateway endpoints and propagated ones are AWS's own. A blackhole leads nowhere:
 * without its target it differs from whatever is wanted, and is rewritten.
 */
export function readRoute(route: AwsRoute): Route[] {
  const { GatewayId, NatGatewayId, Origin, State } = route;
  const destination = route.DestinationCidrBlock ?? route.DestinationIpv6CidrBlock ?? route.DestinationPrefixListId;
  if (destination === undefined || GatewayId === "local" || Origin === "EnableVgwRoutePropagation") return [];
  if (GatewayId?.startsWith("vpce-") && route.DestinationPrefixListId !== undefined) return [];
  if (State === "blackhole") return [{ destination }];
  if (GatewayId !== undefined) return [{ destination, gatewayId: GatewayId }];
  if (NatGatewayId !== undefined) return [{ destination, natGatewayId: NatGatewayId }];
  const elsewhere =
    route.TransitGatewayId ??
    route.VpcPeeringConnectionId ??
    route.NetworkInterfaceId ??
    route.EgressOnlyInternetGatewayId ??
    route.LocalGatewayId ??
    route.CarrierGatewayId ??
    route.CoreNetworkArn;
  return [elsewhere === undefined ? { destination } : { destination, elsewhere }];
}

/** A destination in the member that its form asks for. */
function destinationOf(destination: string) {
  if (destination.startsWith("pl-")) return { DestinationPrefixListId: destination };
  if (destination.includes(":")) return { DestinationIpv6CidrBlock: destination };
  return { DestinationCidrBlock: destination };
}

/** Brings the routes of a table from `before` to `after`. */
export function changeRoutes(
  { clients: { ec2 }, request }: Step,
  id: string,
  before: readonly Route[],
  after: readonly Route[],
): Promise<unknown>[] {
  const { added, removed } = setChange(before.map(inOneForm), after.map(inOneForm));
  const existing = new Set(before.map(({ destination }) => destination));
  const wanted = new Set(after.map(({ destination }) => destination));
  return [
    ...added.map(({ destination, gatewayId, natGatewayId }) => {
      const input = {
        RouteTableId: id,
        DestinationCidrBlock: destination,
        GatewayId: gatewayId,
        NatGatewayId: natGatewayId,
      };
      const replace = () => ec2.replaceRoute(input, request);
      if (existing.has(destination)) return replace();
      // An earlier try to which nobody answered may have made it, of which listings tell late.
      return ec2.createRoute(input, request).catch((error: unknown) => {
        if (error instanceof Error && error.name === "RouteAlreadyExists") return replace();
        throw error;
      });
    }),
    ...removed
      .filter(({ destination }) => !wanted.has(destination))
      .map(({ destination }) =>
        unlessRefused(
          ["InvalidRoute.NotFound"],
          ec2.deleteRoute({ RouteTableId: id, ...destinationOf(destination) }, request),
        ),
      ),
  ];
}

function inOneForm({ destination, gatewayId, natGatewayId, elsewhere }: Route): Route {
  return { destination, gatewayId, natGatewayId, elsewhere };
}
