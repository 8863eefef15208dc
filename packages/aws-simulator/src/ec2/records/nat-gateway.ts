import type { ConnectivityType } from "@aws-sdk/client-ec2";
import type { Moment } from "../../state.ts";
import type { Ec2Record } from "../record.ts";
import { ec2Table, lookUp } from "../table.ts";

/** A NAT gateway; it stays listed for about an hour after its end (cluster-api-provider-aws#791). */
export interface NatGateway extends Ec2Record {
  readonly subnetId: string;
  readonly vpcId: string;
  readonly zone: string;
  readonly connectivity: ConnectivityType;
  readonly networkInterfaceId: string;
  readonly privateIp: string;
  readonly publicIp: string | undefined;
  readonly allocationId: string | undefined;
  readonly associationId: string | undefined;
  state: "pending" | "available" | "failed" | "deleting" | "deleted";
  failure: { readonly code: string; readonly message: string } | undefined;
  deletedAt: number | undefined;
}

/** The account's NAT gateways. */
export const natGateways = ec2Table<NatGateway>({
  type: "natgateway",
  prefix: "nat",
  noun: "NAT gateway",
  notFound: "NatGatewayNotFound",
  malformed: "NatGatewayMalformed",
});

/** The NAT gateway of that id, or NatGatewayNotFound. */
export function natGatewayOf(moment: Moment, id: string): NatGateway {
  return lookUp(moment, natGateways, id);
}
