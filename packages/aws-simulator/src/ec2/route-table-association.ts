import { AwsError } from "../aws-error.ts";
import type { Moment } from "../state.ts";
import { type RouteTable, type RouteTableAssociation, routeTableOf, routeTables } from "./records/route-table.ts";
import { subnetOf } from "./records/subnet.ts";
import { vpcs } from "./records/vpc.ts";
import { required, stopIfDryRun } from "./refuse.ts";
import type { Ec2Resource } from "./resource.ts";

interface Found {
  readonly table: RouteTable;
  readonly id: string;
  readonly association: RouteTableAssociation;
}

function find(
  { account }: Moment,
  matches: (association: RouteTableAssociation, id: string) => boolean,
): Found | undefined {
  for (const table of account.of(routeTables).values()) {
    for (const [id, association] of table.associations) if (matches(association, id)) return { table, id, association };
  }
  return undefined;
}

function associationOf(call: Moment, wanted: string): Found {
  const found = find(call, (_, id) => id === wanted);
  if (found !== undefined) return found;
  throw new AwsError("InvalidAssociationID.NotFound", `The association ID '${wanted}' does not exist`);
}

/** Which route table a subnet, or a VPC by default, follows. */
export const routeTableAssociation: Ec2Resource = {
  operations: {
    /** AssociateRouteTable: one table a subnet; the same pair again answers the association that is there. */
    AssociateRouteTable(call) {
      const { input, account } = call;
      const table = routeTableOf(call, input.RouteTableId);
      if (input.GatewayId !== undefined) {
        throw new AwsError("UnsupportedOperation", "The simulated account does not model gateway route tables.");
      }
      const subnet = subnetOf(call, required(input, "SubnetId"));
      if (table.vpcId !== subnet.vpcId) {
        throw new AwsError(
          "InvalidParameterValue",
          `Route table ${table.id} and subnet ${subnet.id} belong to different networks`,
        );
      }
      const existing = find(call, ({ subnetId }) => subnetId === subnet.id);
      if (existing !== undefined && existing.table !== table) {
        throw new AwsError(
          "Resource.AlreadyAssociated",
          `the specified association for route table ${table.id} conflicts with an existing association`,
        );
      }
      stopIfDryRun(input);
      const id = existing?.id ?? `rtbassoc-0${account.random.hex(16)}`;
      table.associations.set(id, { subnetId: subnet.id });
      return { AssociationId: id, AssociationState: { State: "associated" } };
    },

    /** DisassociateRouteTable: never the main association. */
    DisassociateRouteTable(call) {
      const { table, id, association } = associationOf(call, call.input.AssociationId);
      if (association.subnetId === undefined) {
        throw new AwsError("InvalidParameterValue", `cannot disassociate the main route table association ${id}`);
      }
      stopIfDryRun(call.input);
      table.associations.delete(id);
      return {};
    },

    /**
     * ReplaceRouteTableAssociation: moves a subnet, or the VPC itself, to another table under a new
     * association id.
     */
    ReplaceRouteTableAssociation(call) {
      const { input, account } = call;
      const { table, id, association } = associationOf(call, input.AssociationId);
      const next = routeTableOf(call, input.RouteTableId);
      if (next.vpcId !== table.vpcId) {
        throw new AwsError(
          "InvalidParameterValue",
          `route tables ${table.id} and ${next.id} belong to different networks`,
        );
      }
      stopIfDryRun(input);
      table.associations.delete(id);
      const newId = `rtbassoc-0${account.random.hex(16)}`;
      next.associations.set(newId, association);
      if (association.subnetId === undefined) {
        const vpc = account.of(vpcs).get(next.vpcId);
        if (vpc !== undefined) vpc.mainRouteTableId = next.id;
      }
      return { NewAssociationId: newId, AssociationState: { State: "associated" } };
    },
  },
};
