import type { Address as AddressShape } from "@aws-sdk/client-ec2";
import { AwsError } from "../aws-error.ts";
import type { Moment } from "../state.ts";
import { hasInternetGateway } from "./internet-gateway.ts";
import { listing } from "./listing.ts";
import { drawPublicAddress } from "./public-address.ts";
import { type Address, addresses, addressOf, endedAssociations, tie, untie } from "./records/address.ts";
import { instanceOf } from "./records/instance.ts";
import { type NetworkInterface, networkInterfaceOf, networkInterfaces } from "./records/network-interface.ts";
import { badCombination, badValue, missing, stopIfDryRun } from "./refuse.ts";
import { resource } from "./resource.ts";
import { newRecord } from "./table.ts";
import { tagList, tagsFor } from "./tags.ts";

function instanceBehind({ account }: Moment, { association }: Address): string | undefined {
  return association && account.of(networkInterfaces).get(association.networkInterfaceId)?.attachment?.instanceId;
}

function project(moment: Moment, address: Address): AddressShape {
  const { account } = moment;
  const { id, ip, association, tags } = address;
  const instanceId = instanceBehind(moment, address);
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

/** The members of a request that say what an address goes to. */
interface AddressTarget {
  readonly InstanceId?: string | undefined;
  readonly NetworkInterfaceId?: string | undefined;
}

/** The interface that is to have the address: of an instance, its primary one. */
function targetOf(call: Moment, { InstanceId, NetworkInterfaceId }: AddressTarget): NetworkInterface {
  if (InstanceId !== undefined && NetworkInterfaceId !== undefined) {
    throw badCombination("You may specify either an instance or a network interface, but not both");
  }
  if (NetworkInterfaceId !== undefined) return networkInterfaceOf(call, NetworkInterfaceId);
  if (InstanceId === undefined) throw missing("InstanceId or NetworkInterfaceId");
  const instance = instanceOf(call, InstanceId);
  const primary = call.account.of(networkInterfaces).get(instance.interfaceIds[0] ?? "");
  if (primary === undefined || !["running", "stopped"].includes(instance.state)) {
    throw new AwsError(
      "InvalidInstanceID",
      `The ${instance.state} instance '${InstanceId}' is not in a valid state for this operation.`,
    );
  }
  return primary;
}

/** Elastic IP addresses, and what they are associated with. */
export const address = resource({
  table: addresses,
  inventory: ({ ip, association }) => ({ attributes: { ip, networkInterfaceId: association?.networkInterfaceId } }),
  operations: {
    /** AllocateAddress: from Amazon's own pool. */
    AllocateAddress(call) {
      const { input, account } = call;
      const domain = input.Domain ?? "vpc";
      if (domain !== "vpc") throw badValue(domain, "domain", "Only vpc is supported.");
      const tags = tagsFor("elastic-ip", input.TagSpecifications);
      if (account.of(addresses).size >= account.quotas.addresses) {
        throw new AwsError("AddressLimitExceeded", "The maximum number of addresses has been reached.");
      }
      stopIfDryRun(input);
      const address: Address = {
        ...newRecord(call, addresses, tags),
        ip: drawPublicAddress(call),
        association: undefined,
      };
      account.of(addresses).set(address.id, address);
      return {
        AllocationId: address.id,
        PublicIp: address.ip,
        Domain: "vpc",
        NetworkBorderGroup: account.region,
        PublicIpv4Pool: "amazon",
      };
    },

    /** DescribeAddresses: not paginated, as on AWS. */
    DescribeAddresses(call) {
      const { input, account } = call;
      stopIfDryRun(input);
      const byIp = input.PublicIps?.map((PublicIp) => addressOf(call, { PublicIp }).id);
      const ids = input.AllocationIds ?? byIp;
      const { rows } = listing(call, addresses, {
        ids,
        filters: {
          "allocation-id": ({ id }) => id,
          "association-id": ({ association }) => association?.id,
          domain: () => "vpc",
          "instance-id": (address) => instanceBehind(call, address),
          "network-border-group": () => account.region,
          "network-interface-id": ({ association }) => association?.networkInterfaceId,
          "network-interface-owner-id": ({ association }) => association && account.accountId,
          "private-ip-address": ({ association }) => association?.privateIp,
          "public-ip": ({ ip }) => ip,
        },
      });
      return { Addresses: rows.map((address) => project(call, address)) };
    },

    /**
     * ReleaseAddress: refused while the address is associated; one that a NAT gateway holds is not even yours
     * to name.
     */
    ReleaseAddress(call) {
      const { input, account } = call;
      const address = addressOf(call, input);
      if (address.association?.natGatewayId !== undefined) {
        throw new AwsError("AuthFailure", "You do not have permission to access the specified resource.", {
          status: 403,
        });
      }
      if (address.association !== undefined) {
        throw new AwsError("InvalidIPAddress.InUse", `Address ${address.ip} is in use.`);
      }
      stopIfDryRun(input);
      account.of(addresses).delete(address.id);
      return {};
    },

    /**
     * AssociateAddress: idempotent; needs an internet gateway in the VPC, and AllowReassociation to move an
     * address.
     */
    AssociateAddress(call) {
      const { input } = call;
      const address = addressOf(call, input);
      const target = targetOf(call, input);
      if (!hasInternetGateway(call, target.vpcId)) {
        throw new AwsError("Gateway.NotAttached", `Network ${target.vpcId} is not attached to any internet gateway`);
      }
      if (input.PrivateIpAddress !== undefined && !target.addresses.includes(input.PrivateIpAddress)) {
        throw badValue(input.PrivateIpAddress, "privateIpAddress", `It is not an address of ${target.id}.`);
      }
      stopIfDryRun(input);
      if (address.association?.networkInterfaceId === target.id) return { AssociationId: address.association.id };
      if (address.association !== undefined && input.AllowReassociation !== true) {
        throw new AwsError(
          "Resource.AlreadyAssociated",
          `resource ${address.id} is already associated with associate-id ${address.association.id}`,
        );
      }
      return { AssociationId: tie(call, address, target) };
    },

    /**
     * DisassociateAddress: ending an association that has ended already is no error (EC2 API idempotency).
     */
    DisassociateAddress(call) {
      const { input, account } = call;
      if (input.AssociationId === undefined && input.PublicIp === undefined) throw missing("AssociationId");
      const address =
        input.AssociationId === undefined
          ? addressOf(call, { PublicIp: input.PublicIp })
          : [...account.of(addresses).values()].find(({ association }) => association?.id === input.AssociationId);
      if (address === undefined) {
        if (account.of(endedAssociations).has(input.AssociationId ?? "")) return {};
        throw new AwsError(
          "InvalidAssociationID.NotFound",
          `The association ID '${input.AssociationId}' does not exist`,
        );
      }
      if (address.association?.natGatewayId !== undefined) {
        throw new AwsError("AuthFailure", "You do not have permission to access the specified resource.", {
          status: 403,
        });
      }
      stopIfDryRun(input);
      untie(call, address);
      return {};
    },
  },
});
