import type { VolumeModification } from "@aws-sdk/client-ec2";
import { AwsError } from "../aws-error.ts";
import type { Moment } from "../state.ts";
import { listing } from "./listing.ts";
import { badValue, stopIfDryRun } from "./refuse.ts";
import type { Ec2Resource } from "./resource.ts";
import { checkedVolume } from "./volume-limits.ts";
import { type Volume, type VolumeChange, volumeOf, volumes } from "./records/volume.ts";

/** How often a volume may be modified within a day (EC2 API reference, ModifyVolume). */
const mostInADay = 4;
const day = 24 * 3_600_000;

function project({ now }: Moment, volume: Volume): VolumeModification[] {
  const last = volume.modifications.at(-1);
  if (last === undefined) return [];
  const { from, startedAt, completedAt } = last;
  const state = stateOf(last, now);
  return [
    {
      VolumeId: volume.id,
      ModificationState: state,
      Progress: state === "completed" ? 100 : Math.floor((100 * (now - startedAt)) / (completedAt - startedAt)),
      OriginalSize: from.size,
      OriginalVolumeType: from.type,
      OriginalIops: from.iops,
      OriginalThroughput: from.throughput,
      TargetSize: volume.size,
      TargetVolumeType: volume.type,
      TargetIops: volume.iops,
      TargetThroughput: volume.throughput,
      StartTime: new Date(startedAt),
      ...(state === "completed" && { EndTime: new Date(completedAt) }),
    },
  ];
}

function stateOf({ optimizingAt, completedAt }: VolumeChange, now: number): "modifying" | "optimizing" | "completed" {
  if (now >= completedAt) return "completed";
  return now >= optimizingAt ? "optimizing" : "modifying";
}

/**
 * Checks that a volume may be modified: what was begun before is done, and there were not four within a day
 * (EC2 API reference, ModifyVolume: "you get an error message that indicates when you can perform your next
 * modification"; the words of the first are those of public logs).
 */
function checkRate({ id, modifications }: Volume, now: number): void {
  const last = modifications.at(-1);
  const state = last === undefined ? "completed" : stateOf(last, now);
  if (state !== "completed")
    throw new AwsError(
      "IncorrectModificationState",
      `Cannot modify volume ${id} when it is in modification state ${state.toUpperCase()}`,
    );
  const [first, ...others] = modifications.filter(({ startedAt }) => now - startedAt < day);
  if (first !== undefined && others.length + 1 >= mostInADay)
    throw new AwsError(
      "VolumeModificationRateExceeded",
      `You've reached the maximum modification rate per volume limit. The next modification can be made at ${new Date(first.startedAt + day).toISOString()}.`,
    );
}

/** Changes of a volume's type, size and speed. */
export const volumeModification: Ec2Resource = {
  operations: {
    /** ModifyVolume: type, speed and a larger size; four times in 24 hours a volume, one after the other. */
    ModifyVolume(call) {
      const { input, now, account } = call;
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
      checkRate(volume, now);
      stopIfDryRun(input);
      const { type, size, iops, throughput } = volume;
      const optimizingAt = now + account.latency.transition("volumeModified");
      const completedAt = optimizingAt + account.latency.transition("volumeOptimized");
      volume.modifications.push({ from: { type, size, iops, throughput }, startedAt: now, optimizingAt, completedAt });
      Object.assign(volume, wanted);
      const [VolumeModification] = project(call, volume);
      return { VolumeModification };
    },

    /**
     * DescribeVolumesModifications: the last one of each volume that has had any; to ask by its id for one
     * that has not is an error (public reports of `InvalidVolumeModification.NotFound`).
     */
    DescribeVolumesModifications(call) {
      const { input, account } = call;
      stopIfDryRun(input);
      const never = input.VolumeIds?.find((id) => volumeOf(call, id).modifications.length === 0);
      if (never !== undefined)
        throw new AwsError("InvalidVolumeModification.NotFound", `Modification for volume '${never}' does not exist.`);
      const modified = [...account.of(volumes).values()].filter(({ modifications }) => modifications.length > 0);
      const { rows, NextToken } = listing(call, volumes, {
        ids: input.VolumeIds,
        rows: modified,
        filters: {
          "volume-id": ({ id }) => id,
          "modification-state": (volume) => project(call, volume)[0]?.ModificationState,
        },
      });
      return { VolumesModifications: rows.flatMap((volume) => project(call, volume)), NextToken };
    },
  },
};
