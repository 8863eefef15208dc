import type { Address } from "@aws-sdk/client-ec2";
import * as z from "zod/mini";
import { complete } from "../aws/answer.ts";
import { kind } from "../aws/kind.ts";
import { ec2Tagging } from "../aws/tagging.ts";
import { hasNat, newNetwork } from "./in-design.ts";

/**
 * A public IPv4 address that stays. `AllocateAddress` takes no token, so the operation's id rides along as a
 * tag.
 */
export const ElasticIp = kind("elastic-ip", {
  service: "ec2",
  discovery: { idPrefix: "eipalloc" },
  usedBy: (design) => hasNat(newNetwork(design)),
  tagging: ec2Tagging,
  sentOnce: "AllocateAddress",
  props: z.object({}),
  mutable: [],
  seconds: { create: 2.4, delete: 1 },
  permissions: {
    find: ["ec2:DescribeAddresses"],
    create: ["ec2:AllocateAddress", "ec2:CreateTags"],
    delete: ["ec2:ReleaseAddress"],
  },
  find: async ({ clients: { ec2 }, owned, request }) =>
    (await ec2.describeAddresses({ Filters: [...owned] }, request)).Addresses ?? [],
  read(address: Address) {
    const { AllocationId, PublicIp, Tags } = complete(address, "AllocationId", "PublicIp");
    return { id: AllocationId, props: {}, outputs: { address: PublicIp }, tags: Tags, status: "ready" };
  },
  async create({ clients: { ec2 }, tagged, tagsWithOperation, request }) {
    const input = { Domain: "vpc" as const, TagSpecifications: tagged("elastic-ip", { operation: true }) };
    const { AllocationId, PublicIp } = await ec2.allocateAddress(input, request);
    return { AllocationId, PublicIp, Tags: [...tagsWithOperation] };
  },
  delete: ({ clients: { ec2 }, request }, { id }) => ec2.releaseAddress({ AllocationId: id }, request),
});
