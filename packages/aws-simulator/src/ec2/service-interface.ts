import type { NetworkInterfaceType } from "@aws-sdk/client-ec2";
import type { Moment } from "../state.ts";
import { createInterface, removeInterface } from "./create-interface.ts";
import { drawPublicAddress } from "./public-address.ts";
import type { NetworkInterface } from "./records/network-interface.ts";
import { subnetOf } from "./records/subnet.ts";

/** An interface that a service of AWS puts into a subnet of the account. */
export interface ServiceInterface {
  readonly subnetId: string;
  /** As the service writes it: `ELB net/name/0123456789abcdef`. */
  readonly description: string;
  /** `amazon-elb`, ... */
  readonly requesterId: string;
  readonly groupIds?: readonly string[];
  readonly interfaceType?: NetworkInterfaceType;
  /** A fixed private address; drawn when undefined. */
  readonly address?: string;
  /** Whether it gets a public address of AWS's. */
  readonly isPublic?: boolean;
}

/**
 * Puts a service's interface into a subnet, attached and managed by its requester: it blocks the deletion of
 * its subnet and groups, and a public address on it the detaching of the gateway, until {@link
 * removeServiceInterface}.
 */
export function createServiceInterface(moment: Moment, wanted: ServiceInterface): NetworkInterface {
  const entry = createInterface(moment, {
    subnet: subnetOf(moment, wanted.subnetId),
    description: wanted.description,
    requesterId: wanted.requesterId,
    groupIds: wanted.groupIds ?? [],
    interfaceType: wanted.interfaceType ?? "interface",
    address: wanted.address,
  });
  entry.attachment = {
    id: `eni-attach-0${moment.account.random.hex(16)}`,
    instanceId: undefined,
    ownerId: wanted.requesterId,
    deviceIndex: 1,
    attachedAt: moment.now,
    deleteOnTermination: false,
  };
  if (wanted.isPublic === true) entry.lentAddress = drawPublicAddress(moment);
  return entry;
}

/** Takes a service's interface away. */
export const removeServiceInterface = removeInterface;
