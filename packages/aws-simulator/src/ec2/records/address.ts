import { AwsError } from "../../aws-error.ts";
import type { Moment, Slice } from "../../state.ts";
import { type Ec2Record, isSeen } from "../record.ts";
import { badCombination, missing } from "../refuse.ts";
import { ec2Table, lookUp } from "../table.ts";
import type { NetworkInterface } from "./network-interface.ts";

/** An Elastic IP address. */
export interface Address extends Ec2Record {
  readonly ip: string;
  association:
    | {
        readonly id: string;
        readonly networkInterfaceId: string;
        readonly privateIp: string;
        readonly natGatewayId: string | undefined;
      }
    | undefined;
}

// No code for a malformed allocation id is published.
export const addresses = ec2Table<Address>({
  type: "elastic-ip",
  prefix: "eipalloc",
  noun: "allocation ID",
  notFound: "InvalidAllocationID.NotFound",
  malformed: "InvalidAllocationID.NotFound",
});

/** Address associations that have ended: ending one again is no error (EC2 API idempotency). */
export const endedAssociations: Slice<Set<string>> = { name: "ec2/ended-associations", initial: () => new Set() };

/** The address that a request names by allocation id, or by the address itself. */
export function addressOf(
  moment: Moment,
  { AllocationId, PublicIp }: { readonly AllocationId?: string | undefined; readonly PublicIp?: string | undefined },
): Address {
  if (AllocationId !== undefined) {
    if (PublicIp !== undefined)
      throw badCombination("You may specify public IP or allocation id, but not both in the same call");
    return lookUp(moment, addresses, AllocationId);
  }
  if (PublicIp === undefined) throw missing("AllocationId");
  const found = [...moment.account.of(addresses).values()].find(
    (address) => address.ip === PublicIp && isSeen(address, moment),
  );
  if (found === undefined) throw new AwsError("InvalidAddress.NotFound", `Address '${PublicIp}' not found.`);
  return found;
}

/** Ties an address to an interface; an earlier tie of either ends. */
export function tie({ account }: Moment, address: Address, entry: NetworkInterface, natGatewayId?: string): string {
  for (const other of account.of(addresses).values()) {
    if (other.association?.networkInterfaceId === entry.id) untie({ account }, other);
  }
  untie({ account }, address);
  const associationId = `eipassoc-0${account.random.hex(16)}`;
  address.association = {
    id: associationId,
    networkInterfaceId: entry.id,
    privateIp: entry.addresses[0] ?? "",
    natGatewayId,
  };
  return associationId;
}

/** Ends an address's association, if it has one. */
export function untie({ account }: Pick<Moment, "account">, address: Address): void {
  if (address.association !== undefined) account.of(endedAssociations).add(address.association.id);
  address.association = undefined;
}
