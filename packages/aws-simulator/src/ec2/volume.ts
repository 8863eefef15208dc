import type { Volume as VolumeShape } from "@aws-sdk/client-ec2";
import { AwsError } from "../aws-error.ts";
import { zoneOf } from "./availability-zone.ts";
import { ebsEncryptionByDefault } from "./ebs-encryption.ts";
import type { FilterTable } from "./filters.ts";
import { once } from "./idempotency.ts";
import { listing } from "./listing.ts";
import { addVolume, type Volume, volumeKey, volumeOf, volumes } from "./records/volume.ts";
import { missing, stopIfDryRun } from "./refuse.ts";
import { resource } from "./resource.ts";
import { tagList, tagsFor } from "./tags.ts";
import { checkedVolume } from "./volume-limits.ts";

const volumeFilters: FilterTable<Volume> = {
  "volume-id": ({ id }) => id,
  "attachment.attach-time": ({ attachment }) => attachment && new Date(attachment.attachedAt).toISOString(),
  "attachment.delete-on-termination": ({ attachment }) => attachment?.deleteOnTermination,
  "attachment.device": ({ attachment }) => attachment?.device,
  "attachment.instance-id": ({ attachment }) => attachment?.instanceId,
  "attachment.status": ({ attachment }) => attachment?.state,
  "availability-zone": ({ zone }) => zone,
  "create-time": ({ createdAt }) => new Date(createdAt).toISOString(),
  encrypted: ({ encrypted }) => encrypted,
  "multi-attach-enabled": () => false,
  size: ({ size }) => size,
  "snapshot-id": ({ snapshotId }) => snapshotId,
  status: ({ state }) => state,
  "volume-type": ({ type }) => type,
};

/** A volume as EC2 answers with it. */
export function projectVolume(volume: Volume): VolumeShape {
  return {
    VolumeId: volume.id,
    AvailabilityZone: volume.zone,
    CreateTime: new Date(volume.createdAt),
    Encrypted: volume.encrypted,
    ...(volume.kmsKeyId !== undefined && { KmsKeyId: volume.kmsKeyId }),
    ...(volume.iops !== undefined && { Iops: volume.iops }),
    ...(volume.throughput !== undefined && { Throughput: volume.throughput }),
    MultiAttachEnabled: false,
    Size: volume.size,
    SnapshotId: volume.snapshotId ?? "",
    State: volume.state,
    VolumeType: volume.type,
    Attachments:
      volume.attachment === undefined
        ? []
        : [
            {
              VolumeId: volume.id,
              InstanceId: volume.attachment.instanceId,
              Device: volume.attachment.device,
              State: volume.attachment.state,
              AttachTime: new Date(volume.attachment.attachedAt),
              DeleteOnTermination: volume.attachment.deleteOnTermination,
            },
          ],
    Tags: tagList(volume.tags),
  };
}

/** EBS volumes. */
export const volume = resource({
  table: volumes,
  isLive: () => true,
  inventory: ({ state, zone, size, type, encrypted, attachment }) => ({
    state,
    attributes: { zone, size, type, encrypted, instanceId: attachment?.instanceId },
  }),
  operations: {
    /** CreateVolume: empty, in one zone; encrypted by default once the account says so. */
    CreateVolume(call) {
      const { input, account, now } = call;
      const [id = ""] = once(
        call,
        "CreateVolume",
        input,
        (known) => account.of(volumes).has(known),
        () => {
          if (input.AvailabilityZone === undefined && input.AvailabilityZoneId === undefined)
            throw missing("AvailabilityZone");
          const zone = zoneOf(account, input, "");
          if (input.SnapshotId !== undefined) {
            throw new AwsError("InvalidSnapshot.NotFound", `The snapshot '${input.SnapshotId}' does not exist.`);
          }
          if (input.Size === undefined) throw missing("Size or SnapshotId");
          const facts = checkedVolume({
            type: input.VolumeType,
            size: input.Size,
            iops: input.Iops,
            throughput: input.Throughput,
          });
          const encrypted = account.of(ebsEncryptionByDefault).enabled || input.Encrypted === true;
          if (input.KmsKeyId !== undefined && !encrypted) {
            throw new AwsError(
              "InvalidParameterDependency",
              "The parameter KmsKeyId requires the parameter Encrypted to be set.",
            );
          }
          const tags = tagsFor("volume", input.TagSpecifications);
          stopIfDryRun(input);
          const volume = addVolume(
            call,
            {
              ...facts,
              zone,
              encrypted,
              kmsKeyId: volumeKey(call, encrypted, input.KmsKeyId),
              snapshotId: undefined,
              state: "creating",
            },
            tags,
          );
          account.schedule(now + account.latency.transition("volumeAvailable"), () => {
            if (volume.state === "creating") volume.state = "available";
          });
          return [volume.id];
        },
      );
      return projectVolume(volumeOf(call, id));
    },

    /** DescribeVolumes: with what each is attached to. */
    DescribeVolumes(call) {
      const { input } = call;
      stopIfDryRun(input);
      const { rows, NextToken } = listing(call, volumes, {
        ids: input.VolumeIds,
        filters: volumeFilters,
      });
      return { Volumes: rows.map(projectVolume), NextToken };
    },

    /** DeleteVolume: only one that nothing uses. */
    DeleteVolume(call) {
      const { input, account } = call;
      const volume = volumeOf(call, input.VolumeId);
      if (volume.attachment !== undefined) {
        throw new AwsError(
          "VolumeInUse",
          `Volume ${volume.id} is currently attached to ${volume.attachment.instanceId}`,
        );
      }
      if (volume.state === "creating") {
        throw new AwsError("IncorrectState", `The volume '${volume.id}' is 'creating'`);
      }
      stopIfDryRun(input);
      account.of(volumes).delete(volume.id);
      return {};
    },
  },
});
