import type { VolumeModification } from "@aws-sdk/client-ec2";
import { AwsError } from "../aws-error.ts";
import { badValue, stopIfDryRun } from "./refuse.ts";
import type { Ec2Resource } from "./resource.ts";
import { checkedVolume } from "./volume-limits.ts";
import { type Volume, volumeOf, volumes } from "./records/volume.ts";

const betweenModifications = 6 * 3_600_000;

function project(volume: Volume): VolumeModification {
  return {
    VolumeId: volume.id,
    ModificationState: "completed",
    Progress: 100,
    OriginalSize: volume.modification?.from.size,
    OriginalVolumeType: volume.modification?.from.type,
    OriginalIops: volume.modification?.from.iops,
    OriginalThroughput: volume.modification?.from.throughput,
    TargetSize: volume.size,
    TargetVolumeType: volume.type,
    TargetIops: volume.iops,
    TargetThroughput: volume.throughput,
    ...(volume.modification && { StartTime: new Date(volume.modification.startedAt) }),
  };
}

/** Changes of a volume's type, size and speed. */
export const volumeModification: Ec2Resource = {
  operations: {
    /** ModifyVolume: type, speed and a larger size; once in six hours a volume (Amazon EBS user guide). */
    ModifyVolume(call) {
      const { input, now } = call;
      const volume = volumeOf(call, input.VolumeId);
      if (input.Size !== undefined && input.Size < volume.size) {
        throw badValue(input.Size, "size", `New size cannot be smaller than existing size, ${volume.size} GiB.`);
      }
      const sameType = input.VolumeType === undefined || input.VolumeType === volume.type;
      const wanted = checkedVolume({
        type: input.VolumeType ?? volume.type,
        size: input.Size ?? volume.size,
        iops: input.Iops ?? (sameType && volume.type !== "gp2" ? volume.iops : undefined),
        throughput: input.Throughput ?? (sameType ? volume.throughput : undefined),
      });
      if (volume.modification !== undefined && now - volume.modification.startedAt < betweenModifications) {
        throw new AwsError(
          "VolumeModificationRateExceeded",
          `You've reached the maximum modification rate per volume limit. Wait at least 6 hours between modifications per EBS volume.`,
        );
      }
      stopIfDryRun(input);
      const { type, size, iops, throughput } = volume;
      volume.modification = { from: { type, size, iops, throughput }, startedAt: now };
      Object.assign(volume, wanted);
      return { VolumeModification: project(volume) };
    },

    /** DescribeVolumesModifications: the last one of each volume that has had any. */
    DescribeVolumesModifications(call) {
      const { input, account } = call;
      stopIfDryRun(input);
      const chosen = input.VolumeIds?.map((id) => volumeOf(call, id)) ?? [...account.of(volumes).values()];
      return { VolumesModifications: chosen.filter(({ modification }) => modification !== undefined).map(project) };
    },
  },
};
