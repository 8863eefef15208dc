import type { Moment } from "../../state.ts";
import type { Ec2Record } from "../record.ts";
import { ec2Table, lookUp, newRecord } from "../table.ts";

export const targets = ["GatewayId", "NatGatewayId", "NetworkInterfaceId", "InstanceId"] as const;

/** Where a route leads: the member of the API that names it, and the id. */
export interface Route {
  readonly member: (typeof targets)[number];
  readonly target: string;
}

/**
 * A subnet's tie to a table, or the VPC's own when `subnetId` is undefined: then the table is the main one.
 */
export interface RouteTableAssociation {
  readonly subnetId: string | undefined;
}

/** A route table; the VPC's own range is always reachable and is not in `routes`. */
export interface RouteTable extends Ec2Record {
  readonly vpcId: string;
  /** By destination. */
  readonly routes: Map<string, Route>;
  readonly associations: Map<string, RouteTableAssociation>;
}

/** The account's route tables; one keeps its VPC. */
export const routeTables = ec2Table<RouteTable>({
  type: "route-table",
  prefix: "rtb",
  noun: "routeTable ID",
  notFound: "InvalidRouteTableID.NotFound",
  malformed: "InvalidRouteTableId.Malformed",
  holds: ({ vpcId }) => [vpcId],
});

/** The table of that id, or InvalidRouteTableID.NotFound. */
export function routeTableOf(moment: Moment, id: string): RouteTable {
  return lookUp(moment, routeTables, id);
}

/** Makes a table; a main one is associated with its VPC at once. */
export function createRouteTableIn(
  moment: Moment,
  vpcId: string,
  tags: Map<string, string>,
  { main = false }: { readonly main?: boolean } = {},
): RouteTable {
  const table: RouteTable = {
    ...newRecord(moment, routeTables, tags),
    vpcId,
    routes: new Map(),
    associations: new Map(),
  };
  if (main) table.associations.set(`rtbassoc-0${moment.account.random.hex(16)}`, { subnetId: undefined });
  moment.account.of(routeTables).set(table.id, table);
  return table;
}
