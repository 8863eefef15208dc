import type {
  DescribeNetworkAclsCommandInput,
  DescribeNetworkAclsCommandOutput,
  NetworkAcl as NetworkAclShape,
  NetworkAclEntry,
} from "@aws-sdk/client-ec2";
import type { Handler } from "../handler.ts";
import type { Moment } from "../state.ts";
import { kinds } from "./kinds.ts";
import { listing } from "./listing.ts";
import { newRecord, type Ec2Record } from "./record.ts";
import { ec2State } from "./state.ts";
import { tagList } from "./tags.ts";

/** A network ACL. Only the default one of each VPC exists here; it lets everything through. */
export interface NetworkAcl extends Ec2Record {
  readonly vpcId: string;
}

export function createDefaultAcl(moment: Moment, vpcId: string): NetworkAcl {
  const acl: NetworkAcl = { ...newRecord(moment, kinds.networkAcl, new Map()), vpcId };
  moment.account.of(ec2State).networkAcls.set(acl.id, acl);
  return acl;
}

export const describeNetworkAcls: Handler<DescribeNetworkAclsCommandInput, DescribeNetworkAclsCommandOutput> = (
  call,
) => {
  const { input, account } = call;
  const { rows, NextToken } = listing(call, account.of(ec2State).networkAcls.values(), {
    kind: kinds.networkAcl,
    ids: input.NetworkAclIds,
    filters: input.Filters,
    page: input,
    table: {
      "network-acl-id": ({ id }) => id,
      "vpc-id": ({ vpcId }) => vpcId,
      "owner-id": () => account.accountId,
      default: () => true,
      "association.subnet-id": ({ vpcId }) => subnetsOf(call, vpcId),
    },
  });
  return { NetworkAcls: rows.map((acl) => project(call, acl)), NextToken };
};

function subnetsOf({ account }: Moment, vpcId: string): string[] {
  return [...account.of(ec2State).subnets.values()].filter((subnet) => subnet.vpcId === vpcId).map(({ id }) => id);
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
