import { paginateDescribeSubnets, type Subnet as AwsSubnet } from "@aws-sdk/client-ec2";
import { z } from "zod";
import { kind } from "../aws/cloud.ts";
import { items } from "../aws/pages.ts";
import { nameFrom, ownTags } from "../aws/tags.ts";

/** A subnet of one zone. Public addresses are given by the launch template, not by the subnet. */
export const Subnet = kind("subnet", {
  props: z.object({ vpcId: z.string(), cidr: z.cidrv4(), zone: z.string() }),
  mutable: [],
  usable: "accepted",
  seconds: { create: 0.5, delete: 1 },
  permissions: {
    find: ["ec2:DescribeSubnets"],
    create: ["ec2:CreateSubnet", "ec2:CreateTags"],
    delete: ["ec2:DeleteSubnet"],
  },
  find: ({ ec2, owned, http }) =>
    items(paginateDescribeSubnets({ client: ec2 }, { Filters: [...owned] }, http), ({ Subnets }) => Subnets),
  read: (subnet: AwsSubnet) => ({
    id: subnet.SubnetId!,
    name: nameFrom(subnet.Tags, "subnet"),
    props: { vpcId: subnet.VpcId!, cidr: subnet.CidrBlock!, zone: subnet.AvailabilityZone! },
    outputs: { zone: subnet.AvailabilityZone! },
    tags: ownTags(subnet.Tags),
    status: subnet.State === "available" ? "ready" : "pending",
  }),
  async create({ ec2, tagged, http }, { vpcId, cidr, zone }) {
    const input = { VpcId: vpcId, CidrBlock: cidr, AvailabilityZone: zone, TagSpecifications: tagged("subnet") };
    const { Subnet } = await ec2.createSubnet(input, http);
    return Subnet;
  },
  delete: ({ ec2, http }, { id }) => ec2.deleteSubnet({ SubnetId: id }, http),
});
