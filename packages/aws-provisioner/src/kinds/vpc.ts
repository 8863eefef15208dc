import type { Vpc as AwsVpc } from "@aws-sdk/client-ec2";
import * as z from "zod/mini";
import { complete } from "../aws/answer.ts";
import type { Look } from "../aws/cloud.ts";
import { kind } from "../aws/kind.ts";
import { items } from "../aws/pages.ts";
import { stateOf } from "../aws/state-reason.ts";
import { ec2Tagging } from "../aws/tagging.ts";
import { holdersOfVpc } from "./held-networks.ts";
import { unlessGone } from "./unless-gone.ts";
import { newNetwork } from "./in-design.ts";

interface VpcWithDns {
  readonly vpc: AwsVpc;
  readonly dnsSupport?: boolean;
  readonly dnsHostnames?: boolean;
}

/** A virtual private cloud. `CreateVpc` takes no token, so the operation's id rides along as a tag. */
export const Vpc = kind("vpc", {
  service: "ec2",
  discovery: { idPrefix: "vpc" },
  whereabouts: (sought) => [{ Name: "cidr", Values: sought.map(({ cidr }) => cidr) }],
  usedBy: (design) => newNetwork(design) !== undefined,
  tagging: ec2Tagging,
  unguarded: true,
  keyless: true,
  props: z.object({ cidr: z.cidrv4(), dnsSupport: z.optional(z.boolean()), dnsHostnames: z.optional(z.boolean()) }),
  mutable: ["dnsSupport", "dnsHostnames"],
  usable: "accepted",
  stable: { means: "is available, with its DNS settings" },
  seconds: { create: 0.6, delete: 1 },
  permissions: {
    find: ["ec2:DescribeVpcs", "ec2:DescribeVpcAttribute"],
    create: ["ec2:CreateVpc", "ec2:CreateTags", "ec2:ModifyVpcAttribute"],
    update: ["ec2:ModifyVpcAttribute"],
    delete: ["ec2:DeleteVpc"],
  },
  holders: holdersOfVpc,
  async find({ clients: { ec2 }, owned, request }) {
    const vpcs = await items(
      (NextToken) => ec2.describeVpcs({ Filters: [...owned], NextToken }, request),
      ({ Vpcs }) => Vpcs,
    );
    return vpcs.map((vpc) => ({ vpc }));
  },
  detail: withDns,
  read({ vpc, dnsSupport, dnsHostnames }: VpcWithDns) {
    const { VpcId, CidrBlock, State, Tags } = complete(vpc, "VpcId", "CidrBlock");
    return {
      id: VpcId,
      props: { cidr: CidrBlock, dnsSupport, dnsHostnames },
      outputs: { cidr: CidrBlock },
      tags: Tags,
      ...stateOf(State, "available"),
    };
  },
  async create({ clients: { ec2 }, tagged, request }, { cidr }) {
    const input = { CidrBlock: cidr, TagSpecifications: tagged("vpc") };
    const { Vpc } = await ec2.createVpc(input, request);
    // A new VPC resolves names and gives its instances none (EC2 API reference, ModifyVpcAttribute).
    return Vpc && { vpc: Vpc, dnsSupport: true, dnsHostnames: false };
  },
  async update({ clients: { ec2 }, request }, { id }, { dnsSupport, dnsHostnames }, fields) {
    // One attribute a call, and names for instances need the resolver on first.
    const resolver = () => ec2.modifyVpcAttribute({ VpcId: id, EnableDnsSupport: { Value: dnsSupport } }, request);
    const names = () => ec2.modifyVpcAttribute({ VpcId: id, EnableDnsHostnames: { Value: dnsHostnames } }, request);
    if (dnsSupport && fields.includes("dnsSupport")) await resolver();
    if (fields.includes("dnsHostnames")) await names();
    if (!dnsSupport && fields.includes("dnsSupport")) await resolver();
  },
  delete: ({ clients: { ec2 }, request }, { id }) => ec2.deleteVpc({ VpcId: id }, request),
});

async function withDns({ clients: { ec2 }, request }: Look, { vpc }: VpcWithDns): Promise<VpcWithDns> {
  // Who answers this may not have heard yet of a network that the listing showed: its attributes are unknown
  // then.
  const [support, hostnames] = await Promise.all([
    unlessGone(ec2.describeVpcAttribute({ VpcId: vpc.VpcId, Attribute: "enableDnsSupport" }, request)),
    unlessGone(ec2.describeVpcAttribute({ VpcId: vpc.VpcId, Attribute: "enableDnsHostnames" }, request)),
  ]);
  if (support === undefined || hostnames === undefined) return { vpc };
  return {
    vpc,
    dnsSupport: support.EnableDnsSupport?.Value ?? false,
    dnsHostnames: hostnames.EnableDnsHostnames?.Value ?? false,
  };
}
