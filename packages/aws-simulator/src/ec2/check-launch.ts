import type { HttpTokensState } from "@aws-sdk/client-ec2";
import { AwsError } from "../aws-error.ts";
import type { Moment } from "../state.ts";
import type { CannedImage } from "./canned-images.ts";
import { resolveImage } from "./image-reference.ts";
import { imageOf } from "./image.ts";
import { type KnownProfile, usableInstanceProfile } from "./instance-profiles.ts";
import { instanceTypeCatalog, type InstanceTypeFacts } from "./instance-type-catalog.ts";
import { checkKeyPair } from "./key-pair.ts";
import type { LaunchSpecification } from "./launch-specification.ts";
import type { MetadataOptions } from "./records/instance.ts";
import { badValue, missing } from "./refuse.ts";
import { checkUserData } from "./user-data.ts";
import { checkedVolume } from "./volume-limits.ts";
import type { Volume } from "./records/volume.ts";

/** A volume that a launch makes. */
export type LaunchVolume = Pick<Volume, "type" | "size" | "iops" | "throughput" | "snapshotId"> & {
  readonly device: string;
  readonly encrypted: boolean;
  readonly kmsKeyId: string | undefined;
  readonly deleteOnTermination: boolean;
};

/** What a launch needs beside its place in the network, all of it checked. */
export interface CheckedLaunch {
  readonly image: CannedImage;
  readonly type: InstanceTypeFacts;
  readonly profile: KnownProfile | undefined;
  readonly metadata: MetadataOptions;
  readonly volumes: readonly LaunchVolume[];
}

/** Checks everything about a launch but its network, in EC2's words. */
export function checkLaunch(moment: Moment, wanted: LaunchSpecification): CheckedLaunch {
  if (wanted.imageId === undefined) throw missing("ImageId");
  const image = imageOf(moment, resolveImage(moment, wanted.imageId));
  if (wanted.type === undefined) throw missing("InstanceType");
  const type = instanceTypeCatalog.get(wanted.type);
  if (type === undefined)
    throw new AwsError("InvalidParameterValue", `Invalid value '${wanted.type}' for InstanceType.`);
  if (type.architecture !== image.architecture) {
    throw new AwsError(
      "InvalidParameterValue",
      `The architecture '${type.architecture}' of the specified instance type does not match the architecture '${image.architecture}' of the specified AMI. Specify an instance type and an AMI that have matching architectures, and try again.`,
    );
  }
  if (wanted.keyName !== undefined) checkKeyPair(moment, wanted.keyName);
  checkUserData(wanted.userData);
  return {
    image,
    type,
    profile: profileOf(moment, wanted),
    metadata: metadataOf(wanted, image),
    volumes: volumesOf(wanted, image),
  };
}

/**
 * With stale reads, a launch may now and then go through without the profile that it names, as reported of
 * AWS.
 */
function profileOf(moment: Moment, { profile }: LaunchSpecification): KnownProfile | undefined {
  if (profile === undefined || (profile.Name === undefined && profile.Arn === undefined)) return undefined;
  try {
    return usableInstanceProfile(moment, profile);
  } catch (error) {
    const slips =
      moment.account.staleReads &&
      error instanceof AwsError &&
      error.name === "InvalidParameterValue" &&
      moment.account.random() < 0.2;
    if (slips) return undefined;
    throw error;
  }
}

function metadataOf({ metadata = {} }: LaunchSpecification, image: CannedImage): MetadataOptions {
  const fallback: HttpTokensState = image.imdsSupport === "v2.0" ? "required" : "optional";
  const hopLimit = metadata.HttpPutResponseHopLimit ?? (image.imdsSupport === "v2.0" ? 2 : 1);
  if (!(Number.isInteger(hopLimit) && hopLimit >= 1 && hopLimit <= 64)) {
    throw badValue(hopLimit, "httpPutResponseHopLimit", "Expected a whole number from 1 to 64.");
  }
  const oneOf = <T extends string>(value: T | undefined, allowed: readonly T[], parameter: string, otherwise: T): T => {
    if (value !== undefined && !allowed.includes(value))
      throw badValue(value, parameter, `Expected ${allowed.join(" or ")}.`);
    return value ?? otherwise;
  };
  return {
    hopLimit,
    tokens: oneOf(metadata.HttpTokens, ["optional", "required"], "httpTokens", fallback),
    endpoint: oneOf(metadata.HttpEndpoint, ["enabled", "disabled"], "httpEndpoint", "enabled"),
    tags: oneOf(metadata.InstanceMetadataTags, ["enabled", "disabled"], "instanceMetadataTags", "disabled"),
  };
}

function volumesOf({ devices }: LaunchSpecification, image: CannedImage): LaunchVolume[] {
  const named = new Set<string>();
  for (const { DeviceName } of devices) {
    if (DeviceName === undefined) throw missing("blockDeviceMappings.deviceName");
    if (named.has(DeviceName))
      throw new AwsError(
        "InvalidBlockDeviceMapping",
        `The device '${DeviceName}' is used in more than one block-device mapping`,
      );
    named.add(DeviceName);
  }
  const root = devices.find(({ DeviceName }) => DeviceName === image.rootDevice) ?? { DeviceName: image.rootDevice };
  const others = devices.filter(
    ({ DeviceName, NoDevice }) => DeviceName !== image.rootDevice && NoDevice === undefined,
  );
  return [root, ...others].flatMap(({ DeviceName: device = "", Ebs, VirtualName }) => {
    if (VirtualName !== undefined) return [];
    const isRoot = device === image.rootDevice;
    const size = Ebs?.VolumeSize ?? (isRoot ? image.rootSize : undefined);
    if (Ebs?.SnapshotId !== undefined && Ebs.SnapshotId !== image.snapshotId) {
      throw new AwsError("InvalidSnapshot.NotFound", `The snapshot '${Ebs.SnapshotId}' does not exist.`);
    }
    if (size === undefined)
      throw new AwsError("MissingParameter", `The request must contain the parameter size or snapshotId for ${device}`);
    if (isRoot && size < image.rootSize) {
      throw new AwsError(
        "InvalidBlockDeviceMapping",
        `Volume of size ${size}GB is smaller than snapshot '${image.snapshotId}', expect size >= ${image.rootSize}GB`,
      );
    }
    const facts = checkedVolume({
      type: Ebs?.VolumeType ?? (isRoot ? image.volumeType : undefined),
      size,
      iops: Ebs?.Iops,
      throughput: Ebs?.Throughput,
    });
    return [
      {
        ...facts,
        device,
        encrypted: Ebs?.Encrypted === true,
        kmsKeyId: Ebs?.KmsKeyId,
        deleteOnTermination: Ebs?.DeleteOnTermination ?? true,
        snapshotId: isRoot ? image.snapshotId : undefined,
      },
    ];
  });
}
