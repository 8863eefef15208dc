import type { NatGateway as AwsNatGateway, NatGatewayState } from "@aws-sdk/client-ec2";
import * as z from "zod/mini";
import { complete } from "../aws/answer.ts";
import { kind } from "../aws/kind.ts";
import { items } from "../aws/pages.ts";
import { stateReason } from "../aws/state-reason.ts";
import { statusOf } from "../aws/status-of.ts";
import { ec2Tagging } from "../aws/tagging.ts";
import type { Status } from "../engine/kind.ts";
import { InternetGateway } from "./internet-gateway.ts";
import { hasNat, newNetwork } from "./in-design.ts";
import { inNetwork } from "../aws/whereabouts.ts";

const statuses: Readonly<Record<NatGatewayState, Status>> = {
  pending: "pending",
  available: "ready",
  failed: "failed",
  deleting: "deleting",
  deleted: "gone",
};

/** A public NAT gateway in one subnet. A deleted one stays listed for about an hour. */
export const NatGateway = kind("nat-gateway", {
  service: "ec2",
  discovery: { idPrefix: "nat" },
  whereabouts: inNetwork,
  usedBy: (design) => hasNat(newNetwork(design)),
  tagging: ec2Tagging,
  keyless: true,
  props: z.object({ subnetId: z.string(), allocationId: z.string() }),
  mutable: [],
  usable: "accepted",
  deletion: "polled",
  remembered: true,
  // The gateway of a network cannot be detached while anything behind it holds a public address.
  deletedBefore: [InternetGateway.name],
  stable: { means: "is available: it has its address, and forwards" },
  seconds: { create: 100, delete: 68 },
  permissions: {
    find: ["ec2:DescribeNatGateways"],
    create: ["ec2:CreateNatGateway", "ec2:CreateTags"],
    delete: ["ec2:DeleteNatGateway"],
  },
  find: ({ clients: { ec2 }, owned, request }) =>
    items(
      (NextToken) => ec2.describeNatGateways({ Filter: [...owned], NextToken }, request),
      ({ NatGateways }) => NatGateways,
    ),
  interfacesOf: ({ brought = [] }) => brought,
  read(gateway: AwsNatGateway) {
    const { NatGatewayId, SubnetId, NatGatewayAddresses = [], Tags } = complete(gateway, "NatGatewayId", "SubnetId");
    const [address] = NatGatewayAddresses;
    const status = statusOf(statuses, gateway.State);
    return {
      id: NatGatewayId,
      props: { subnetId: SubnetId, allocationId: address?.AllocationId ?? "" },
      outputs: { publicAddress: address?.PublicIp ?? "" },
      brought: NatGatewayAddresses.flatMap(({ NetworkInterfaceId }) => NetworkInterfaceId ?? []),
      tags: Tags,
      status,
      reason: stateReason(status, gateway.State, gateway.FailureMessage, gateway.FailureCode),
    };
  },
  async create({ clients: { ec2 }, token, tagged, request }, { subnetId, allocationId }) {
    const input = {
      SubnetId: subnetId,
      AllocationId: allocationId,
      ClientToken: token,
      TagSpecifications: tagged("natgateway"),
    };
    const { NatGateway } = await ec2.createNatGateway(input, request);
    return NatGateway;
  },
  delete: ({ clients: { ec2 }, request }, { id }) => ec2.deleteNatGateway({ NatGatewayId: id }, request),
});
