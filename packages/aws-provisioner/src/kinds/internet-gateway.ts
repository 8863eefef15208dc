import type { InternetGateway as AwsGateway } from "@aws-sdk/client-ec2";
import * as z from "zod/mini";
import { complete } from "../aws/answer.ts";
import { codes } from "../aws/error-table.ts";
import { interfacesBy } from "../aws/holding.ts";
import { kind } from "../aws/kind.ts";
import { items } from "../aws/pages.ts";
import { ec2Tagging } from "../aws/tagging.ts";
import { unlessRefused } from "./unless-refused.ts";
import { facesInternet, newNetwork } from "./in-design.ts";
import { anywhere } from "../aws/whereabouts.ts";

/** An internet gateway and its attachment: `vpcId` is "" while it is attached to nothing. */
export const InternetGateway = kind("internet-gateway", {
  service: "ec2",
  discovery: { idPrefix: "igw" },
  whereabouts: anywhere,
  usedBy: (design) => facesInternet(newNetwork(design)),
  errors: {
    // EC2 API reference, "Error codes".
    "not-found": codes("Gateway.NotAttached"),
    "already-exists": codes("Resource.AlreadyAssociated"),
  },
  tagging: ec2Tagging,
  unguarded: true,
  keyless: true,
  props: z.object({ vpcId: z.string() }),
  mutable: ["vpcId"],
  usable: "accepted",
  stable: { means: "is attached to its network" },
  seconds: { create: 1, delete: 1 },
  permissions: {
    find: ["ec2:DescribeInternetGateways"],
    create: ["ec2:CreateInternetGateway", "ec2:CreateTags", "ec2:AttachInternetGateway"],
    update: ["ec2:AttachInternetGateway", "ec2:DetachInternetGateway"],
    delete: ["ec2:DetachInternetGateway", "ec2:DeleteInternetGateway"],
  },
  // What has a public address in a network keeps its gateway (EC2 API reference, DetachInternetGateway).
  holders: async (look, { props: { vpcId } }) => ({
    interfaces: (await interfacesBy(look, "vpc-id", String(vpcId))).filter(({ Association }) => Association?.PublicIp),
  }),
  find: ({ clients: { ec2 }, owned, request }) =>
    items(
      (NextToken) => ec2.describeInternetGateways({ Filters: [...owned], NextToken }, request),
      ({ InternetGateways }) => InternetGateways,
    ),
  read(gateway: AwsGateway) {
    const { InternetGatewayId, Attachments = [], Tags } = complete(gateway, "InternetGatewayId");
    const held = Attachments.find(({ State }) => State !== "detached" && State !== "detaching");
    return { id: InternetGatewayId, props: { vpcId: held?.VpcId ?? "" }, outputs: {}, tags: Tags, status: "ready" };
  },
  async create({ clients: { ec2 }, tagged, request }) {
    const input = { TagSpecifications: tagged("internet-gateway") };
    const { InternetGateway } = await ec2.createInternetGateway(input, request);
    return InternetGateway;
  },
  async update({ clients: { ec2 }, request }, { id, props }, { vpcId }) {
    if (props.vpcId !== "") await ec2.detachInternetGateway({ InternetGatewayId: id, VpcId: props.vpcId }, request);
    if (vpcId !== "") await ec2.attachInternetGateway({ InternetGatewayId: id, VpcId: vpcId }, request);
  },
  async delete({ clients: { ec2 }, request }, { id, props }) {
    if (props.vpcId !== "") {
      // An earlier try may have detached it and gone no further.
      await unlessRefused(
        ["Gateway.NotAttached"],
        ec2.detachInternetGateway({ InternetGatewayId: id, VpcId: props.vpcId }, request),
      );
    }
    await ec2.deleteInternetGateway({ InternetGatewayId: id }, request);
  },
});
