import type { Tenancy } from "@aws-sdk/client-ec2";
import type { Moment } from "../../state.ts";
import type { Cidr } from "../cidr.ts";
import type { Ec2Record } from "../record.ts";
import { ec2Table, lookUp } from "../table.ts";

/** A VPC with its IPv4 range. */
export interface Vpc extends Ec2Record {
  readonly cidr: Cidr;
  readonly cidrAssociationId: string;
  readonly tenancy: Tenancy;
  state: "pending" | "available";
  enableDnsSupport: boolean;
  enableDnsHostnames: boolean;
  enableNetworkAddressUsageMetrics: boolean;
  mainRouteTableId: string;
  readonly defaultGroupId: string;
  readonly defaultAclId: string;
}

/** The account's VPCs. */
export const vpcs = ec2Table<Vpc>({
  type: "vpc",
  prefix: "vpc",
  noun: "vpc ID",
  notFound: "InvalidVpcID.NotFound",
  malformed: "InvalidVpcID.Malformed",
});

/** The VPC of that id, or InvalidVpcID.NotFound. */
export function vpcOf(moment: Moment, id: string): Vpc {
  return lookUp(moment, vpcs, id);
}
