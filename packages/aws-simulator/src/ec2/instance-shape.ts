import type {
  _InstanceType,
  Instance as InstanceShape,
  InstanceNetworkInterface,
  InstanceStateChange,
} from "@aws-sdk/client-ec2";
import type { Moment } from "../state.ts";
import type { FilterTable } from "./filters.ts";
import { privateName, projectInterface, publicName } from "./network-interface-shape.ts";
import { publicAddressOf } from "./public-address.ts";
import { type Instance, stateCodes } from "./records/instance.ts";
import { type NetworkInterface, networkInterfaces } from "./records/network-interface.ts";
import { groupIdentifiers } from "./records/security-group.ts";
import { tagList } from "./tags.ts";
import { volumesOf } from "./records/volume.ts";

function interfacesOf({ account }: Moment, { interfaceIds }: Instance): NetworkInterface[] {
  return interfaceIds.flatMap((id) => account.of(networkInterfaces).get(id) ?? []);
}

/** The filters of DescribeInstances. A terminated instance has no network left to be found by. */
export function instanceFilters(moment: Moment): FilterTable<Instance> {
  const interfaces = (instance: Instance): NetworkInterface[] => interfacesOf(moment, instance);
  const ended = ({ state }: Instance): boolean => state === "terminated";
  return {
    "instance-id": ({ id }) => id,
    architecture: ({ architecture }) => architecture,
    "availability-zone": ({ zone }) => zone,
    "block-device-mapping.device-name": (instance) =>
      volumesOf(moment, instance.id).map(({ attachment }) => attachment?.device),
    "block-device-mapping.volume-id": (instance) => volumesOf(moment, instance.id).map(({ id }) => id),
    "client-token": ({ clientToken }) => clientToken,
    "dns-name": (instance) => projectInstance(moment, instance).PublicDnsName,
    "iam-instance-profile.arn": ({ profile }) => profile?.arn,
    "iam-instance-profile.id": ({ profile }) => profile?.id,
    "image-id": ({ imageId }) => imageId,
    "instance-lifecycle": () => undefined,
    "instance-state-code": ({ state }) => stateCodes[state],
    "instance-state-name": ({ state }) => state,
    "instance-type": ({ type }) => type,
    "instance.group-id": (instance) => interfaces(instance).flatMap(({ groupIds }) => groupIds),
    "instance.group-name": (instance) =>
      interfaces(instance).flatMap(({ groupIds }) =>
        groupIdentifiers(moment, groupIds).map(({ GroupName }) => GroupName),
      ),
    "ip-address": (instance) => interfaces(instance).map((entry) => publicAddressOf(moment, entry)?.ip),
    "key-name": ({ keyName }) => keyName,
    "launch-index": ({ launchIndex }) => launchIndex,
    "launch-time": ({ createdAt }) => new Date(createdAt).toISOString(),
    "metadata-options.http-endpoint": ({ metadata }) => metadata.endpoint,
    "metadata-options.http-tokens": ({ metadata }) => metadata.tokens,
    "network-interface.network-interface-id": (instance) => interfaces(instance).map(({ id }) => id),
    "network-interface.addresses.private-ip-address": (instance) =>
      interfaces(instance).flatMap(({ addresses }) => addresses),
    "network-interface.group-id": (instance) => interfaces(instance).flatMap(({ groupIds }) => groupIds),
    "network-interface.subnet-id": (instance) => interfaces(instance).map(({ subnetId }) => subnetId),
    "network-interface.vpc-id": (instance) => interfaces(instance).map(({ vpcId }) => vpcId),
    "owner-id": () => moment.account.accountId,
    "private-dns-name": (instance) => projectInstance(moment, instance).PrivateDnsName,
    "private-ip-address": (instance) => interfaces(instance)[0]?.addresses[0],
    "requester-id": ({ requesterId }) => requesterId,
    "reservation-id": ({ reservationId }) => reservationId,
    "root-device-name": ({ rootDevice }) => rootDevice,
    "root-device-type": () => "ebs",
    "state-reason-code": ({ stateReason }) => stateReason?.code,
    "subnet-id": (instance) => (ended(instance) ? undefined : instance.subnetId),
    tenancy: ({ tenancy }) => tenancy,
    "virtualization-type": () => "hvm",
    "vpc-id": (instance) => (ended(instance) ? undefined : instance.vpcId),
  };
}

/** An instance as EC2 answers with it. */
export function projectInstance(moment: Moment, instance: Instance): InstanceShape {
  const { id, profile, metadata, stateReason } = instance;
  const entries = interfacesOf(moment, instance);
  const primary = entries[0];
  const publicAddress = primary && publicAddressOf(moment, primary);
  const address = primary?.addresses[0];
  return {
    InstanceId: id,
    AmiLaunchIndex: instance.launchIndex,
    Architecture: instance.architecture,
    BlockDeviceMappings: volumesOf(moment, id).map(({ id: VolumeId, attachment }) => ({
      DeviceName: attachment?.device,
      Ebs: {
        VolumeId,
        Status: attachment?.state,
        DeleteOnTermination: attachment?.deleteOnTermination,
        AttachTime: new Date(attachment?.attachedAt ?? instance.createdAt),
      },
    })),
    ClientToken: instance.clientToken ?? "",
    EbsOptimized: instance.ebsOptimized,
    EnaSupport: true,
    Hypervisor: "xen",
    ...(profile && { IamInstanceProfile: { Arn: profile.arn, Id: profile.id } }),
    ImageId: instance.imageId,
    InstanceType: instance.type as _InstanceType, // The catalog's names are a subset of the SDK's.
    ...(instance.keyName !== undefined && { KeyName: instance.keyName }),
    LaunchTime: new Date(instance.createdAt),
    MetadataOptions: {
      State: "applied",
      HttpTokens: metadata.tokens,
      HttpPutResponseHopLimit: metadata.hopLimit,
      HttpEndpoint: metadata.endpoint,
      HttpProtocolIpv6: "disabled",
      InstanceMetadataTags: metadata.tags,
    },
    Monitoring: { State: instance.monitoring ? "enabled" : "disabled" },
    NetworkInterfaces: entries.map((entry) => projectOwnInterface(moment, entry)),
    Placement: { AvailabilityZone: instance.zone, GroupName: "", Tenancy: instance.tenancy },
    PlatformDetails: "Linux/UNIX",
    PrivateDnsName: address === undefined ? "" : privateName(moment, address),
    ...(address !== undefined && { PrivateIpAddress: address }),
    PublicDnsName: publicAddress === undefined ? "" : publicName(moment, instance.vpcId, publicAddress.ip),
    ...(publicAddress && { PublicIpAddress: publicAddress.ip }),
    RootDeviceName: instance.rootDevice,
    RootDeviceType: "ebs",
    SecurityGroups: groupIdentifiers(moment, primary?.groupIds ?? []),
    SourceDestCheck: primary?.sourceDestCheck ?? true,
    State: { Code: stateCodes[instance.state], Name: instance.state },
    ...(stateReason && { StateReason: { Code: stateReason.code, Message: stateReason.message } }),
    StateTransitionReason: transitionReason(stateReason),
    ...(instance.state !== "terminated" && { SubnetId: instance.subnetId, VpcId: instance.vpcId }),
    Tags: tagList(instance.tags),
    VirtualizationType: "hvm",
    UsageOperation: "RunInstances",
  };
}

/** EC2 user guide: what a person asked for is told as that, and what EC2 did itself by its message. */
function transitionReason(reason: Instance["stateReason"]): string {
  if (reason === undefined) return "";
  return reason.code === "Client.UserInitiatedShutdown" ? "User initiated" : reason.message;
}

function projectOwnInterface(moment: Moment, entry: NetworkInterface): InstanceNetworkInterface {
  const { TagSet: _, Association: whole, Attachment, ...facts } = projectInterface(moment, entry);
  const association = whole && {
    PublicIp: whole.PublicIp,
    PublicDnsName: whole.PublicDnsName,
    IpOwnerId: whole.IpOwnerId,
  };
  return {
    NetworkInterfaceId: facts.NetworkInterfaceId,
    Description: facts.Description,
    Groups: facts.Groups,
    InterfaceType: facts.InterfaceType,
    Ipv6Addresses: [],
    MacAddress: facts.MacAddress,
    OwnerId: facts.OwnerId,
    PrivateDnsName: facts.PrivateDnsName,
    PrivateIpAddress: facts.PrivateIpAddress,
    PrivateIpAddresses: (facts.PrivateIpAddresses ?? []).map(({ Primary, PrivateDnsName, PrivateIpAddress }) => ({
      Primary,
      PrivateDnsName,
      PrivateIpAddress,
      ...(Primary === true && association && { Association: association }),
    })),
    SourceDestCheck: facts.SourceDestCheck,
    Status: facts.Status,
    SubnetId: facts.SubnetId,
    VpcId: facts.VpcId,
    ...(association && { Association: association }),
    ...(Attachment && {
      Attachment: {
        AttachmentId: Attachment.AttachmentId,
        AttachTime: Attachment.AttachTime,
        DeleteOnTermination: Attachment.DeleteOnTermination,
        DeviceIndex: Attachment.DeviceIndex,
        NetworkCardIndex: 0,
        Status: Attachment.Status,
      },
    }),
  };
}

/** What a call answers that changes an instance's state: the one before it acts, and the one after. */
export function stateChange(instance: Instance, act: () => void): InstanceStateChange {
  const before = instance.state;
  act();
  return {
    InstanceId: instance.id,
    PreviousState: { Name: before, Code: stateCodes[before] },
    CurrentState: { Name: instance.state, Code: stateCodes[instance.state] },
  };
}
