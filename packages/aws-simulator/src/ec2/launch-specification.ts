import type {
  BlockDeviceMapping,
  IamInstanceProfileSpecification,
  InstanceMetadataOptionsRequest,
  InstanceNetworkInterfaceSpecification,
  LaunchTemplateSpecification,
  Placement,
  RequestLaunchTemplateData,
  RunInstancesRequest,
  ShutdownBehavior,
  Tag,
} from "@aws-sdk/client-ec2";
import type { Moment } from "../state.ts";
import { launchTemplateOf, versionOf } from "./launch-template.ts";
import { badCombination } from "./refuse.ts";

/** What an instance shall be, whoever asks and from whatever template. */
export interface LaunchSpecification {
  readonly imageId: string | undefined;
  readonly type: string | undefined;
  readonly keyName: string | undefined;
  readonly userData: string | undefined;
  readonly profile: IamInstanceProfileSpecification | undefined;
  readonly metadata: InstanceMetadataOptionsRequest | undefined;
  readonly devices: readonly BlockDeviceMapping[];
  readonly interfaces: readonly InstanceNetworkInterfaceSpecification[];
  readonly groupIds: readonly string[] | undefined;
  readonly subnetId: string | undefined;
  readonly address: string | undefined;
  readonly placement: Placement | undefined;
  readonly monitoring: boolean;
  readonly ebsOptimized: boolean;
  readonly terminationProtected: boolean;
  readonly stopProtected: boolean;
  readonly shutdownBehavior: ShutdownBehavior | undefined;
  /** Tags by the type of what they go to. */
  readonly tags: ReadonlyMap<string, readonly Tag[]>;
  /** Set by EC2 on what comes from a template. */
  readonly template: { readonly id: string; readonly version: number } | undefined;
}

/** The members of a request that say what an instance shall be. */
type LaunchRequest = Pick<
  RunInstancesRequest,
  | "LaunchTemplate"
  | "ImageId"
  | "InstanceType"
  | "KeyName"
  | "UserData"
  | "IamInstanceProfile"
  | "MetadataOptions"
  | "BlockDeviceMappings"
  | "NetworkInterfaces"
  | "SecurityGroupIds"
  | "SubnetId"
  | "PrivateIpAddress"
  | "Placement"
  | "Monitoring"
  | "EbsOptimized"
  | "DisableApiTermination"
  | "DisableApiStop"
  | "InstanceInitiatedShutdownBehavior"
  | "TagSpecifications"
>;

/** Puts a request together with the template that it names; what the request says itself wins. */
export function specificationOf(moment: Moment, input: LaunchRequest): LaunchSpecification {
  const template = templateOf(moment, input.LaunchTemplate);
  const data: RequestLaunchTemplateData = template?.data ?? {};
  const given = input.NetworkInterfaces ?? [];
  return {
    imageId: input.ImageId ?? data.ImageId,
    type: input.InstanceType ?? data.InstanceType,
    keyName: input.KeyName ?? data.KeyName,
    userData: input.UserData ?? data.UserData,
    profile: input.IamInstanceProfile ?? data.IamInstanceProfile,
    metadata: input.MetadataOptions ?? data.MetadataOptions,
    devices: mergeDevices(data.BlockDeviceMappings ?? [], input.BlockDeviceMappings ?? []),
    interfaces: given.length > 0 ? given : (data.NetworkInterfaces ?? []),
    groupIds: input.SecurityGroupIds ?? data.SecurityGroupIds,
    subnetId: input.SubnetId,
    address: input.PrivateIpAddress,
    placement: input.Placement ?? data.Placement,
    monitoring: input.Monitoring?.Enabled ?? data.Monitoring?.Enabled ?? false,
    ebsOptimized: input.EbsOptimized ?? data.EbsOptimized ?? false,
    terminationProtected: input.DisableApiTermination ?? data.DisableApiTermination ?? false,
    stopProtected: input.DisableApiStop ?? data.DisableApiStop ?? false,
    shutdownBehavior: input.InstanceInitiatedShutdownBehavior ?? data.InstanceInitiatedShutdownBehavior,
    tags: new Map(
      [...(data.TagSpecifications ?? []), ...(input.TagSpecifications ?? [])].map(
        ({ ResourceType = "", Tags = [] }) => [ResourceType, Tags],
      ),
    ),
    template: template && { id: template.id, version: template.version },
  };
}

function templateOf(
  moment: Moment,
  reference: LaunchTemplateSpecification | undefined,
): { readonly id: string; readonly version: number; readonly data: RequestLaunchTemplateData } | undefined {
  if (reference === undefined) return undefined;
  if (reference.LaunchTemplateId === undefined && reference.LaunchTemplateName === undefined) {
    throw badCombination("A launch template is named by LaunchTemplateId or LaunchTemplateName");
  }
  const template = launchTemplateOf(moment, reference);
  const { number, data } = versionOf(template, reference.Version);
  return { id: template.id, version: number, data };
}

function mergeDevices(base: readonly BlockDeviceMapping[], over: readonly BlockDeviceMapping[]): BlockDeviceMapping[] {
  const merged = new Map(base.map((device) => [device.DeviceName, device]));
  for (const device of over) merged.set(device.DeviceName, device);
  return [...merged.values()];
}
