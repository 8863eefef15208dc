import { CreateVpcCommand, paginateDescribeVpcs, type Vpc as AwsVpc } from "@aws-sdk/client-ec2";
import { z } from "zod";
import { kind, type Look } from "../aws/cloud.ts";
import { items } from "../aws/pages.ts";
import { nameFrom, ownTags, tagKeys, tagValue } from "../aws/tags.ts";
import { sentOnce } from "./sent-once.ts";
import { unlessGone } from "./unless-gone.ts";

interface VpcWithDns {
  readonly vpc: AwsVpc;
  readonly dnsSupport?: boolean;
  readonly dnsHostnames?: boolean;
}

/** A virtual private cloud. `CreateVpc` takes no token, so the operation's id rides along as a tag. */
export const Vpc = kind("vpc", {
  props: z.object({ cidr: z.cidrv4(), dnsSupport: z.boolean().optional(), dnsHostnames: z.boolean().optional() }),
  mutable: ["dnsSupport", "dnsHostnames"],
  unguarded: true,
  usable: "accepted",
  // Zones name their networks only where they are asked one by one.
  deleteAfter: ["hosted-zone"],
  seconds: { create: 0.6, delete: 1 },
  permissions: {
    find: ["ec2:DescribeVpcs", "ec2:DescribeVpcAttribute"],
    create: ["ec2:CreateVpc", "ec2:CreateTags", "ec2:ModifyVpcAttribute"],
    update: ["ec2:ModifyVpcAttribute"],
    delete: ["ec2:DeleteVpc"],
  },
  async find({ ec2, owned, http }) {
    const vpcs = await items(paginateDescribeVpcs({ client: ec2 }, { Filters: [...owned] }, http), ({ Vpcs }) => Vpcs);
    return vpcs.map((vpc) => ({ vpc }));
  },
  detail: withDns,
  read: ({ vpc, dnsSupport, dnsHostnames }: VpcWithDns) => ({
    id: vpc.VpcId!,
    name: nameFrom(vpc.Tags, "vpc"),
    props: { cidr: vpc.CidrBlock!, dnsSupport, dnsHostnames },
    outputs: { cidr: vpc.CidrBlock! },
    tags: ownTags(vpc.Tags),
    status: vpc.State === "available" ? "ready" : "pending",
    operation: tagValue(vpc.Tags, tagKeys.operation),
  }),
  async create({ ec2, tagged, http }, { cidr }) {
    const input = { CidrBlock: cidr, TagSpecifications: tagged("vpc", { operation: true }) };
    const { Vpc } = await ec2.send(sentOnce(new CreateVpcCommand(input)), http);
    // A new VPC resolves names and gives its instances none (EC2 API reference, ModifyVpcAttribute).
    return Vpc && { vpc: Vpc, dnsSupport: true, dnsHostnames: false };
  },
  async update({ ec2, http }, { id }, { dnsSupport, dnsHostnames }, fields) {
    // One attribute a call, and names for instances need the resolver on first.
    const resolver = () => ec2.modifyVpcAttribute({ VpcId: id, EnableDnsSupport: { Value: dnsSupport } }, http);
    const names = () => ec2.modifyVpcAttribute({ VpcId: id, EnableDnsHostnames: { Value: dnsHostnames } }, http);
    if (dnsSupport && fields.includes("dnsSupport")) await resolver();
    if (fields.includes("dnsHostnames")) await names();
    if (!dnsSupport && fields.includes("dnsSupport")) await resolver();
  },
  delete: ({ ec2, http }, { id }) => ec2.deleteVpc({ VpcId: id }, http),
});

async function withDns({ ec2, http }: Look, { vpc }: VpcWithDns): Promise<VpcWithDns> {
  // Who answers this may not have heard yet of a network that the listing showed: its attributes are unknown then.
  const [support, hostnames] = await Promise.all([
    unlessGone(ec2.describeVpcAttribute({ VpcId: vpc.VpcId, Attribute: "enableDnsSupport" }, http)),
    unlessGone(ec2.describeVpcAttribute({ VpcId: vpc.VpcId, Attribute: "enableDnsHostnames" }, http)),
  ]);
  if (support === undefined || hostnames === undefined) return { vpc };
  return {
    vpc,
    dnsSupport: support.EnableDnsSupport?.Value ?? false,
    dnsHostnames: hostnames.EnableDnsHostnames?.Value ?? false,
  };
}
