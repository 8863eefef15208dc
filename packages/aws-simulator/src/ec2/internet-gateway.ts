import type { InternetGateway as InternetGatewayShape } from "@aws-sdk/client-ec2";
import { AwsError } from "../aws-error.ts";
import type { Moment } from "../state.ts";
import { listing } from "./listing.ts";
import { publicAddressOf } from "./public-address.ts";
import type { Ec2Record } from "./record.ts";
import { networkInterfaces } from "./records/network-interface.ts";
import { vpcOf } from "./records/vpc.ts";
import { dependency, stopIfDryRun } from "./refuse.ts";
import { resource } from "./resource.ts";
import { ec2Table, lookUp, newRecord } from "./table.ts";
import { tagList, tagsFor } from "./tags.ts";

/** An internet gateway, attached to at most one VPC. */
export interface InternetGateway extends Ec2Record {
  vpcId: string | undefined;
}

/** The account's internet gateways; an attached one keeps its VPC. */
export const internetGateways = ec2Table<InternetGateway>({
  type: "internet-gateway",
  prefix: "igw",
  noun: "internetGateway ID",
  notFound: "InvalidInternetGatewayID.NotFound",
  malformed: "InvalidInternetGatewayId.Malformed",
  holds: ({ vpcId }) => [vpcId],
});

/** The gateway of that id, or InvalidInternetGatewayID.NotFound. */
export function internetGatewayOf(moment: Moment, id: string): InternetGateway {
  return lookUp(moment, internetGateways, id);
}

/** Whether anything in the VPC can reach the internet at all. */
export function hasInternetGateway({ account }: Moment, vpcId: string): boolean {
  return [...account.of(internetGateways).values()].some((gateway) => gateway.vpcId === vpcId);
}

function project({ account }: Moment, { id, vpcId, tags }: InternetGateway): InternetGatewayShape {
  return {
    InternetGatewayId: id,
    OwnerId: account.accountId,
    // "available" and not "attached" is what the API answers for an internet gateway
    Attachments: vpcId === undefined ? [] : [{ VpcId: vpcId, State: "available" as "attached" }],
    Tags: tagList(tags),
  };
}

/** Internet gateways. */
export const internetGateway = resource({
  table: internetGateways,
  inventory: ({ vpcId }) => ({ attributes: { vpcId } }),
  operations: {
    /** CreateInternetGateway: attached to nothing yet. */
    CreateInternetGateway(call) {
      const { input, account } = call;
      const tags = tagsFor("internet-gateway", input.TagSpecifications);
      if (account.of(internetGateways).size >= account.quotas.internetGateways) {
        throw new AwsError("InternetGatewayLimitExceeded", "The maximum number of internet gateways has been reached.");
      }
      stopIfDryRun(input);
      const gateway: InternetGateway = { ...newRecord(call, internetGateways, tags), vpcId: undefined };
      account.of(internetGateways).set(gateway.id, gateway);
      return { InternetGateway: project(call, gateway) };
    },

    /** DescribeInternetGateways: with the VPC that each is attached to. */
    DescribeInternetGateways(call) {
      const { input, account } = call;
      const { rows, NextToken } = listing(call, internetGateways, {
        ids: input.InternetGatewayIds,
        filters: {
          "internet-gateway-id": ({ id }) => id,
          "attachment.vpc-id": ({ vpcId }) => vpcId,
          "attachment.state": ({ vpcId }) => (vpcId === undefined ? undefined : "available"),
          "owner-id": () => account.accountId,
        },
      });
      return { InternetGateways: rows.map((gateway) => project(call, gateway)), NextToken };
    },

    /** AttachInternetGateway: one gateway a VPC and one VPC a gateway, else Resource.AlreadyAssociated. */
    AttachInternetGateway(call) {
      const { input } = call;
      const gateway = internetGatewayOf(call, input.InternetGatewayId);
      const vpc = vpcOf(call, input.VpcId);
      if (gateway.vpcId !== undefined) {
        throw new AwsError(
          "Resource.AlreadyAssociated",
          `resource ${gateway.id} is already attached to network ${gateway.vpcId}`,
        );
      }
      if (hasInternetGateway(call, vpc.id)) {
        // Observed by many as InvalidParameterValue; the published list has Resource.AlreadyAssociated for
        // both.
        throw new AwsError("Resource.AlreadyAssociated", `Network ${vpc.id} already has an internet gateway attached`);
      }
      stopIfDryRun(input);
      gateway.vpcId = vpc.id;
      return {};
    },

    /** DetachInternetGateway: DependencyViolation while a public address is mapped into the VPC. */
    DetachInternetGateway(call) {
      const { input, account } = call;
      const gateway = internetGatewayOf(call, input.InternetGatewayId);
      const vpc = vpcOf(call, input.VpcId);
      if (gateway.vpcId !== vpc.id) {
        throw new AwsError("Gateway.NotAttached", `resource ${gateway.id} is not attached to network ${vpc.id}`);
      }
      const interfaces = [...account.of(networkInterfaces).values()].filter(({ vpcId }) => vpcId === vpc.id);
      if (interfaces.some((entry) => publicAddressOf(call, entry) !== undefined)) {
        throw dependency(
          `Network ${vpc.id} has some mapped public address(es). Please unmap those public address(es) before detaching the gateway.`,
        );
      }
      stopIfDryRun(input);
      gateway.vpcId = undefined;
      return {};
    },

    /** DeleteInternetGateway: only one that is detached. */
    DeleteInternetGateway(call) {
      const { input, account } = call;
      const gateway = internetGatewayOf(call, input.InternetGatewayId);
      if (gateway.vpcId !== undefined) {
        throw dependency(`The internetGateway '${gateway.id}' has dependencies and cannot be deleted.`);
      }
      stopIfDryRun(input);
      account.of(internetGateways).delete(gateway.id);
      return {};
    },
  },
});
