import type { NetworkInterface as NetworkInterfaceShape } from "@aws-sdk/client-ec2";
import type { Moment } from "../state.ts";
import { dnsSuffixOf } from "../request/partition.ts";
import type { FilterTable } from "./filters.ts";
import { publicAddressOf } from "./public-address.ts";
import { type NetworkInterface, statusOf } from "./records/network-interface.ts";
import { vpcs } from "./records/vpc.ts";
import { groupIdentifiers } from "./records/security-group.ts";
import { tagList } from "./tags.ts";

/** The filters of DescribeNetworkInterfaces. */
export function interfaceFilters(moment: Moment): FilterTable<NetworkInterface> {
  return {
    "network-interface-id": ({ id }) => id,
    "addresses.private-ip-address": ({ addresses }) => addresses,
    "addresses.primary": () => [true, false].map(String),
    "addresses.association.public-ip": (entry) => publicAddressOf(moment, entry)?.ip,
    "association.allocation-id": (entry) => publicAddressOf(moment, entry)?.allocationId,
    "association.association-id": (entry) => publicAddressOf(moment, entry)?.associationId,
    "association.public-ip": (entry) => publicAddressOf(moment, entry)?.ip,
    "attachment.attachment-id": ({ attachment }) => attachment?.id,
    "attachment.delete-on-termination": ({ attachment }) => attachment?.deleteOnTermination,
    "attachment.device-index": ({ attachment }) => attachment?.deviceIndex,
    "attachment.instance-id": ({ attachment }) => attachment?.instanceId,
    "attachment.instance-owner-id": ({ attachment }) => attachment?.ownerId,
    "attachment.status": ({ attachment }) => attachment && "attached",
    "availability-zone": ({ zone }) => zone,
    description: ({ description }) => description,
    "group-id": ({ groupIds }) => groupIds,
    "group-name": ({ groupIds }) => groupIdentifiers(moment, groupIds).map(({ GroupName }) => GroupName),
    "interface-type": ({ interfaceType }) => interfaceType,
    "mac-address": ({ mac }) => mac,
    "owner-id": () => moment.account.accountId,
    "private-dns-name": ({ addresses }) => privateName(moment, addresses[0] ?? ""),
    "private-ip-address": ({ addresses }) => addresses[0],
    "requester-id": ({ requesterId }) => requesterId,
    "requester-managed": ({ requesterId }) => requesterId !== undefined,
    "source-dest-check": ({ sourceDestCheck }) => sourceDestCheck,
    status: statusOf,
    "subnet-id": ({ subnetId }) => subnetId,
    "vpc-id": ({ vpcId }) => vpcId,
  };
}

/** The name that the VPC's DNS gives a private address. */
export function privateName({ account }: Moment, address: string): string {
  const domain = account.region === "us-east-1" ? "ec2.internal" : `${account.region}.compute.internal`;
  return `ip-${address.replaceAll(".", "-")}.${domain}`;
}

/** The name that AWS gives a public address, when the VPC has DNS hostnames. */
export function publicName({ account }: Moment, vpcId: string, ip: string): string {
  if (account.of(vpcs).get(vpcId)?.enableDnsHostnames !== true) return "";
  const domain = account.region === "us-east-1" ? "compute-1" : `${account.region}.compute`;
  return `ec2-${ip.replaceAll(".", "-")}.${domain}.${dnsSuffixOf(account.region)}`;
}

/** An interface as EC2 answers with it. */
export function projectInterface(moment: Moment, entry: NetworkInterface): NetworkInterfaceShape {
  const { attachment, addresses } = entry;
  const address = publicAddressOf(moment, entry);
  const association = address && {
    PublicIp: address.ip,
    PublicDnsName: publicName(moment, entry.vpcId, address.ip),
    IpOwnerId: address.allocationId === undefined ? "amazon" : moment.account.accountId,
    ...(address.allocationId !== undefined && {
      AllocationId: address.allocationId,
      AssociationId: address.associationId,
    }),
  };
  return {
    NetworkInterfaceId: entry.id,
    AvailabilityZone: entry.zone,
    Description: entry.description,
    Groups: groupIdentifiers(moment, entry.groupIds),
    InterfaceType: entry.interfaceType,
    Ipv6Addresses: [],
    MacAddress: entry.mac,
    OwnerId: moment.account.accountId,
    PrivateDnsName: privateName(moment, addresses[0] ?? ""),
    PrivateIpAddress: addresses[0],
    PrivateIpAddresses: addresses.map((PrivateIpAddress, index) => ({
      PrivateIpAddress,
      PrivateDnsName: privateName(moment, PrivateIpAddress),
      Primary: index === 0,
      ...(index === 0 && association && { Association: { ...association } }),
    })),
    ...(entry.requesterId !== undefined && { RequesterId: entry.requesterId }),
    RequesterManaged: entry.requesterId !== undefined,
    SourceDestCheck: entry.sourceDestCheck,
    Status: statusOf(entry),
    SubnetId: entry.subnetId,
    VpcId: entry.vpcId,
    TagSet: tagList(entry.tags),
    ...(association && { Association: association }),
    ...(attachment && {
      Attachment: {
        AttachmentId: attachment.id,
        AttachTime: new Date(attachment.attachedAt),
        DeleteOnTermination: attachment.deleteOnTermination,
        DeviceIndex: attachment.deviceIndex,
        NetworkCardIndex: 0,
        InstanceOwnerId: attachment.ownerId,
        Status: "attached",
        ...(attachment.instanceId !== undefined && { InstanceId: attachment.instanceId }),
      },
    }),
  };
}
