import type {
  CreateRouteTableCommandInput,
  CreateRouteTableCommandOutput,
  DeleteRouteTableCommandInput,
  DeleteRouteTableCommandOutput,
  DescribeRouteTablesCommandInput,
  DescribeRouteTablesCommandOutput,
} from "@aws-sdk/client-ec2";
import { AwsError } from "../aws-error.ts";
import type { Handler } from "../handler.ts";
import type { Moment } from "../state.ts";
import { once } from "./idempotency.ts";
import { kinds } from "./kinds.ts";
import { listing } from "./listing.ts";
import { dependency, required, stopIfDryRun } from "./refuse.ts";
import { lookUp, newRecord, type Ec2Record } from "./record.ts";
import { projectRouteTable, routeTableFilters } from "./route-table-shape.ts";
import type { Route } from "./route.ts";
import { ec2State } from "./state.ts";
import { tagsFor } from "./tags.ts";
import { vpcOf } from "./vpc.ts";

/** A subnet's tie to a table, or the VPC's own when `subnetId` is undefined: then the table is the main one. */
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

/** The table of that id, or InvalidRouteTableID.NotFound. */
export function routeTableOf(moment: Moment, id: string): RouteTable {
  return lookUp(moment, moment.account.of(ec2State).routeTables, kinds.routeTable, id);
}

/** Makes a table; a main one is associated with its VPC at once. */
export function createRouteTableIn(
  moment: Moment,
  vpcId: string,
  tags: Map<string, string>,
  { main = false }: { readonly main?: boolean } = {},
): RouteTable {
  const table: RouteTable = {
    ...newRecord(moment, kinds.routeTable, tags),
    vpcId,
    routes: new Map(),
    associations: new Map(),
  };
  if (main) table.associations.set(`rtbassoc-0${moment.account.random.hex(16)}`, { subnetId: undefined });
  moment.account.of(ec2State).routeTables.set(table.id, table);
  return table;
}

export const createRouteTable: Handler<CreateRouteTableCommandInput, CreateRouteTableCommandOutput> = (call) => {
  const { input, account } = call;
  const { routeTables } = account.of(ec2State);
  const [id = ""] = once(
    call,
    "CreateRouteTable",
    input,
    (known) => routeTables.has(known),
    () => {
      const vpc = vpcOf(call, required(input, "VpcId"));
      const tags = tagsFor("route-table", input.TagSpecifications);
      if (
        [...routeTables.values()].filter(({ vpcId }) => vpcId === vpc.id).length >= account.quotas.routeTablesPerVpc
      ) {
        throw new AwsError("RouteTableLimitExceeded", "The maximum number of route tables has been reached.");
      }
      stopIfDryRun(input);
      return [createRouteTableIn(call, vpc.id, tags).id];
    },
  );
  return { RouteTable: projectRouteTable(call, routeTableOf(call, id)), ClientToken: input.ClientToken };
};

export const describeRouteTables: Handler<DescribeRouteTablesCommandInput, DescribeRouteTablesCommandOutput> = (
  call,
) => {
  const { input, account } = call;
  stopIfDryRun(input);
  const { rows, NextToken } = listing(call, account.of(ec2State).routeTables.values(), {
    kind: kinds.routeTable,
    ids: input.RouteTableIds,
    filters: input.Filters,
    page: input,
    table: routeTableFilters(call),
    limits: [5, 100],
  });
  return { RouteTables: rows.map((table) => projectRouteTable(call, table)), NextToken };
};

/** DeleteRouteTable: DependencyViolation while it is associated, which the main table always is. */
export const deleteRouteTable: Handler<DeleteRouteTableCommandInput, DeleteRouteTableCommandOutput> = (call) => {
  const { input, account } = call;
  const table = routeTableOf(call, required(input, "RouteTableId"));
  if (table.associations.size > 0)
    throw dependency(`The routeTable '${table.id}' has dependencies and cannot be deleted.`);
  stopIfDryRun(input);
  account.of(ec2State).routeTables.delete(table.id);
  return {};
};
