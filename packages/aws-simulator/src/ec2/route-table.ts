import { AwsError } from "../aws-error.ts";
import { once } from "./idempotency.ts";
import { listing } from "./listing.ts";
import { createRouteTableIn, routeTableOf, routeTables } from "./records/route-table.ts";
import { vpcOf } from "./records/vpc.ts";
import { dependency, stopIfDryRun } from "./refuse.ts";
import { resource } from "./resource.ts";
import { projectRouteTable, routeTableFilters } from "./route-table-shape.ts";
import { tagsFor } from "./tags.ts";

/** Route tables. */
export const routeTable = resource({
  table: routeTables,
  inventory: ({ vpcId, routes, associations }) => ({
    attributes: {
      vpcId,
      main: [...associations.values()].some(({ subnetId }) => subnetId === undefined),
      routes: Object.fromEntries([...routes].map(([destination, { target }]) => [destination, target])),
      subnetIds: [...associations.values()].flatMap(({ subnetId }) => subnetId ?? []),
    },
  }),
  operations: {
    /** CreateRouteTable: empty but for the VPC's own range. */
    CreateRouteTable(call) {
      const { input, account } = call;
      const [id = ""] = once(
        call,
        "CreateRouteTable",
        input,
        (known) => account.of(routeTables).has(known),
        () => {
          const vpc = vpcOf(call, input.VpcId);
          const tags = tagsFor("route-table", input.TagSpecifications);
          if (
            [...account.of(routeTables).values()].filter(({ vpcId }) => vpcId === vpc.id).length >=
            account.quotas.routeTablesPerVpc
          ) {
            throw new AwsError("RouteTableLimitExceeded", "The maximum number of route tables has been reached.");
          }
          stopIfDryRun(input);
          return [createRouteTableIn(call, vpc.id, tags).id];
        },
      );
      return { RouteTable: projectRouteTable(call, routeTableOf(call, id)), ClientToken: input.ClientToken };
    },

    /** DescribeRouteTables: with the routes of gateway endpoints, and blackholes. */
    DescribeRouteTables(call) {
      const { input } = call;
      stopIfDryRun(input);
      const { rows, NextToken } = listing(call, routeTables, {
        ids: input.RouteTableIds,
        filters: routeTableFilters(call),
        limits: [5, 100],
      });
      return { RouteTables: rows.map((table) => projectRouteTable(call, table)), NextToken };
    },

    /** DeleteRouteTable: DependencyViolation while it is associated, which the main table always is. */
    DeleteRouteTable(call) {
      const { input, account } = call;
      const table = routeTableOf(call, input.RouteTableId);
      if (table.associations.size > 0)
        throw dependency(`The routeTable '${table.id}' has dependencies and cannot be deleted.`);
      stopIfDryRun(input);
      account.of(routeTables).delete(table.id);
      return {};
    },
  },
});
