import { AwsError } from "../aws-error.ts";
import type { Moment } from "../state.ts";
import { checkInterface, createInterface, type NewInterface } from "./create-interface.ts";
import type { InstanceTypeFacts } from "./instance-type-catalog.ts";
import type { LaunchSpecification } from "./launch-specification.ts";
import { type NetworkInterface, networkInterfaceOf } from "./records/network-interface.ts";
import { type Subnet, subnetOf } from "./records/subnet.ts";
import { badCombination } from "./refuse.ts";

/** An interface that an instance shall have: one that exists, or one to be made. */
export interface PlannedInterface {
  readonly existing: NetworkInterface | undefined;
  readonly fresh: NewInterface | undefined;
  readonly deviceIndex: number;
  readonly deleteOnTermination: boolean;
  readonly wantsPublicAddress: boolean;
}

/** Where an instance goes. */
export interface PlannedNetwork {
  readonly subnet: Subnet;
  readonly interfaces: readonly PlannedInterface[];
}

/** Checks the network side of a launch of `count` instances, and plans the interfaces of each. */
export function planNetwork(
  moment: Moment,
  wanted: LaunchSpecification,
  type: InstanceTypeFacts,
  count: number,
): PlannedNetwork {
  const interfaces = wanted.interfaces.length > 0 ? listed(moment, wanted) : [single(moment, wanted)];
  const fixed = interfaces.find(({ existing, fresh }) => existing !== undefined || fresh?.address !== undefined);
  if (count > 1 && fixed !== undefined) {
    throw badCombination(
      "A fixed private address or an existing network interface allows one instance only, so MinCount and MaxCount must be 1",
    );
  }
  if (interfaces.length > type.maxInterfaces) {
    throw new AwsError(
      "AttachmentLimitExceeded",
      `Interface count ${interfaces.length} exceeds the limit for ${type.name}`,
    );
  }
  const indexes = interfaces.map(({ deviceIndex }) => deviceIndex);
  if (new Set(indexes).size < indexes.length)
    throw new AwsError("InvalidParameterValue", "Each network interface requires a unique device index.");
  const primary = interfaces.find(({ deviceIndex }) => deviceIndex === 0);
  if (primary === undefined)
    throw new AwsError("InvalidParameterValue", "The instance must have a network interface at device index 0.");
  const subnet = primary.fresh?.subnet ?? subnetOf(moment, primary.existing?.subnetId ?? "");
  const zone = wanted.placement?.AvailabilityZone;
  if (zone !== undefined && zone !== subnet.zone) {
    throw new AwsError(
      "InvalidParameterValue",
      `The availability zone '${zone}' does not match the zone '${subnet.zone}' of subnet '${subnet.id}'.`,
    );
  }
  const foreign = interfaces.find(({ existing, fresh }) => (existing ?? fresh?.subnet)?.zone !== subnet.zone);
  if (foreign !== undefined)
    throw new AwsError("InvalidParameterCombination", "Network interfaces must all be in the same availability zone");
  for (const { fresh } of interfaces) if (fresh !== undefined) checkInterface(moment, fresh);
  return { subnet, interfaces: interfaces.toSorted((a, b) => a.deviceIndex - b.deviceIndex) };
}

function noDefaultVpc(): AwsError {
  return new AwsError(
    "VPCIdNotSpecified",
    "No default VPC for this user. GroupName is only supported for EC2-Classic and default VPC.",
  );
}

function single(moment: Moment, { subnetId, groupIds, address }: LaunchSpecification): PlannedInterface {
  if (subnetId === undefined) throw noDefaultVpc();
  const subnet = subnetOf(moment, subnetId);
  return {
    existing: undefined,
    fresh: { subnet, address, groupIds },
    deviceIndex: 0,
    deleteOnTermination: true,
    wantsPublicAddress: subnet.mapPublicIpOnLaunch,
  };
}

function listed(moment: Moment, wanted: LaunchSpecification): PlannedInterface[] {
  if (wanted.groupIds !== undefined && wanted.groupIds.length > 0) {
    throw badCombination(
      "Network interfaces and an instance-level security groups may not be specified on the same request",
    );
  }
  if (wanted.address !== undefined) {
    throw badCombination(
      "Network interfaces and an instance-level private IP address may not be specified on the same request",
    );
  }
  return wanted.interfaces.map((request, position): PlannedInterface => {
    const deviceIndex = request.DeviceIndex ?? position;
    if (request.NetworkInterfaceId !== undefined) {
      const existing = networkInterfaceOf(moment, request.NetworkInterfaceId);
      if (existing.attachment !== undefined) {
        throw new AwsError("InvalidNetworkInterface.InUse", `Interface: [${existing.id}] in use.`);
      }
      if (
        request.AssociatePublicIpAddress === true ||
        (request.Groups ?? []).length > 0 ||
        request.SubnetId !== undefined
      ) {
        throw badCombination(
          "A network interface that exists may not be given a subnet, security groups or a public address by the launch",
        );
      }
      return {
        existing,
        fresh: undefined,
        deviceIndex,
        deleteOnTermination: request.DeleteOnTermination ?? false,
        wantsPublicAddress: false,
      };
    }
    const subnetId = request.SubnetId ?? wanted.subnetId;
    if (subnetId === undefined) throw noDefaultVpc();
    if (request.SubnetId !== undefined && wanted.subnetId !== undefined && request.SubnetId !== wanted.subnetId) {
      throw badCombination(
        "Network interfaces and an instance-level subnet ID may not be specified on the same request",
      );
    }
    const subnet = subnetOf(moment, subnetId);
    return {
      existing: undefined,
      fresh: {
        subnet,
        address: request.PrivateIpAddress,
        groupIds: request.Groups,
        description: request.Description,
        secondaryCount: request.SecondaryPrivateIpAddressCount ?? 0,
      },
      deviceIndex,
      deleteOnTermination: request.DeleteOnTermination ?? true,
      wantsPublicAddress: request.AssociatePublicIpAddress ?? (deviceIndex === 0 && subnet.mapPublicIpOnLaunch),
    };
  });
}

/** Takes the interface that exists, or makes the planned one with those tags. */
export function realize(
  moment: Moment,
  { existing, fresh }: PlannedInterface,
  tags: Map<string, string>,
): NetworkInterface {
  if (existing !== undefined) return existing;
  if (fresh === undefined) throw new Error("a planned interface is either there or to be made");
  return createInterface(moment, { ...fresh, tags });
}
