import {
  CreateInternetGatewayCommand,
  type InternetGateway as AwsGateway,
  paginateDescribeInternetGateways,
} from "@aws-sdk/client-ec2";
import { z } from "zod";
import { kind } from "../aws/cloud.ts";
import { items } from "../aws/pages.ts";
import { nameFrom, ownTags, tagKeys, tagValue } from "../aws/tags.ts";
import { sentOnce } from "./sent-once.ts";
import { unlessRefused } from "./unless-refused.ts";

/** An internet gateway and its attachment: `vpcId` is "" while it is attached to nothing. */
export const InternetGateway = kind("internet-gateway", {
  props: z.object({ vpcId: z.string() }),
  mutable: ["vpcId"],
  unguarded: true,
  usable: "accepted",
  // It cannot be detached while anything behind it holds a public address.
  deleteAfter: ["nat-gateway", "load-balancer", "auto-scaling-group", "instance"],
  seconds: { create: 1, delete: 1 },
  permissions: {
    find: ["ec2:DescribeInternetGateways"],
    create: ["ec2:CreateInternetGateway", "ec2:CreateTags", "ec2:AttachInternetGateway"],
    update: ["ec2:AttachInternetGateway", "ec2:DetachInternetGateway"],
    delete: ["ec2:DetachInternetGateway", "ec2:DeleteInternetGateway"],
  },
  find: ({ ec2, owned, http }) =>
    items(
      paginateDescribeInternetGateways({ client: ec2 }, { Filters: [...owned] }, http),
      ({ InternetGateways }) => InternetGateways,
    ),
  read: (gateway: AwsGateway) => ({
    id: gateway.InternetGatewayId!,
    name: nameFrom(gateway.Tags, "internet-gateway"),
    props: {
      vpcId: gateway.Attachments?.find(({ State }) => State !== "detached" && State !== "detaching")?.VpcId ?? "",
    },
    outputs: {},
    tags: ownTags(gateway.Tags),
    status: "ready",
    operation: tagValue(gateway.Tags, tagKeys.operation),
  }),
  async create({ ec2, tagged, http }) {
    const input = { TagSpecifications: tagged("internet-gateway", { operation: true }) };
    const { InternetGateway } = await ec2.send(sentOnce(new CreateInternetGatewayCommand(input)), http);
    return InternetGateway;
  },
  async update({ ec2, http }, { id, props }, { vpcId }) {
    if (props.vpcId !== "") await ec2.detachInternetGateway({ InternetGatewayId: id, VpcId: props.vpcId }, http);
    if (vpcId !== "") await ec2.attachInternetGateway({ InternetGatewayId: id, VpcId: vpcId }, http);
  },
  async delete({ ec2, http }, { id, props }) {
    if (props.vpcId !== "") {
      // An earlier try may have detached it and gone no further.
      await unlessRefused(
        ["Gateway.NotAttached"],
        ec2.detachInternetGateway({ InternetGatewayId: id, VpcId: props.vpcId }, http),
      );
    }
    await ec2.deleteInternetGateway({ InternetGatewayId: id }, http);
  },
});
