import type { NetworkAcl as NetworkAclShape, NetworkAclEntry } from "@aws-sdk/client-ec2";
import type { Moment } from "../state.ts";
import { listing } from "./listing.ts";
import type { Ec2Record } from "./record.ts";
import { subnets } from "./records/subnet.ts";
import { resource } from "./resource.ts";
import { ec2Table, newRecord } from "./table.ts";
import { tagList } from "./tags.ts";

/** A network ACL. Only the default one of each VPC exists here; it lets everything through. */
export interface NetworkAcl extends Ec2Record {
  readonly vpcId: string;
}

/** The account's network ACLs; one keeps its VPC. */
export const networkAcls = ec2Table<NetworkAcl>({
  type: "network-acl",
  prefix: "acl",
  noun: "networkAcl ID",
  notFound: "InvalidNetworkAclID.NotFound",
  malformed: "InvalidNetworkAclId.Malformed",
  holds: ({ vpcId }) => [vpcId],
});

export function createDefaultAcl(moment: Moment, vpcId: string): NetworkAcl {
  const acl: NetworkAcl = { ...newRecord(moment, networkAcls, new Map()), vpcId };
  moment.account.of(networkAcls).set(acl.id, acl);
  return acl;
}

function subnetsOf({ account }: Moment, vpcId: string): string[] {
  return [...account.of(subnets).values()].filter((subnet) => subnet.vpcId === vpcId).map(({ id }) => id);
}

const entries: NetworkAclEntry[] = [true, false].flatMap((Egress) => [
  { Egress, CidrBlock: "0.0.0.0/0", Protocol: "-1", RuleAction: "allow", RuleNumber: 100 },
  { Egress, CidrBlock: "0.0.0.0/0", Protocol: "-1", RuleAction: "deny", RuleNumber: 32767 },
]);

function project(moment: Moment, { id, vpcId, tags }: NetworkAcl): NetworkAclShape {
  return {
    NetworkAclId: id,
    VpcId: vpcId,
    IsDefault: true,
    OwnerId: moment.account.accountId,
    Associations: subnetsOf(moment, vpcId).map((SubnetId) => ({
      NetworkAclAssociationId: `aclassoc-${SubnetId.slice("subnet-".length)}`,
      NetworkAclId: id,
      SubnetId,
    })),
    Entries: entries.map((entry) => ({ ...entry })),
    Tags: tagList(tags),
  };
}

/** Network ACLs, of which only each VPC's default one exists. */
export const networkAcl = resource({
  table: networkAcls,
  inventory: ({ vpcId }) => ({ attributes: { vpcId } }),
  operations: {
    /** DescribeNetworkAcls: with the subnets that follow them, which are all of the VPC. */
    DescribeNetworkAcls(call) {
      const { input, account } = call;
      const { rows, NextToken } = listing(call, networkAcls, {
        ids: input.NetworkAclIds,
        filters: {
          "network-acl-id": ({ id }) => id,
          "vpc-id": ({ vpcId }) => vpcId,
          "owner-id": () => account.accountId,
          default: () => true,
          "association.subnet-id": ({ vpcId }) => subnetsOf(call, vpcId),
        },
      });
      return { NetworkAcls: rows.map((acl) => project(call, acl)), NextToken };
    },
  },
});
