import type { NetworkInterfaceType } from "@aws-sdk/client-ec2";
import type { Moment } from "../../state.ts";
import type { Ec2Record } from "../record.ts";
import { ec2Table, lookUp } from "../table.ts";

/** What holds an interface. */
export interface Attachment {
  readonly id: string;
  /** Undefined when a service of AWS holds it. */
  readonly instanceId: string | undefined;
  readonly ownerId: string;
  readonly deviceIndex: number;
  readonly attachedAt: number;
  deleteOnTermination: boolean;
}

/** A network interface; the first of its addresses is the primary one. */
export interface NetworkInterface extends Ec2Record {
  readonly subnetId: string;
  readonly vpcId: string;
  readonly zone: string;
  readonly mac: string;
  readonly addresses: readonly string[];
  readonly interfaceType: NetworkInterfaceType;
  /** Who made it, when it was a service of AWS: such an interface cannot be deleted by the account. */
  readonly requesterId: string | undefined;
  description: string;
  groupIds: readonly string[];
  sourceDestCheck: boolean;
  attachment: Attachment | undefined;
  /** A public address that came with a launch; it goes when the interface is let go. */
  lentAddress: string | undefined;
}

/** The account's network interfaces; one keeps its VPC, its subnet and its groups. */
export const networkInterfaces = ec2Table<NetworkInterface>({
  type: "network-interface",
  prefix: "eni",
  noun: "networkInterface ID",
  notFound: "InvalidNetworkInterfaceID.NotFound",
  malformed: "InvalidNetworkInterfaceId.Malformed",
  holds: ({ vpcId, subnetId, groupIds }) => [vpcId, subnetId, ...groupIds],
});

/** The interface of that id, or InvalidNetworkInterfaceID.NotFound. */
export function networkInterfaceOf(moment: Moment, id: string): NetworkInterface {
  return lookUp(moment, networkInterfaces, id);
}

/** What `DescribeNetworkInterfaces` calls the interface's status. */
export function statusOf({ attachment }: NetworkInterface): "in-use" | "available" {
  return attachment === undefined ? "available" : "in-use";
}
