import type { VolumeType } from "@aws-sdk/client-ec2";
import type { Moment, Slice } from "../../state.ts";
import type { Ec2Record } from "../record.ts";
import { ec2Table, lookUp, newRecord } from "../table.ts";
import { arnOf } from "../../request/arn.ts";

/** A volume's tie to an instance. */
export interface VolumeAttachment {
  readonly instanceId: string;
  readonly device: string;
  readonly attachedAt: number;
  state: "attaching" | "attached" | "detaching";
  deleteOnTermination: boolean;
}

/** A change of a volume's type, size or speed. Its times are in milliseconds since the epoch. */
export interface VolumeChange {
  readonly from: Pick<Volume, "type" | "size" | "iops" | "throughput">;
  readonly startedAt: number;
  readonly optimizingAt: number;
  readonly completedAt: number;
}

/** An EBS volume. */
export interface Volume extends Ec2Record {
  readonly zone: string;
  type: VolumeType;
  /** GiB. */
  size: number;
  iops: number | undefined;
  /** MiB/s. */
  throughput: number | undefined;
  readonly encrypted: boolean;
  readonly kmsKeyId: string | undefined;
  readonly snapshotId: string | undefined;
  state: "creating" | "available" | "in-use";
  /** Written by `attachVolume` and `detachVolume`. */
  attachment: VolumeAttachment | undefined;
  /** Oldest first. */
  readonly modifications: VolumeChange[];
}

/** The account's volumes. */
export const volumes = ec2Table<Volume>({
  type: "volume",
  prefix: "vol",
  noun: "volume",
  notFound: "InvalidVolume.NotFound",
  malformed: "InvalidVolumeID.Malformed",
});

/** Volumes by the instances to which they are attached. */
const attached: Slice<Map<string, Set<Volume>>> = { name: "ec2/attached-volumes", initial: () => new Map() };

/** The volumes that are tied to an instance, in the order of their creation. */
export function volumesOf({ account }: Moment, instanceId: string): Volume[] {
  return [...(account.of(attached).get(instanceId) ?? [])].toSorted((one, other) => one.order - other.order);
}

/** Ties a volume to an instance. */
export function attachVolume({ account }: Moment, volume: Volume, attachment: VolumeAttachment): void {
  const own = account.of(attached);
  volume.attachment = attachment;
  own.set(attachment.instanceId, (own.get(attachment.instanceId) ?? new Set()).add(volume));
}

/** Lets a volume go from its instance. */
export function detachVolume({ account }: Moment, volume: Volume): void {
  const { instanceId = "" } = volume.attachment ?? {};
  const own = account.of(attached);
  const others = own.get(instanceId);
  others?.delete(volume);
  if (others?.size === 0) own.delete(instanceId);
  volume.attachment = undefined;
}

/** The volume of that id, or InvalidVolume.NotFound. */
export function volumeOf(moment: Moment, id: string): Volume {
  return lookUp(moment, volumes, id);
}

/** The key that encrypts a new volume: the one asked for, or the account's own for EBS. */
export function volumeKey({ account }: Moment, encrypted: boolean, kmsKeyId: string | undefined): string | undefined {
  if (!encrypted) return undefined;
  if (kmsKeyId?.startsWith("arn:") === true) return kmsKeyId;
  return arnOf(
    account,
    "kms",
    kmsKeyId?.startsWith("alias/") === false ? `key/${kmsKeyId}` : (kmsKeyId ?? "alias/aws/ebs"),
  );
}

/** Puts a volume into the account. */
export function addVolume(
  moment: Moment,
  facts: Pick<
    Volume,
    "zone" | "type" | "size" | "iops" | "throughput" | "encrypted" | "kmsKeyId" | "snapshotId" | "state"
  >,
  tags: Map<string, string>,
): Volume {
  const volume: Volume = {
    ...newRecord(moment, volumes, tags),
    ...facts,
    attachment: undefined,
    modifications: [],
  };
  moment.account.of(volumes).set(volume.id, volume);
  return volume;
}
