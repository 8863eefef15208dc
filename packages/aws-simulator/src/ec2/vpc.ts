import type { Vpc as VpcShape } from "@aws-sdk/client-ec2";
import { AwsError } from "../aws-error.ts";
import type { Moment, Slice } from "../state.ts";
import { parseCidr, printCidr } from "./cidr.ts";
import type { FilterTable } from "./filters.ts";
import { listing } from "./listing.ts";
import { createDefaultAcl, networkAcls } from "./network-acl.ts";
import { createRouteTableIn, routeTables } from "./records/route-table.ts";
import { rulesOf, securityGroupRules } from "./records/security-group-rule.ts";
import { createDefaultGroup, securityGroups } from "./records/security-group.ts";
import { type Vpc, vpcOf, vpcs } from "./records/vpc.ts";
import { badCombination, badValue, dependency, missing, required, stopIfDryRun } from "./refuse.ts";
import { resource } from "./resource.ts";
import { isHeld, newRecord } from "./table.ts";
import { tagList, tagsFor } from "./tags.ts";

const dhcpOptions: Slice<{ readonly id: string }> = {
  name: "ec2/dhcp-options",
  initial: ({ random }) => ({ id: `dopt-0${random.fork("dhcp-options").hex(16)}` }),
};

function vpcFilters({ account }: Moment): FilterTable<Vpc> {
  return {
    "vpc-id": ({ id }) => id,
    cidr: ({ cidr }) => printCidr(cidr),
    "cidr-block-association.cidr-block": ({ cidr }) => printCidr(cidr),
    "cidr-block-association.association-id": ({ cidrAssociationId }) => cidrAssociationId,
    "cidr-block-association.state": () => "associated",
    "dhcp-options-id": () => account.of(dhcpOptions).id,
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
    DhcpOptionsId: account.of(dhcpOptions).id,
    InstanceTenancy: vpc.tenancy,
    IsDefault: false,
    OwnerId: account.accountId,
    State: vpc.state,
    Tags: tagList(vpc.tags),
  };
}

/** VPCs, and the attributes of one. */
export const vpc = resource({
  table: vpcs,
  inventory: (vpc) => ({
    state: vpc.state,
    attributes: {
      cidr: printCidr(vpc.cidr),
      enableDnsSupport: vpc.enableDnsSupport,
      enableDnsHostnames: vpc.enableDnsHostnames,
    },
  }),
  operations: {
    /**
     * CreateVpc: a range of /16 to /28; a main route table, a default group and a default network ACL come
     * with it.
     */
    CreateVpc(call) {
      const { input, account, now } = call;
      const text = required(input, "CidrBlock");
      const cidr = parseCidr(text);
      if (cidr === undefined) throw badValue(text, "cidrBlock", "This is not a valid CIDR block.");
      if (cidr.prefix < 16 || cidr.prefix > 28)
        throw new AwsError("InvalidVpc.Range", `The CIDR '${text}' is invalid.`);
      const tenancy = input.InstanceTenancy ?? "default";
      if (tenancy !== "default" && tenancy !== "dedicated") {
        throw badValue(tenancy, "instanceTenancy", "Expected default or dedicated.");
      }
      const tags = tagsFor("vpc", input.TagSpecifications);
      if (account.of(vpcs).size >= account.quotas.vpcs) {
        throw new AwsError("VpcLimitExceeded", "The maximum number of VPCs has been reached.");
      }
      stopIfDryRun(input);
      const base = newRecord(call, vpcs, tags);
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
      account.of(vpcs).set(vpc.id, vpc);
      const answer = { Vpc: projectVpc(call, vpc) };
      account.schedule(now + account.latency.transition("vpcAvailable"), () => (vpc.state = "available"));
      return answer;
    },

    /** DescribeVpcs: by id or filter. */
    DescribeVpcs(call) {
      const { input } = call;
      const { rows, NextToken } = listing(call, vpcs, {
        ids: input.VpcIds,
        filters: vpcFilters(call),
      });
      return { Vpcs: rows.map((vpc) => projectVpc(call, vpc)), NextToken };
    },

    /**
     * DeleteVpc: refused with DependencyViolation while anything but what came with the VPC is left in it.
     */
    DeleteVpc(call) {
      const { input, account } = call;
      const vpc = vpcOf(call, input.VpcId);
      const own = [vpc.mainRouteTableId, vpc.defaultGroupId, vpc.defaultAclId];
      if (isHeld(account, vpc.id, own)) {
        throw dependency(`The vpc '${vpc.id}' has dependencies and cannot be deleted.`);
      }
      stopIfDryRun(input);
      for (const { id } of rulesOf(call, vpc.defaultGroupId)) account.of(securityGroupRules).delete(id);
      account.of(routeTables).delete(vpc.mainRouteTableId);
      account.of(securityGroups).delete(vpc.defaultGroupId);
      account.of(networkAcls).delete(vpc.defaultAclId);
      account.of(vpcs).delete(vpc.id);
      return {};
    },

    /** ModifyVpcAttribute: one attribute a call; DNS hostnames need DNS support. */
    ModifyVpcAttribute(call) {
      const { input } = call;
      const vpc = vpcOf(call, input.VpcId);
      const changes = [input.EnableDnsSupport, input.EnableDnsHostnames, input.EnableNetworkAddressUsageMetrics];
      const given = changes.filter((change) => change !== undefined);
      if (given.length > 1) throw badCombination("Only one attribute can be modified at a time");
      const value = given[0]?.Value;
      if (value === undefined)
        throw missing("enableDnsSupport, enableDnsHostnames or enableNetworkAddressUsageMetrics");
      if (input.EnableDnsSupport !== undefined) vpc.enableDnsSupport = value;
      if (input.EnableDnsHostnames !== undefined) vpc.enableDnsHostnames = value;
      if (input.EnableNetworkAddressUsageMetrics !== undefined) vpc.enableNetworkAddressUsageMetrics = value;
      return {};
    },

    /** DescribeVpcAttribute: one attribute a call. */
    DescribeVpcAttribute(call) {
      const { input } = call;
      const vpc = vpcOf(call, input.VpcId);
      const attribute = input.Attribute;
      stopIfDryRun(input);
      switch (attribute) {
        case "enableDnsSupport":
          return { VpcId: vpc.id, EnableDnsSupport: { Value: vpc.enableDnsSupport } };
        case "enableDnsHostnames":
          return { VpcId: vpc.id, EnableDnsHostnames: { Value: vpc.enableDnsHostnames } };
        case "enableNetworkAddressUsageMetrics":
          return { VpcId: vpc.id, EnableNetworkAddressUsageMetrics: { Value: vpc.enableNetworkAddressUsageMetrics } };
        default:
          throw badValue(attribute, "attribute", "Unknown attribute.");
      }
    },
  },
});
