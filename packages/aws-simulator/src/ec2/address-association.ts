import type {
  AssociateAddressCommandInput,
  AssociateAddressCommandOutput,
  DisassociateAddressCommandInput,
  DisassociateAddressCommandOutput,
} from "@aws-sdk/client-ec2";
import { AwsError } from "../aws-error.ts";
import type { Handler } from "../handler.ts";
import type { Moment } from "../state.ts";
import { type Address, addressOf } from "./address.ts";
import { instanceOf } from "./instance.ts";
import { hasInternetGateway } from "./internet-gateway.ts";
import { type NetworkInterface, networkInterfaceOf } from "./network-interface.ts";
import { badCombination, badValue, missing, stopIfDryRun } from "./refuse.ts";
import { ec2State } from "./state.ts";

/** Ties an address to an interface; an earlier tie of either ends. */
export function tie(
  { account }: Moment,
  address: Address,
  { id, addresses }: NetworkInterface,
  natGatewayId?: string,
): string {
  for (const other of account.of(ec2State).addresses.values()) {
    if (other.association?.networkInterfaceId === id) untie({ account }, other);
  }
  untie({ account }, address);
  const associationId = `eipassoc-0${account.random.hex(16)}`;
  address.association = { id: associationId, networkInterfaceId: id, privateIp: addresses[0] ?? "", natGatewayId };
  return associationId;
}

/** Ends an address's association, if it has one. */
export function untie({ account }: Pick<Moment, "account">, address: Address): void {
  if (address.association !== undefined) account.of(ec2State).endedAssociations.add(address.association.id);
  address.association = undefined;
}

/** AssociateAddress: idempotent; needs an internet gateway in the VPC, and AllowReassociation to move an address. */
export const associateAddress: Handler<AssociateAddressCommandInput, AssociateAddressCommandOutput> = (call) => {
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
};

/** DisassociateAddress: ending an association that has ended already is no error (EC2 API idempotency). */
export const disassociateAddress: Handler<DisassociateAddressCommandInput, DisassociateAddressCommandOutput> = (
  call,
) => {
  const { input, account } = call;
  const { addresses, endedAssociations } = account.of(ec2State);
  if (input.AssociationId === undefined && input.PublicIp === undefined) throw missing("AssociationId");
  const address =
    input.AssociationId === undefined
      ? addressOf(call, { PublicIp: input.PublicIp })
      : [...addresses.values()].find(({ association }) => association?.id === input.AssociationId);
  if (address === undefined) {
    if (endedAssociations.has(input.AssociationId ?? "")) return {};
    throw new AwsError("InvalidAssociationID.NotFound", `The association ID '${input.AssociationId}' does not exist`);
  }
  if (address.association?.natGatewayId !== undefined) {
    throw new AwsError("AuthFailure", "You do not have permission to access the specified resource.", { status: 403 });
  }
  stopIfDryRun(input);
  untie(call, address);
  return {};
};

function targetOf(call: Moment, { InstanceId, NetworkInterfaceId }: AssociateAddressCommandInput): NetworkInterface {
  if (InstanceId !== undefined && NetworkInterfaceId !== undefined) {
    throw badCombination("You may specify either an instance or a network interface, but not both");
  }
  if (NetworkInterfaceId !== undefined) return networkInterfaceOf(call, NetworkInterfaceId);
  if (InstanceId === undefined) throw missing("InstanceId or NetworkInterfaceId");
  const instance = instanceOf(call, InstanceId);
  const primary = call.account.of(ec2State).networkInterfaces.get(instance.interfaceIds[0] ?? "");
  if (primary === undefined || !["running", "stopped"].includes(instance.state)) {
    throw new AwsError(
      "InvalidInstanceID",
      `The ${instance.state} instance '${InstanceId}' is not in a valid state for this operation.`,
    );
  }
  return primary;
}
