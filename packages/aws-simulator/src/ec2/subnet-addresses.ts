import { AwsError } from "../aws-error.ts";
import type { Moment } from "../state.ts";
import { contains, parseAddress, printAddress, printCidr, sizeOf } from "./cidr.ts";
import { networkInterfaces } from "./records/network-interface.ts";
import type { Subnet } from "./records/subnet.ts";

// Amazon VPC user guide, subnet sizing: the first four addresses and the last one of every subnet are
// reserved.
const reservedAtStart = 4;
const reservedAtEnd = 1;

function takenIn({ account }: Moment, subnetId: string): Set<string> {
  return new Set(
    [...account.of(networkInterfaces).values()].flatMap((entry) =>
      entry.subnetId === subnetId ? entry.addresses : [],
    ),
  );
}

/** How many of the subnet's addresses may still be given out. */
export function freeAddresses(moment: Moment, subnet: Subnet): number {
  return sizeOf(subnet.cidr) - reservedAtStart - reservedAtEnd - takenIn(moment, subnet.id).size;
}

/** Refuses an address that is malformed, outside the subnet, reserved by AWS, or taken. */
export function checkFree(moment: Moment, subnet: Subnet, address: string): void {
  const number = parseAddress(address);
  const bad = (why: string): AwsError => new AwsError("InvalidParameterValue", why);
  if (number === undefined)
    throw bad(`Value (${address}) for parameter privateIpAddress is invalid. Invalid IPv4 address.`);
  if (!contains(subnet.cidr, { first: number, prefix: 32 })) {
    throw bad(`Address ${address} does not fall within the subnet's address range ${printCidr(subnet.cidr)}`);
  }
  const offset = number - subnet.cidr.first;
  if (offset < reservedAtStart || offset >= sizeOf(subnet.cidr) - reservedAtEnd) {
    throw bad(`Address ${address} is in subnet's reserved address range`);
  }
  if (takenIn(moment, subnet.id).has(address)) {
    throw new AwsError("InvalidIPAddress.InUse", `The address '${address}' is in use.`);
  }
}

/** Draws `count` free addresses of the subnet from the seed. */
export function drawAddresses(moment: Moment, subnet: Subnet, count: number, except: readonly string[] = []): string[] {
  const taken = takenIn(moment, subnet.id);
  for (const address of except) taken.add(address);
  const usable = sizeOf(subnet.cidr) - reservedAtStart - reservedAtEnd;
  if (usable - taken.size < count) throw noRoom(subnet);
  return Array.from({ length: count }, () => {
    let offset = moment.account.random.integer(0, usable - 1);
    let address = "";
    do {
      address = printAddress(subnet.cidr.first + reservedAtStart + offset);
      offset = (offset + 1) % usable;
    } while (taken.has(address));
    taken.add(address);
    return address;
  });
}

/** Refuses a subnet that has no address left to give. */
export function checkRoom(moment: Moment, subnet: Subnet): void {
  if (freeAddresses(moment, subnet) < 1) throw noRoom(subnet);
}

function noRoom({ id }: Subnet): AwsError {
  return new AwsError(
    "InsufficientFreeAddressesInSubnet",
    `There are not enough free addresses in subnet '${id}' to satisfy the requested number of instances.`,
  );
}
