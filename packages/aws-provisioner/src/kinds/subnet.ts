import type { Subnet as AwsSubnet } from "@aws-sdk/client-ec2";
import { rangesOverlap } from "@drydock/core/design";
import * as z from "zod/mini";
import { complete } from "../aws/answer.ts";
import { codes } from "../aws/error-table.ts";
import { interfacesBy } from "../aws/holding.ts";
import { listing } from "../aws/around.ts";
import { kind } from "../aws/kind.ts";
import { items } from "../aws/pages.ts";
import { stateOf } from "../aws/state-reason.ts";
import { ec2Tagging } from "../aws/tagging.ts";
import { newNetwork } from "./in-design.ts";
import { inNetwork } from "../aws/whereabouts.ts";

/** A subnet of one zone. Public addresses are given by the launch template, not by the subnet. */
export const Subnet = kind("subnet", {
  service: "ec2",
  discovery: { idPrefix: "subnet" },
  whereabouts: inNetwork,
  usedBy: (design) => (newNetwork(design)?.subnets.length ?? 0) > 0,
  // EC2 API reference, "Error codes".
  errors: { "already-exists": codes("InvalidSubnet.Conflict") },
  tagging: ec2Tagging,
  props: z.object({ vpcId: z.string(), cidr: z.cidrv4(), zone: z.string() }),
  mutable: [],
  exclusive: "cidr",
  // EC2 API reference, CreateSubnet: ranges of one VPC must not overlap.
  excludes: rangesOverlap,
  usable: "accepted",
  stable: { means: "is available" },
  seconds: { create: 0.5, delete: 1 },
  permissions: {
    find: ["ec2:DescribeSubnets"],
    create: ["ec2:CreateSubnet", "ec2:CreateTags"],
    delete: ["ec2:DeleteSubnet"],
  },
  heldBy: ({ SubnetId }) => [SubnetId],
  holders: async (look, { id }) => ({ interfaces: await interfacesBy(look, "subnet-id", id) }),
  find: (look) => subnets.own(look),
  read(subnet: AwsSubnet) {
    const { SubnetId, VpcId, CidrBlock, AvailabilityZone, State, Tags } = complete(
      subnet,
      "SubnetId",
      "VpcId",
      "CidrBlock",
      "AvailabilityZone",
    );
    return {
      id: SubnetId,
      props: { vpcId: VpcId, cidr: CidrBlock, zone: AvailabilityZone },
      outputs: { zone: AvailabilityZone },
      tags: Tags,
      ...stateOf(State, "available"),
    };
  },
  async create({ clients: { ec2 }, tagged, request }, { vpcId, cidr, zone }) {
    const input = { VpcId: vpcId, CidrBlock: cidr, AvailabilityZone: zone, TagSpecifications: tagged("subnet") };
    const { Subnet } = await ec2.createSubnet(input, request);
    return Subnet;
  },
  delete: ({ clients: { ec2 }, request }, { id }) => ec2.deleteSubnet({ SubnetId: id }, request),
});

/** Subnets, the cluster's own or all in its networks. */
export const subnets = listing("subnets", ({ clients: { ec2 }, request }, Filters) =>
  items(
    (NextToken) => ec2.describeSubnets({ Filters: [...Filters], NextToken }, request),
    ({ Subnets }) => Subnets,
  ),
);
