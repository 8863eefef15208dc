import type {
  CreateVpcCommandInput,
  CreateVpcCommandOutput,
  DeleteVpcCommandInput,
  DeleteVpcCommandOutput,
  DescribeVpcsCommandInput,
  DescribeVpcsCommandOutput,
  Tenancy,
  Vpc as VpcShape,
} from "@aws-sdk/client-ec2";
import { AwsError } from "../aws-error.ts";
import type { Handler } from "../handler.ts";
import type { Moment } from "../state.ts";
import { type Cidr, parseCidr, printCidr } from "./cidr.ts";
import type { FilterTable } from "./filters.ts";
import { kinds } from "./kinds.ts";
import { listing } from "./listing.ts";
import { createDefaultAcl } from "./network-acl.ts";
import { badValue, dependency, required, stopIfDryRun } from "./refuse.ts";
import { lookUp, newRecord, type Ec2Record } from "./record.ts";
import { createRouteTableIn } from "./route-table.ts";
import { createDefaultGroup } from "./security-group.ts";
import { ec2State } from "./state.ts";
import { tagList, tagsFor } from "./tags.ts";

/** A VPC with its IPv4 range. */
export interface Vpc extends Ec2Record {
  readonly cidr: Cidr;
  readonly cidrAssociationId: string;
  readonly tenancy: Tenancy;
  state: "pending" | "available";
  enableDnsSupport: boolean;
  enableDnsHostnames: boolean;
  enableNetworkAddressUsageMetrics: boolean;
  mainRouteTableId: string;
  readonly defaultGroupId: string;
  readonly defaultAclId: string;
}

/** The VPC of that id, or InvalidVpcID.NotFound. */
export function vpcOf(moment: Moment, id: string): Vpc {
  return lookUp(moment, moment.account.of(ec2State).vpcs, kinds.vpc, id);
}

/** CreateVpc: a range of /16 to /28; a main route table, a default group and a default network ACL come with it. */
export const createVpc: Handler<CreateVpcCommandInput, CreateVpcCommandOutput> = (call) => {
  const { input, account, now } = call;
  const { vpcs } = account.of(ec2State);
  const text = required(input, "CidrBlock");
  const cidr = parseCidr(text);
  if (cidr === undefined) throw badValue(text, "cidrBlock", "This is not a valid CIDR block.");
  if (cidr.prefix < 16 || cidr.prefix > 28) throw new AwsError("InvalidVpc.Range", `The CIDR '${text}' is invalid.`);
  const tenancy = input.InstanceTenancy ?? "default";
  if (tenancy !== "default" && tenancy !== "dedicated") {
    throw badValue(tenancy, "instanceTenancy", "Expected default or dedicated.");
  }
  const tags = tagsFor("vpc", input.TagSpecifications);
  if (vpcs.size >= account.quotas.vpcs) {
    throw new AwsError("VpcLimitExceeded", "The maximum number of VPCs has been reached.");
  }
  stopIfDryRun(input);
  const base = newRecord(call, kinds.vpc, tags);
  const vpc: Vpc = {
    ...base,
    cidr,
    cidrAssociationId: `vpc-cidr-assoc-0${account.random.hex(16)}`,
    tenancy,
    state: "pending",
    enableDnsSupport: true,
    enableDnsHostnames: false,
    enableNetworkAddressUsageMetrics: false,
    mainRouteTableId: createRouteTableIn(call, base.id, new Map(), { main: true }).id,
    defaultGroupId: createDefaultGroup(call, base.id).id,
    defaultAclId: createDefaultAcl(call, base.id).id,
  };
  vpcs.set(vpc.id, vpc);
  const answer = { Vpc: projectVpc(call, vpc) };
  account.schedule(now + account.latency.transition("vpcAvailable"), () => (vpc.state = "available"));
  return answer;
};

export const describeVpcs: Handler<DescribeVpcsCommandInput, DescribeVpcsCommandOutput> = (call) => {
  const { input, account } = call;
  const { rows, NextToken } = listing(call, account.of(ec2State).vpcs.values(), {
    kind: kinds.vpc,
    ids: input.VpcIds,
    filters: input.Filters,
    table: vpcFilters(call),
    page: input,
  });
  return { Vpcs: rows.map((vpc) => projectVpc(call, vpc)), NextToken };
};

/** DeleteVpc: refused with DependencyViolation while anything but what came with the VPC is left in it. */
export const deleteVpc: Handler<DeleteVpcCommandInput, DeleteVpcCommandOutput> = (call) => {
  const { input, account } = call;
  const state = account.of(ec2State);
  const vpc = vpcOf(call, required(input, "VpcId"));
  const own = new Set([vpc.mainRouteTableId, vpc.defaultGroupId, vpc.defaultAclId]);
  const inside = [
    state.subnets,
    state.networkInterfaces,
    state.vpcEndpoints,
    state.securityGroups,
    state.routeTables,
    state.networkAcls,
  ]
    .flatMap((table) => [...table.values()])
    .filter(({ vpcId, id }) => vpcId === vpc.id && !own.has(id));
  const attached = [...state.internetGateways.values()].filter(({ vpcId }) => vpcId === vpc.id);
  if (inside.length + attached.length > 0) {
    throw dependency(`The vpc '${vpc.id}' has dependencies and cannot be deleted.`);
  }
  stopIfDryRun(input);
  for (const [id, rule] of state.securityGroupRules)
    if (rule.groupId === vpc.defaultGroupId) state.securityGroupRules.delete(id);
  state.routeTables.delete(vpc.mainRouteTableId);
  state.securityGroups.delete(vpc.defaultGroupId);
  state.networkAcls.delete(vpc.defaultAclId);
  state.vpcs.delete(vpc.id);
  return {};
};

function vpcFilters({ account }: Moment): FilterTable<Vpc> {
  return {
    "vpc-id": ({ id }) => id,
    cidr: ({ cidr }) => printCidr(cidr),
    "cidr-block-association.cidr-block": ({ cidr }) => printCidr(cidr),
    "cidr-block-association.association-id": ({ cidrAssociationId }) => cidrAssociationId,
    "cidr-block-association.state": () => "associated",
    "dhcp-options-id": () => account.of(ec2State).dhcpOptionsId,
    "is-default": () => false,
    "owner-id": () => account.accountId,
    state: ({ state }) => state,
  };
}

function projectVpc({ account }: Moment, vpc: Vpc): VpcShape {
  return {
    VpcId: vpc.id,
    CidrBlock: printCidr(vpc.cidr),
    CidrBlockAssociationSet: [
      { AssociationId: vpc.cidrAssociationId, CidrBlock: printCidr(vpc.cidr), CidrBlockState: { State: "associated" } },
    ],
    DhcpOptionsId: account.of(ec2State).dhcpOptionsId,
    InstanceTenancy: vpc.tenancy,
    IsDefault: false,
    OwnerId: account.accountId,
    State: vpc.state,
    Tags: tagList(vpc.tags),
  };
}
