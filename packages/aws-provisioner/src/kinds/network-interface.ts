import type { NetworkInterface as AwsInterface } from "@aws-sdk/client-ec2";
import * as z from "zod/mini";
import { complete } from "../aws/answer.ts";
import { interfacesBy } from "../aws/holding.ts";
import { kind } from "../aws/kind.ts";
import { machineHolders } from "../aws/machine-holders.ts";
import { ownInterfaces } from "../aws/interfaces.ts";
import { stateOf } from "../aws/state-reason.ts";
import { ec2Tagging } from "../aws/tagging.ts";
import { keepsInterfaces } from "./in-design.ts";
import { inNetwork } from "../aws/whereabouts.ts";

/** A network interface with a fixed private address, which outlives the instances that use it. */
export const NetworkInterface = kind("network-interface", {
  service: "ec2",
  discovery: { idPrefix: "eni" },
  whereabouts: inNetwork,
  usedBy: ({ roles }) => roles.some(keepsInterfaces),
  tagging: ec2Tagging,
  keyless: true,
  props: z.object({
    subnetId: z.string(),
    address: z.ipv4(),
    securityGroupIds: z.array(z.string()),
    description: z.string(),
  }),
  mutable: ["securityGroupIds", "description"],
  exclusive: "address",
  unordered: ["securityGroupIds"],
  usable: "accepted",
  stable: { means: "can be attached, or is" },
  seconds: { create: 1, delete: 1 },
  permissions: {
    find: ["ec2:DescribeNetworkInterfaces"],
    create: ["ec2:CreateNetworkInterface", "ec2:CreateTags"],
    update: ["ec2:ModifyNetworkInterfaceAttribute"],
    delete: ["ec2:DeleteNetworkInterface"],
  },
  heldBy: ({ NetworkInterfaceId, Attachment }) => (Attachment === undefined ? [] : [NetworkInterfaceId]),
  interfacesOf: ({ id }) => [id],
  async holders(look, { id }) {
    const attached = (await interfacesBy(look, "network-interface-id", id)).filter((one) => one.Attachment);
    return {
      others: await machineHolders(
        look,
        attached.map(({ Attachment }) => Attachment?.InstanceId),
      ),
    };
  },
  find: ownInterfaces,
  read(card: AwsInterface) {
    const {
      NetworkInterfaceId,
      SubnetId,
      PrivateIpAddress,
      Groups = [],
      Description = "",
      Status,
      TagSet,
    } = complete(card, "NetworkInterfaceId", "SubnetId", "PrivateIpAddress");
    return {
      id: NetworkInterfaceId,
      props: {
        subnetId: SubnetId,
        address: PrivateIpAddress,
        securityGroupIds: Groups.flatMap(({ GroupId }) => GroupId ?? []),
        description: Description,
      },
      outputs: { address: PrivateIpAddress },
      tags: TagSet,
      ...stateOf(Status, "available", "in-use"),
    };
  },
  async create(
    { clients: { ec2 }, token, tagsWithOperation, tagged, request },
    { subnetId, address, securityGroupIds, description },
  ) {
    const own = { SubnetId: subnetId, PrivateIpAddress: address, Groups: securityGroupIds, Description: description };
    const specifications = tagged("network-interface");
    const input = { ...own, ClientToken: token, TagSpecifications: specifications };
    const { NetworkInterface } = await ec2.createNetworkInterface(input, request);
    return NetworkInterface && { ...NetworkInterface, TagSet: [...tagsWithOperation] };
  },
  async update({ clients: { ec2 }, request }, { id }, { securityGroupIds, description }, fields) {
    // One attribute a call.
    if (fields.includes("securityGroupIds")) {
      await ec2.modifyNetworkInterfaceAttribute({ NetworkInterfaceId: id, Groups: securityGroupIds }, request);
    }
    if (fields.includes("description")) {
      await ec2.modifyNetworkInterfaceAttribute(
        { NetworkInterfaceId: id, Description: { Value: description } },
        request,
      );
    }
  },
  delete: ({ clients: { ec2 }, request }, { id }) => ec2.deleteNetworkInterface({ NetworkInterfaceId: id }, request),
});
