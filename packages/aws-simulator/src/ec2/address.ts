import type {
  Address as AddressShape,
  AllocateAddressCommandInput,
  AllocateAddressCommandOutput,
  DescribeAddressesCommandInput,
  DescribeAddressesCommandOutput,
  ReleaseAddressCommandInput,
  ReleaseAddressCommandOutput,
} from "@aws-sdk/client-ec2";
import { AwsError } from "../aws-error.ts";
import type { Handler } from "../handler.ts";
import type { Moment } from "../state.ts";
import { kinds } from "./kinds.ts";
import { listing } from "./listing.ts";
import { drawPublicAddress } from "./public-address.ts";
import { badCombination, badValue, missing, stopIfDryRun } from "./refuse.ts";
import { isSeen, lookUp, newRecord, type Ec2Record } from "./record.ts";
import { ec2State } from "./state.ts";
import { tagList, tagsFor } from "./tags.ts";

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

/** The address that a request names by allocation id, or by the address itself. */
export function addressOf(
  moment: Moment,
  { AllocationId, PublicIp }: { readonly AllocationId?: string | undefined; readonly PublicIp?: string | undefined },
): Address {
  const { addresses } = moment.account.of(ec2State);
  if (AllocationId !== undefined) {
    if (PublicIp !== undefined)
      throw badCombination("You may specify public IP or allocation id, but not both in the same call");
    return lookUp(moment, addresses, kinds.address, AllocationId);
  }
  if (PublicIp === undefined) throw missing("AllocationId");
  const found = [...addresses.values()].find((address) => address.ip === PublicIp && isSeen(address, moment));
  if (found === undefined) throw new AwsError("InvalidAddress.NotFound", `Address '${PublicIp}' not found.`);
  return found;
}

export const allocateAddress: Handler<AllocateAddressCommandInput, AllocateAddressCommandOutput> = (call) => {
  const { input, account } = call;
  const { addresses } = account.of(ec2State);
  const domain = input.Domain ?? "vpc";
  if (domain !== "vpc") throw badValue(domain, "domain", "Only vpc is supported.");
  const tags = tagsFor("elastic-ip", input.TagSpecifications);
  if (addresses.size >= account.quotas.addresses) {
    throw new AwsError("AddressLimitExceeded", "The maximum number of addresses has been reached.");
  }
  stopIfDryRun(input);
  const address: Address = {
    ...newRecord(call, kinds.address, tags),
    ip: drawPublicAddress(call),
    association: undefined,
  };
  addresses.set(address.id, address);
  return {
    AllocationId: address.id,
    PublicIp: address.ip,
    Domain: "vpc",
    NetworkBorderGroup: account.region,
    PublicIpv4Pool: "amazon",
  };
};

/** DescribeAddresses: not paginated, as on AWS. */
export const describeAddresses: Handler<DescribeAddressesCommandInput, DescribeAddressesCommandOutput> = (call) => {
  const { input, account } = call;
  stopIfDryRun(input);
  const { addresses } = account.of(ec2State);
  const byIp = input.PublicIps?.map((PublicIp) => addressOf(call, { PublicIp }).id);
  const ids = input.AllocationIds ?? byIp;
  const { rows } = listing(call, addresses.values(), {
    kind: kinds.address,
    ids,
    filters: input.Filters,
    page: {},
    table: {
      "allocation-id": ({ id }) => id,
      "association-id": ({ association }) => association?.id,
      domain: () => "vpc",
      "instance-id": (address) => instanceOf(call, address),
      "network-border-group": () => account.region,
      "network-interface-id": ({ association }) => association?.networkInterfaceId,
      "network-interface-owner-id": ({ association }) => association && account.accountId,
      "private-ip-address": ({ association }) => association?.privateIp,
      "public-ip": ({ ip }) => ip,
    },
  });
  return { Addresses: rows.map((address) => project(call, address)) };
};

/** ReleaseAddress: refused while the address is associated; one that a NAT gateway holds is not even yours to name. */
export const releaseAddress: Handler<ReleaseAddressCommandInput, ReleaseAddressCommandOutput> = (call) => {
  const { input, account } = call;
  const address = addressOf(call, input);
  if (address.association?.natGatewayId !== undefined) {
    throw new AwsError("AuthFailure", "You do not have permission to access the specified resource.", { status: 403 });
  }
  if (address.association !== undefined) {
    throw new AwsError("InvalidIPAddress.InUse", `Address ${address.ip} is in use.`);
  }
  stopIfDryRun(input);
  account.of(ec2State).addresses.delete(address.id);
  return {};
};

function instanceOf({ account }: Moment, { association }: Address): string | undefined {
  return (
    association && account.of(ec2State).networkInterfaces.get(association.networkInterfaceId)?.attachment?.instanceId
  );
}

function project(moment: Moment, address: Address): AddressShape {
  const { account } = moment;
  const { id, ip, association, tags } = address;
  const instanceId = instanceOf(moment, address);
  return {
    AllocationId: id,
    PublicIp: ip,
    Domain: "vpc",
    PublicIpv4Pool: "amazon",
    NetworkBorderGroup: account.region,
    ...(association && {
      AssociationId: association.id,
      NetworkInterfaceId: association.networkInterfaceId,
      NetworkInterfaceOwnerId: account.accountId,
      PrivateIpAddress: association.privateIp,
    }),
    ...(instanceId !== undefined && { InstanceId: instanceId }),
    Tags: tagList(tags),
  };
}
