import type { NetworkInterfaceType } from "@aws-sdk/client-ec2";
import { AwsError } from "../aws-error.ts";
import type { Moment } from "../state.ts";
import { addresses, untie } from "./records/address.ts";
import { type NetworkInterface, networkInterfaces } from "./records/network-interface.ts";
import type { Subnet } from "./records/subnet.ts";
import { groupsIn } from "./records/security-group.ts";
import { checkFree, drawAddresses } from "./subnet-addresses.ts";
import { newRecord } from "./table.ts";

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
    ...newRecord(moment, networkInterfaces, wanted.tags ?? new Map()),
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
  account.of(networkInterfaces).set(entry.id, entry);
  return entry;
}

/** Removes an interface; an elastic address on it becomes free. */
export function removeInterface({ account }: Pick<Moment, "account">, id: string): void {
  for (const address of account.of(addresses).values())
    if (address.association?.networkInterfaceId === id) untie({ account }, address);
  account.of(networkInterfaces).delete(id);
}
