import type { Address } from "@aws-sdk/client-ec2";
import * as z from "zod/mini";
import { complete } from "../aws/answer.ts";
import { interfacesBy } from "../aws/holding.ts";
import { kind } from "../aws/kind.ts";
import { machineHolders } from "../aws/machine-holders.ts";
import { ec2Tagging } from "../aws/tagging.ts";
import { hasNat, newNetwork } from "./in-design.ts";
import { anywhere } from "../aws/whereabouts.ts";

/**
 * A public IPv4 address that stays. `AllocateAddress` takes no token, so the operation's id rides along as a
 * tag.
 */
export const ElasticIp = kind("elastic-ip", {
  service: "ec2",
  discovery: { idPrefix: "eipalloc" },
  whereabouts: anywhere,
  usedBy: (design) => hasNat(newNetwork(design)),
  tagging: ec2Tagging,
  unguarded: true,
  keyless: true,
  props: z.object({}),
  mutable: [],
  stable: { means: "is allocated" },
  seconds: { create: 2.4, delete: 1 },
  permissions: {
    find: ["ec2:DescribeAddresses"],
    create: ["ec2:AllocateAddress", "ec2:CreateTags"],
    delete: ["ec2:ReleaseAddress"],
  },
  async holders(look, { id }) {
    const input = { Filters: [{ Name: "allocation-id", Values: [id] }] };
    const { Addresses = [] } = await look.clients.ec2.describeAddresses(input, look.request);
    const [{ NetworkInterfaceId, InstanceId } = {}] = Addresses;
    if (NetworkInterfaceId === undefined) return { others: await machineHolders(look, [InstanceId]) };
    return { interfaces: await interfacesBy(look, "network-interface-id", NetworkInterfaceId) };
  },
  find: async ({ clients: { ec2 }, owned, request }) =>
    (await ec2.describeAddresses({ Filters: [...owned] }, request)).Addresses ?? [],
  read(address: Address) {
    const { AllocationId, PublicIp, Tags } = complete(address, "AllocationId", "PublicIp");
    return { id: AllocationId, props: {}, outputs: { address: PublicIp }, tags: Tags, status: "ready" };
  },
  async create({ clients: { ec2 }, tagged, tagsWithOperation, request }) {
    const input = { Domain: "vpc" as const, TagSpecifications: tagged("elastic-ip") };
    const { AllocationId, PublicIp } = await ec2.allocateAddress(input, request);
    return { AllocationId, PublicIp, Tags: [...tagsWithOperation] };
  },
  delete: ({ clients: { ec2 }, request }, { id }) => ec2.releaseAddress({ AllocationId: id }, request),
});
