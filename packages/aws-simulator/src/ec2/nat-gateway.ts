import type { CreateNatGatewayRequest, NatGateway as NatGatewayShape } from "@aws-sdk/client-ec2";
import { AwsError } from "../aws-error.ts";
import type { Call } from "../handler.ts";
import type { Moment } from "../state.ts";
import { removeInterface } from "./create-interface.ts";
import { once } from "./idempotency.ts";
import { hasInternetGateway } from "./internet-gateway.ts";
import { listing } from "./listing.ts";
import { addressOf, tie } from "./records/address.ts";
import { type NatGateway, natGatewayOf, natGateways } from "./records/nat-gateway.ts";
import { subnetOf } from "./records/subnet.ts";
import { badCombination, badValue, missing, required, stopIfDryRun } from "./refuse.ts";
import { resource } from "./resource.ts";
import { createServiceInterface } from "./service-interface.ts";
import { checkFree } from "./subnet-addresses.ts";
import { newRecord } from "./table.ts";
import { tagList, tagsFor } from "./tags.ts";

const listedAfterEnd = 3_600_000;

/** What can be asked of a new NAT gateway. */
type NatGatewayRequest = Pick<
  CreateNatGatewayRequest,
  | "AvailabilityMode"
  | "SubnetId"
  | "ConnectivityType"
  | "AllocationId"
  | "PrivateIpAddress"
  | "TagSpecifications"
  | "DryRun"
>;

function create(call: Call<NatGatewayRequest>): NatGateway {
  const { input, account, now } = call;
  if (input.AvailabilityMode === "regional") {
    throw new AwsError("UnsupportedOperation", "The simulated account does not model regional NAT gateways.");
  }
  const subnet = subnetOf(call, required(input, "SubnetId"));
  const connectivity = input.ConnectivityType ?? "public";
  if (connectivity !== "public" && connectivity !== "private")
    throw badValue(connectivity, "connectivityType", "Expected public or private.");
  if (connectivity === "public" && input.AllocationId === undefined) throw missing("AllocationId");
  if (connectivity === "private" && input.AllocationId !== undefined) {
    throw badCombination("AllocationId is not supported for NAT gateways with connectivityType private");
  }
  const address = input.AllocationId === undefined ? undefined : addressOf(call, { AllocationId: input.AllocationId });
  if (address?.association !== undefined) {
    throw new AwsError("Resource.AlreadyAssociated", `Elastic IP address [${address.id}] is already associated`);
  }
  if (input.PrivateIpAddress !== undefined) checkFree(call, subnet, input.PrivateIpAddress);
  const tags = tagsFor("natgateway", input.TagSpecifications);
  const inZone = [...account.of(natGateways).values()].filter(
    ({ zone, state }) => zone === subnet.zone && state !== "deleted",
  );
  if (inZone.length >= account.quotas.natGatewaysPerZone) {
    throw new AwsError(
      "NatGatewayLimitExceeded",
      `The maximum number of NAT Gateways has been reached for the Availability Zone ${subnet.zone}.`,
    );
  }
  stopIfDryRun(input);
  const base = newRecord(call, natGateways, tags);
  const entry = createServiceInterface(call, {
    subnetId: subnet.id,
    description: `Interface for NAT Gateway ${base.id}`,
    requesterId: account.accountId,
    interfaceType: "nat_gateway" as "natGateway", // What the API answers; its model says natGateway.
    ...(input.PrivateIpAddress !== undefined && { address: input.PrivateIpAddress }),
  });
  const works = connectivity === "private" || hasInternetGateway(call, subnet.vpcId);
  const associationId = address === undefined || !works ? undefined : tie(call, address, entry, base.id);
  const nat: NatGateway = {
    ...base,
    subnetId: subnet.id,
    vpcId: subnet.vpcId,
    zone: subnet.zone,
    connectivity,
    networkInterfaceId: entry.id,
    privateIp: entry.addresses[0] ?? "",
    publicIp: address?.ip,
    allocationId: address?.id,
    associationId,
    state: "pending",
    failure: undefined,
    deletedAt: undefined,
  };
  account.of(natGateways).set(nat.id, nat);
  account.schedule(now + account.latency.transition("natGatewayAvailable"), (at) => {
    if (nat.state !== "pending") return;
    if (works) nat.state = "available";
    else fail({ account, now: at }, nat);
  });
  return nat;
}

function fail(moment: Moment, nat: NatGateway): void {
  nat.state = "failed";
  nat.failure = { code: "Gateway.NotAttached", message: `Network ${nat.vpcId} has no Internet gateway attached` };
  removeInterface(moment, nat.networkInterfaceId);
  forget(moment, nat);
}

function forget({ account, now }: Moment, nat: NatGateway): void {
  nat.deletedAt = now;
  account.schedule(now + listedAfterEnd, () => account.of(natGateways).delete(nat.id));
}

function project(nat: NatGateway): NatGatewayShape {
  return {
    NatGatewayId: nat.id,
    ConnectivityType: nat.connectivity,
    CreateTime: new Date(nat.createdAt),
    ...(nat.deletedAt !== undefined && { DeleteTime: new Date(nat.deletedAt) }),
    ...(nat.failure && { FailureCode: nat.failure.code, FailureMessage: nat.failure.message }),
    NatGatewayAddresses: [
      {
        NetworkInterfaceId: nat.networkInterfaceId,
        PrivateIp: nat.privateIp,
        IsPrimary: true,
        Status: nat.state === "failed" ? "failed" : "succeeded",
        ...(nat.publicIp !== undefined && { PublicIp: nat.publicIp, AllocationId: nat.allocationId }),
        ...(nat.associationId !== undefined && { AssociationId: nat.associationId }),
      },
    ],
    State: nat.state,
    SubnetId: nat.subnetId,
    VpcId: nat.vpcId,
    Tags: tagList(nat.tags),
  };
}

/** NAT gateways. */
export const natGateway = resource({
  table: natGateways,
  inventory: ({ state, vpcId, subnetId, allocationId }) =>
    state === "deleted" || state === "failed" ? undefined : { state, attributes: { vpcId, subnetId, allocationId } },
  operations: {
    /**
     * CreateNatGateway: answers `pending`; one in a VPC without an internet gateway ends `failed`, as on AWS.
     */
    CreateNatGateway(call) {
      const { input, account } = call;
      const [id = ""] = once(
        call,
        "CreateNatGateway",
        input,
        (known) => account.of(natGateways).has(known),
        () => [create(call).id],
      );
      const nat = natGatewayOf(call, id);
      return { NatGateway: project(nat), ClientToken: input.ClientToken };
    },

    /** DescribeNatGateways: its filters are called `Filter`. */
    DescribeNatGateways(call) {
      const { input } = call;
      stopIfDryRun(input);
      const { rows, NextToken } = listing(call, natGateways, {
        ids: input.NatGatewayIds,
        filters: {
          "nat-gateway-id": ({ id }) => id,
          state: ({ state }) => state,
          "subnet-id": ({ subnetId }) => subnetId,
          "vpc-id": ({ vpcId }) => vpcId,
        },
      });
      return { NatGateways: rows.map(project), NextToken };
    },

    /**
     * DeleteNatGateway: its address stays associated until the state is `deleted`; deleting it again is no
     * error.
     */
    DeleteNatGateway(call) {
      const { input, account, now } = call;
      const nat = natGatewayOf(call, input.NatGatewayId);
      stopIfDryRun(input);
      if (nat.state === "pending" || nat.state === "available") {
        nat.state = "deleting";
        account.schedule(now + account.latency.transition("natGatewayDeleted"), (at) => {
          nat.state = "deleted";
          removeInterface({ account }, nat.networkInterfaceId);
          forget({ account, now: at }, nat);
        });
      }
      return { NatGatewayId: nat.id };
    },
  },
});
