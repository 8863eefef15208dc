import type { Subnet as SubnetShape } from "@aws-sdk/client-ec2";
import { AwsError } from "../aws-error.ts";
import type { Moment } from "../state.ts";
import { arnOf } from "../request/arn.ts";
import { zoneIdOf, zoneOf } from "./availability-zone.ts";
import { contains, overlap, parseCidr, printCidr } from "./cidr.ts";
import type { FilterTable } from "./filters.ts";
import { listing } from "./listing.ts";
import { routeTables } from "./records/route-table.ts";
import { type Subnet, subnetOf, subnets } from "./records/subnet.ts";
import { vpcOf } from "./records/vpc.ts";
import { badValue, dependency, missing, required, stopIfDryRun } from "./refuse.ts";
import { resource } from "./resource.ts";
import { freeAddresses } from "./subnet-addresses.ts";
import { isHeld, newRecord } from "./table.ts";
import { tagList, tagsFor } from "./tags.ts";

function subnetFilters(moment: Moment): FilterTable<Subnet> {
  return {
    "subnet-id": ({ id }) => id,
    "vpc-id": ({ vpcId }) => vpcId,
    "availability-zone": ({ zone }) => zone,
    "availability-zone-id": ({ zone }) => zoneIdOf(moment.account, zone),
    "available-ip-address-count": (subnet) => freeAddresses(moment, subnet),
    "cidr-block": ({ cidr }) => printCidr(cidr),
    "default-for-az": () => false,
    "map-public-ip-on-launch": ({ mapPublicIpOnLaunch }) => mapPublicIpOnLaunch,
    "owner-id": () => moment.account.accountId,
    state: () => "available",
  };
}

function project(moment: Moment, subnet: Subnet): SubnetShape {
  return {
    SubnetId: subnet.id,
    SubnetArn: arnOf(moment.account, "ec2", `subnet/${subnet.id}`),
    VpcId: subnet.vpcId,
    AvailabilityZone: subnet.zone,
    AvailabilityZoneId: zoneIdOf(moment.account, subnet.zone),
    AvailableIpAddressCount: freeAddresses(moment, subnet),
    CidrBlock: printCidr(subnet.cidr),
    DefaultForAz: false,
    MapPublicIpOnLaunch: subnet.mapPublicIpOnLaunch,
    AssignIpv6AddressOnCreation: false,
    EnableDns64: false,
    Ipv6CidrBlockAssociationSet: [],
    Ipv6Native: false,
    OwnerId: moment.account.accountId,
    State: "available",
    Tags: tagList(subnet.tags),
  };
}

/** Subnets. */
export const subnet = resource({
  table: subnets,
  inventory: ({ vpcId, zone, cidr, mapPublicIpOnLaunch }) => ({
    attributes: { vpcId, zone, cidr: printCidr(cidr), mapPublicIpOnLaunch },
  }),
  operations: {
    /** CreateSubnet: a /16 to /28 within the VPC's range that overlaps none of its subnets. */
    CreateSubnet(call) {
      const { input, account } = call;
      const vpc = vpcOf(call, input.VpcId);
      const text = required(input, "CidrBlock");
      const cidr = parseCidr(text);
      if (cidr === undefined) throw badValue(text, "cidrBlock", "This is not a valid CIDR block.");
      const zone = zoneOf(account, input, account.zones[0] ?? "");
      if (cidr.prefix < 16 || cidr.prefix > 28 || !contains(vpc.cidr, cidr)) {
        throw new AwsError("InvalidSubnet.Range", `The CIDR '${text}' is invalid.`);
      }
      const siblings = [...account.of(subnets).values()].filter(({ vpcId }) => vpcId === vpc.id);
      if (siblings.some((sibling) => overlap(sibling.cidr, cidr))) {
        throw new AwsError("InvalidSubnet.Conflict", `The CIDR '${text}' conflicts with another subnet`);
      }
      const tags = tagsFor("subnet", input.TagSpecifications);
      if (siblings.length >= account.quotas.subnetsPerVpc) {
        throw new AwsError("SubnetLimitExceeded", "The maximum number of subnets has been reached.");
      }
      stopIfDryRun(input);
      const subnet: Subnet = {
        ...newRecord(call, subnets, tags),
        vpcId: vpc.id,
        zone,
        cidr,
        mapPublicIpOnLaunch: false,
      };
      account.of(subnets).set(subnet.id, subnet);
      return { Subnet: project(call, subnet) };
    },

    /** DescribeSubnets: with the count of addresses that are still free. */
    DescribeSubnets(call) {
      const { input } = call;
      const { rows, NextToken } = listing(call, subnets, {
        ids: input.SubnetIds,
        filters: subnetFilters(call),
      });
      return { Subnets: rows.map((subnet) => project(call, subnet)), NextToken };
    },

    /**
     * ModifySubnetAttribute: of the attributes, MapPublicIpOnLaunch is modelled; any other is refused by
     * name.
     */
    ModifySubnetAttribute(call) {
      const { SubnetId: _, MapPublicIpOnLaunch, ...others } = call.input;
      const subnet = subnetOf(call, call.input.SubnetId);
      const unknown = Object.entries(others).find(([, value]) => value !== undefined);
      if (unknown !== undefined) {
        throw new AwsError(
          "UnsupportedOperation",
          `The simulated account does not model the subnet attribute ${unknown[0]}.`,
        );
      }
      if (MapPublicIpOnLaunch?.Value === undefined) throw missing("mapPublicIpOnLaunch");
      subnet.mapPublicIpOnLaunch = MapPublicIpOnLaunch.Value;
      return {};
    },

    /**
     * DeleteSubnet: DependencyViolation while a network interface of anyone is in it; its table association
     * goes with it.
     */
    DeleteSubnet(call) {
      const { input, account } = call;
      const subnet = subnetOf(call, input.SubnetId);
      if (isHeld(account, subnet.id)) {
        throw dependency(`The subnet '${subnet.id}' has dependencies and cannot be deleted.`);
      }
      stopIfDryRun(input);
      for (const { associations } of account.of(routeTables).values()) {
        for (const [id, { subnetId }] of associations) if (subnetId === subnet.id) associations.delete(id);
      }
      account.of(subnets).delete(subnet.id);
      return {};
    },
  },
});
