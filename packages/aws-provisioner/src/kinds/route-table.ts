import type { RouteTable as AwsRouteTable } from "@aws-sdk/client-ec2";
import * as z from "zod/mini";
import { complete } from "../aws/answer.ts";
import type { Step } from "../aws/cloud.ts";
import { codes } from "../aws/error-table.ts";
import { listing } from "../aws/around.ts";
import { kind } from "../aws/kind.ts";
import { items } from "../aws/pages.ts";
import { ec2Tagging } from "../aws/tagging.ts";
import { changeRoutes, readRoute, route, type Route } from "./route.ts";
import { setChange } from "./set-change.ts";
import { unlessRefused } from "./unless-refused.ts";
import { newNetwork } from "./in-design.ts";
import { inNetwork } from "../aws/whereabouts.ts";

/**
 * A route table with its routes and the subnets that use it. The local route, those of endpoints and
 * propagated ones are AWS's own.
 */
export const RouteTable = kind("route-table", {
  service: "ec2",
  discovery: { idPrefix: "rtb" },
  whereabouts: inNetwork,
  usedBy: (design) => (newNetwork(design)?.subnets.length ?? 0) > 0,
  // EC2 API reference, "Error codes".
  errors: { "already-exists": codes("RouteAlreadyExists", "Resource.AlreadyAssociated") },
  tagging: ec2Tagging,
  keyless: true,
  props: z.object({ vpcId: z.string(), routes: z.array(route), subnetIds: z.array(z.string()) }),
  mutable: ["routes", "subnetIds"],
  unordered: ["routes", "subnetIds"],
  carries: "subnetIds",
  // They turn into black holes (VPC user guide, "Work with NAT gateways").
  notHolding: ["routes"],
  widens: { subnetIds: (subnet: unknown) => JSON.stringify(subnet) },
  shared: {
    routes: { entry: "route", keyOf: ({ destination }: Route) => destination },
    // Without its table a subnet would be on the network's main one, and lose its routes.
    subnetIds: { entry: "association", keeps: "self" },
  },
  usable: "accepted",
  stable: { means: "has its routes and associations" },
  seconds: { create: 1, delete: 1 },
  permissions: {
    find: ["ec2:DescribeRouteTables"],
    create: [
      "ec2:CreateRouteTable",
      "ec2:CreateTags",
      "ec2:CreateRoute",
      "ec2:ReplaceRoute",
      "ec2:AssociateRouteTable",
    ],
    update: [
      "ec2:CreateRoute",
      "ec2:ReplaceRoute",
      "ec2:DeleteRoute",
      "ec2:AssociateRouteTable",
      "ec2:DisassociateRouteTable",
      "ec2:ReplaceRouteTableAssociation",
    ],
    delete: ["ec2:DisassociateRouteTable", "ec2:DeleteRouteTable"],
  },
  // What was seen of associations goes with the table's own deletion.
  async holders({ clients: { ec2 }, request }, { id, props }) {
    const input = { Filters: [{ Name: "route-table-id", Values: [id] }] };
    const { RouteTables = [] } = await ec2.describeRouteTables(input, request);
    const using = RouteTables.flatMap(associations).map(({ SubnetId, GatewayId }) => SubnetId ?? GatewayId ?? "");
    const others = using.filter((what) => ![props["subnetIds"]].flat().includes(what));
    return { others: others.map((what) => ({ name: `the association of ${what}`, ids: [what], leaving: false })) };
  },
  find: (look) => routeTables.own(look),
  read(table: AwsRouteTable) {
    const { RouteTableId, VpcId, Routes = [], Tags } = complete(table, "RouteTableId", "VpcId");
    return {
      id: RouteTableId,
      props: {
        vpcId: VpcId,
        routes: Routes.flatMap(readRoute),
        subnetIds: associations(table).flatMap(({ SubnetId, GatewayId }) => SubnetId ?? GatewayId ?? []),
      },
      outputs: { associations: associationIds(table) },
      tags: Tags,
      status: "ready",
    };
  },
  async create({ clients: { ec2 }, token, tagged, request }, { vpcId }) {
    const input = { VpcId: vpcId, ClientToken: token, TagSpecifications: tagged("route-table") };
    const { RouteTable } = await ec2.createRouteTable(input, request);
    return RouteTable;
  },
  async update(step, { id, props, outputs }, { routes, subnetIds }, fields) {
    const subnets = setChange(props.subnetIds, subnetIds);
    await Promise.all([
      ...(fields.includes("routes") ? changeRoutes(step, id, props.routes, routes) : []),
      ...(fields.includes("subnetIds") ? subnets.added.map((subnet) => associate(step, id, subnet)) : []),
      ...(fields.includes("subnetIds") && subnets.removed.length > 0
        ? [disassociate(step, outputs.associations, subnets.removed)]
        : []),
    ]);
  },
  async delete(step, { id, props, outputs }) {
    await disassociate(step, outputs.associations, props.subnetIds);
    await step.clients.ec2.deleteRouteTable({ RouteTableId: id }, step.request);
  },
});

function associations(table: AwsRouteTable) {
  return (table.Associations ?? []).filter(
    ({ Main, AssociationState }) =>
      !Main && !["disassociating", "disassociated"].includes(AssociationState?.State ?? ""),
  );
}

async function associate({ clients: { ec2 }, request }: Step, id: string, subnet: string): Promise<void> {
  try {
    await ec2.associateRouteTable({ RouteTableId: id, SubnetId: subnet }, request);
  } catch (error) {
    if (!(error instanceof Error) || error.name !== "Resource.AlreadyAssociated") throw error;
    // The subnet uses another table: someone moved it, or that table is on its way out.
    const filter = { Name: "association.subnet-id", Values: [subnet] };
    const { RouteTables = [] } = await ec2.describeRouteTables({ Filters: [filter] }, request);
    const held = RouteTables.flatMap(associations).find(({ SubnetId }) => SubnetId === subnet);
    if (held?.RouteTableId === id) return;
    if (held === undefined) throw error;
    await ec2.replaceRouteTableAssociation({ RouteTableId: id, AssociationId: held.RouteTableAssociationId }, request);
  }
}

type AssociationIds = Readonly<Record<string, string>>;

/** By subnet or gateway. */
function associationIds(table: AwsRouteTable): AssociationIds {
  return Object.fromEntries(
    associations(table).map(({ SubnetId, GatewayId = "", RouteTableAssociationId = "" }) => [
      SubnetId ?? GatewayId,
      RouteTableAssociationId,
    ]),
  );
}

async function disassociate(
  { clients: { ec2 }, request }: Step,
  ids: AssociationIds,
  subnets: readonly string[],
): Promise<void> {
  await Promise.all(
    subnets.map((subnet) =>
      // An earlier try, or the end of the subnet, may have undone it already.
      unlessRefused(
        ["InvalidAssociationID.NotFound"],
        ec2.disassociateRouteTable({ AssociationId: ids[subnet] }, request),
      ),
    ),
  );
}

/** Route tables, the cluster's own or all in its networks. */
export const routeTables = listing("routeTables", ({ clients: { ec2 }, request }, Filters) =>
  items(
    (NextToken) => ec2.describeRouteTables({ Filters: [...Filters], NextToken }, request),
    ({ RouteTables }) => RouteTables,
  ),
);
