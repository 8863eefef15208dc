import { type NatGateway as AwsNatGateway, paginateDescribeNatGateways } from "@aws-sdk/client-ec2";
import { z } from "zod";
import { kind } from "../aws/cloud.ts";
import { items } from "../aws/pages.ts";
import { nameFrom, ownTags } from "../aws/tags.ts";

const statuses = {
  pending: "pending",
  available: "ready",
  failed: "failed",
  deleting: "deleting",
  deleted: "gone",
} as const;

/** A public NAT gateway in one subnet. A deleted one stays listed for about an hour. */
export const NatGateway = kind("nat-gateway", {
  props: z.object({ subnetId: z.string(), allocationId: z.string() }),
  mutable: [],
  usable: "accepted",
  deletion: "polled",
  seconds: { create: 100, delete: 68 },
  permissions: {
    find: ["ec2:DescribeNatGateways"],
    create: ["ec2:CreateNatGateway", "ec2:CreateTags"],
    delete: ["ec2:DeleteNatGateway"],
  },
  find: ({ ec2, owned, http }) =>
    items(paginateDescribeNatGateways({ client: ec2 }, { Filter: [...owned] }, http), ({ NatGateways }) => NatGateways),
  read: (gateway: AwsNatGateway) => ({
    id: gateway.NatGatewayId!,
    name: nameFrom(gateway.Tags, "nat-gateway"),
    props: { subnetId: gateway.SubnetId!, allocationId: gateway.NatGatewayAddresses?.[0]?.AllocationId ?? "" },
    outputs: { publicAddress: gateway.NatGatewayAddresses?.[0]?.PublicIp ?? "" },
    tags: ownTags(gateway.Tags),
    status: statuses[gateway.State ?? "pending"],
    reason: gateway.FailureMessage,
  }),
  async create({ ec2, token, tagged, http }, { subnetId, allocationId }) {
    const input = {
      SubnetId: subnetId,
      AllocationId: allocationId,
      ClientToken: token,
      TagSpecifications: tagged("natgateway"),
    };
    const { NatGateway } = await ec2.createNatGateway(input, http);
    return NatGateway;
  },
  delete: ({ ec2, http }, { id }) => ec2.deleteNatGateway({ NatGatewayId: id }, http),
});
