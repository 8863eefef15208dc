import type { RequestLaunchTemplateData, RunInstancesCommandInput, Tag } from "@aws-sdk/client-ec2";
import type { Moment } from "../state.ts";
import { launchTemplateOf, versionOf } from "./launch-template.ts";
import { badCombination } from "./refuse.ts";

type InterfaceRequest = NonNullable<RunInstancesCommandInput["NetworkInterfaces"]>[number];
type DeviceRequest = NonNullable<RunInstancesCommandInput["BlockDeviceMappings"]>[number];

/** What an instance shall be, whoever asks and from whatever template. */
export interface LaunchSpecification {
  readonly imageId: string | undefined;
  readonly type: string | undefined;
  readonly keyName: string | undefined;
  readonly userData: string | undefined;
  readonly profile: RunInstancesCommandInput["IamInstanceProfile"];
  readonly metadata: RunInstancesCommandInput["MetadataOptions"];
  readonly devices: readonly DeviceRequest[];
  readonly interfaces: readonly InterfaceRequest[];
  readonly groupIds: readonly string[] | undefined;
  readonly subnetId: string | undefined;
  readonly address: string | undefined;
  readonly placement: RunInstancesCommandInput["Placement"];
  readonly monitoring: boolean;
  readonly ebsOptimized: boolean;
  readonly terminationProtected: boolean;
  readonly shutdownBehavior: RunInstancesCommandInput["InstanceInitiatedShutdownBehavior"];
  /** Tags by the type of what they go to. */
  readonly tags: ReadonlyMap<string, readonly Tag[]>;
  /** Set by EC2 on what comes from a template. */
  readonly template: { readonly id: string; readonly version: number } | undefined;
}

/** Puts a request together with the template that it names; what the request says itself wins. */
export function specificationOf(moment: Moment, input: Partial<RunInstancesCommandInput>): LaunchSpecification {
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
  reference: RunInstancesCommandInput["LaunchTemplate"],
): { readonly id: string; readonly version: number; readonly data: RequestLaunchTemplateData } | undefined {
  if (reference === undefined) return undefined;
  if (reference.LaunchTemplateId === undefined && reference.LaunchTemplateName === undefined) {
    throw badCombination("A launch template is named by LaunchTemplateId or LaunchTemplateName");
  }
  const template = launchTemplateOf(moment, reference);
  const { number, data } = versionOf(template, reference.Version);
  return { id: template.id, version: number, data };
}

function mergeDevices(base: readonly DeviceRequest[], over: readonly DeviceRequest[]): DeviceRequest[] {
  const merged = new Map(base.map((device) => [device.DeviceName, device]));
  for (const device of over) merged.set(device.DeviceName, device);
  return [...merged.values()];
}
