import { type NetworkInterface as AwsInterface, paginateDescribeNetworkInterfaces } from "@aws-sdk/client-ec2";
import { z } from "zod";
import { kind } from "../aws/cloud.ts";
import { items } from "../aws/pages.ts";
import { nameFrom, ownTags } from "../aws/tags.ts";

/** A network interface with a fixed private address, which outlives the instances that use it. */
export const NetworkInterface = kind("network-interface", {
  props: z.object({
    subnetId: z.string(),
    address: z.ipv4(),
    securityGroupIds: z.array(z.string()),
    description: z.string(),
  }),
  mutable: ["securityGroupIds", "description"],
  unordered: ["securityGroupIds"],
  usable: "accepted",
  seconds: { create: 1, delete: 1 },
  permissions: {
    find: ["ec2:DescribeNetworkInterfaces"],
    create: ["ec2:CreateNetworkInterface", "ec2:CreateTags"],
    update: ["ec2:ModifyNetworkInterfaceAttribute"],
    delete: ["ec2:DeleteNetworkInterface"],
  },
  find: ({ ec2, owned, http }) =>
    items(
      paginateDescribeNetworkInterfaces({ client: ec2 }, { Filters: [...owned] }, http),
      ({ NetworkInterfaces }) => NetworkInterfaces,
    ),
  read: (card: AwsInterface) => ({
    id: card.NetworkInterfaceId!,
    name: nameFrom(card.TagSet, "network-interface"),
    props: {
      subnetId: card.SubnetId!,
      address: card.PrivateIpAddress!,
      securityGroupIds: (card.Groups ?? []).flatMap(({ GroupId }) => GroupId ?? []),
      description: card.Description ?? "",
    },
    outputs: { address: card.PrivateIpAddress! },
    tags: ownTags(card.TagSet),
    status: card.Status === "available" || card.Status === "in-use" ? "ready" : "pending",
  }),
  async create({ ec2, token, tags, tagged, http }, { subnetId, address, securityGroupIds, description }) {
    const own = { SubnetId: subnetId, PrivateIpAddress: address, Groups: securityGroupIds, Description: description };
    const specifications = tagged("network-interface");
    const input = { ...own, ClientToken: token, TagSpecifications: specifications };
    const { NetworkInterface } = await ec2.createNetworkInterface(input, http);
    return NetworkInterface && { ...NetworkInterface, TagSet: [...tags] };
  },
  async update({ ec2, http }, { id }, { securityGroupIds, description }, fields) {
    // One attribute a call.
    if (fields.includes("securityGroupIds")) {
      await ec2.modifyNetworkInterfaceAttribute({ NetworkInterfaceId: id, Groups: securityGroupIds }, http);
    }
    if (fields.includes("description")) {
      await ec2.modifyNetworkInterfaceAttribute({ NetworkInterfaceId: id, Description: { Value: description } }, http);
    }
  },
  delete: ({ ec2, http }, { id }) => ec2.deleteNetworkInterface({ NetworkInterfaceId: id }, http),
});
