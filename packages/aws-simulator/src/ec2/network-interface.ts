import type { NetworkInterfaceType } from "@aws-sdk/client-ec2";
import { AwsError } from "../aws-error.ts";
import type { Moment } from "../state.ts";
import { untie } from "./address-association.ts";
import { kinds } from "./kinds.ts";
import { lookUp, newRecord, type Ec2Record } from "./record.ts";
import { groupsIn } from "./security-group.ts";
import { ec2State } from "./state.ts";
import { checkFree, drawAddresses } from "./subnet-addresses.ts";
import type { Subnet } from "./subnet.ts";

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

/** The interface of that id, or InvalidNetworkInterfaceID.NotFound. */
export function networkInterfaceOf(moment: Moment, id: string): NetworkInterface {
  return lookUp(moment, moment.account.of(ec2State).networkInterfaces, kinds.networkInterface, id);
}

/** What a new interface is made of. */
export interface NewInterface {
  readonly subnet: Subnet;
  /** A fixed primary address; drawn from the subnet when undefined. */
  readonly address?: string | undefined;
  readonly secondaryAddresses?: readonly string[];
  /** How many further addresses to draw. */
  readonly secondaryCount?: number;
  /** The VPC's default group when undefined. */
  readonly groupIds?: readonly string[] | undefined;
  readonly description?: string | undefined;
  readonly tags?: Map<string, string>;
  readonly interfaceType?: NetworkInterfaceType;
  readonly requesterId?: string;
}

/** Checks what an interface would be made of: its addresses and its groups. */
export function checkInterface(moment: Moment, wanted: NewInterface): void {
  const fixed = [...(wanted.address === undefined ? [] : [wanted.address]), ...(wanted.secondaryAddresses ?? [])];
  for (const address of fixed) checkFree(moment, wanted.subnet, address);
  if (new Set(fixed).size < fixed.length) {
    throw new AwsError("InvalidParameterValue", `An address is given twice: ${fixed.join(", ")}`);
  }
  groupsIn(moment, wanted.subnet.vpcId, wanted.groupIds);
}

/** Makes an interface after checking it as {@link checkInterface} does. */
export function createInterface(moment: Moment, wanted: NewInterface): NetworkInterface {
  checkInterface(moment, wanted);
  const { account } = moment;
  const { subnet, address, secondaryAddresses = [], secondaryCount = 0 } = wanted;
  const fixed = [...(address === undefined ? [] : [address]), ...secondaryAddresses];
  const drawn = drawAddresses(moment, subnet, (address === undefined ? 1 : 0) + secondaryCount, fixed);
  const entry: NetworkInterface = {
    ...newRecord(moment, kinds.networkInterface, wanted.tags ?? new Map()),
    subnetId: subnet.id,
    vpcId: subnet.vpcId,
    zone: subnet.zone,
    mac: ["02", ...Array.from({ length: 5 }, () => account.random.hex(2))].join(":"),
    addresses: address === undefined ? [...drawn.slice(0, 1), ...fixed, ...drawn.slice(1)] : [...fixed, ...drawn],
    interfaceType: wanted.interfaceType ?? "interface",
    requesterId: wanted.requesterId,
    description: wanted.description ?? "",
    groupIds: groupsIn(moment, subnet.vpcId, wanted.groupIds),
    sourceDestCheck: true,
    attachment: undefined,
    lentAddress: undefined,
  };
  account.of(ec2State).networkInterfaces.set(entry.id, entry);
  return entry;
}

/** Removes an interface; an elastic address on it becomes free. */
export function removeInterface({ account }: Pick<Moment, "account">, id: string): void {
  const { addresses, networkInterfaces } = account.of(ec2State);
  for (const address of addresses.values())
    if (address.association?.networkInterfaceId === id) untie({ account }, address);
  networkInterfaces.delete(id);
}

/** What `DescribeNetworkInterfaces` calls the interface's status. */
export function statusOf({ attachment }: NetworkInterface): "in-use" | "available" {
  return attachment === undefined ? "available" : "in-use";
}
