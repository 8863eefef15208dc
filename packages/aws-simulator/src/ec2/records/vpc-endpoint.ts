import type { Ec2Record } from "../record.ts";
import { ec2Table } from "../table.ts";

/** A way to a service of AWS that leaves the VPC by no gateway. */
export interface VpcEndpoint extends Ec2Record {
  readonly vpcId: string;
  readonly serviceName: string;
  readonly type: "Gateway" | "Interface";
  /** What a gateway endpoint's routes lead from. */
  readonly prefixListId: string;
  routeTableIds: readonly string[];
  /** By subnet, the interface in it. */
  readonly interfaces: Map<string, string>;
  groupIds: readonly string[];
  privateDns: boolean;
  policy: string;
  state: "pending" | "available" | "deleting";
}

/** The account's endpoints; one keeps its VPC. */
export const vpcEndpoints = ec2Table<VpcEndpoint>({
  type: "vpc-endpoint",
  prefix: "vpce",
  noun: "Vpc Endpoint Id",
  notFound: "InvalidVpcEndpointId.NotFound",
  malformed: "InvalidVpcEndpointId.Malformed",
  holds: ({ vpcId }) => [vpcId],
});
