import { type Address, AllocateAddressCommand } from "@aws-sdk/client-ec2";
import { z } from "zod";
import { kind } from "../aws/cloud.ts";
import { nameFrom, ownTags, tagKeys, tagValue } from "../aws/tags.ts";
import { sentOnce } from "./sent-once.ts";

/** A public IPv4 address that stays. `AllocateAddress` takes no token, so the operation's id rides along as a tag. */
export const ElasticIp = kind("elastic-ip", {
  props: z.object({}),
  mutable: [],
  unguarded: true,
  seconds: { create: 2.4, delete: 1 },
  permissions: {
    find: ["ec2:DescribeAddresses"],
    create: ["ec2:AllocateAddress", "ec2:CreateTags"],
    delete: ["ec2:ReleaseAddress"],
  },
  find: async ({ ec2, owned, http }) => (await ec2.describeAddresses({ Filters: [...owned] }, http)).Addresses ?? [],
  read: (address: Address) => ({
    id: address.AllocationId!,
    name: nameFrom(address.Tags, "elastic-ip"),
    props: {},
    outputs: { address: address.PublicIp! },
    tags: ownTags(address.Tags),
    status: "ready",
    operation: tagValue(address.Tags, tagKeys.operation),
  }),
  async create({ ec2, tagged, tagsWithOperation, http }) {
    const input = { Domain: "vpc" as const, TagSpecifications: tagged("elastic-ip", { operation: true }) };
    const { AllocationId, PublicIp } = await ec2.send(sentOnce(new AllocateAddressCommand(input)), http);
    return { AllocationId, PublicIp, Tags: [...tagsWithOperation] };
  },
  delete: ({ ec2, http }, { id }) => ec2.releaseAddress({ AllocationId: id }, http),
});
