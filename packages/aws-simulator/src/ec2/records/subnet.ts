import type { Moment } from "../../state.ts";
import type { Cidr } from "../cidr.ts";
import type { Ec2Record } from "../record.ts";
import { ec2Table, lookUp } from "../table.ts";

/** A range of a VPC in one availability zone. */
export interface Subnet extends Ec2Record {
  readonly vpcId: string;
  readonly zone: string;
  readonly cidr: Cidr;
  mapPublicIpOnLaunch: boolean;
}

/** The account's subnets; one keeps its VPC. */
export const subnets = ec2Table<Subnet>({
  type: "subnet",
  prefix: "subnet",
  noun: "subnet ID",
  notFound: "InvalidSubnetID.NotFound",
  malformed: "InvalidSubnetID.Malformed",
  holds: ({ vpcId }) => [vpcId],
});

/** The subnet of that id, or InvalidSubnetID.NotFound. */
export function subnetOf(moment: Moment, id: string): Subnet {
  return lookUp(moment, subnets, id);
}
