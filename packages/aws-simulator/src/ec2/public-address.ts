import type { Moment } from "../state.ts";
import { printAddress } from "./cidr.ts";
import { addresses } from "./records/address.ts";
import { type NetworkInterface, networkInterfaces } from "./records/network-interface.ts";

/** A public address and where it comes from. */
export interface PublicAddress {
  readonly ip: string;
  /** Undefined for one that AWS lent with a launch. */
  readonly allocationId: string | undefined;
  readonly associationId: string | undefined;
}

/** The public address of an interface: an elastic one first, else one that it was launched with. */
export function publicAddressOf({ account }: Moment, { id, lentAddress }: NetworkInterface): PublicAddress | undefined {
  for (const address of account.of(addresses).values()) {
    if (address.association?.networkInterfaceId === id) {
      return { ip: address.ip, allocationId: address.id, associationId: address.association.id };
    }
  }
  return lentAddress === undefined ? undefined : { ip: lentAddress, allocationId: undefined, associationId: undefined };
}

/** Draws a public address that is not in use, from 198.18.0.0/15, which belongs to no one (RFC 2544). */
export function drawPublicAddress({ account }: Moment): string {
  const taken = new Set([
    ...[...account.of(addresses).values()].map(({ ip }) => ip),
    ...[...account.of(networkInterfaces).values()].map(({ lentAddress }) => lentAddress),
  ]);
  const first = 198 * 2 ** 24 + 18 * 2 ** 16;
  let address = "";
  do address = printAddress(first + account.random.integer(0, 2 ** 17 - 1));
  while (taken.has(address));
  return address;
}
