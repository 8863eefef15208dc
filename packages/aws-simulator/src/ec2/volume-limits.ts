import type { VolumeType } from "@aws-sdk/client-ec2";
import { entryOf } from "../request/entry-of.ts";
import { badCombination, badValue, missing } from "./refuse.ts";

interface Limits {
  /** GiB. */
  readonly size: readonly [number, number];
  readonly iops?: readonly [number, number];
  readonly defaultIops?: number;
  /** MiB/s. */
  readonly throughput?: readonly [number, number];
  readonly defaultThroughput?: number;
}

// Amazon EBS user guide, volume types (2025: gp3 up to 64 TiB, 80,000 IOPS, 2,000 MiB/s).
const limits: Readonly<Record<string, Limits>> = {
  standard: { size: [1, 1024] },
  gp2: { size: [1, 16_384] },
  gp3: { size: [1, 65_536], iops: [3000, 80_000], defaultIops: 3000, throughput: [125, 2000], defaultThroughput: 125 },
  io1: { size: [4, 16_384], iops: [100, 64_000] },
  io2: { size: [4, 65_536], iops: [100, 256_000] },
  st1: { size: [125, 16_384] },
  sc1: { size: [125, 16_384] },
};

/** What a volume is asked to be. */
export interface VolumeRequest {
  readonly type: VolumeType | undefined;
  readonly size: number;
  readonly iops: number | undefined;
  readonly throughput: number | undefined;
}

/**
 * Checks a volume's size and speed against its type (default gp2, as the API's) and fills in the type's
 * defaults.
 */
export function checkedVolume({
  type = "gp2",
  size,
  iops,
  throughput,
}: VolumeRequest): Required<VolumeRequest> & { readonly type: VolumeType } {
  const allowed = entryOf(limits, type);
  if (allowed === undefined) throw badValue(type, "volumeType", `Expected one of ${Object.keys(limits).join(", ")}.`);
  const outside = (value: number, [least, most]: readonly [number, number]): boolean =>
    !Number.isInteger(value) || value < least || value > most;
  if (outside(size, allowed.size)) {
    throw badValue(size, "size", `Volume of ${type} type must have a size from ${allowed.size.join(" to ")} GiB.`);
  }
  if (iops !== undefined && allowed.iops === undefined)
    throw badCombination(`The parameter iops is not supported for ${type} volumes.`);
  if (throughput !== undefined && allowed.throughput === undefined)
    throw badCombination(`The parameter throughput is not supported for ${type} volumes.`);
  if (iops === undefined && allowed.iops !== undefined && allowed.defaultIops === undefined) throw missing("iops");
  if (iops !== undefined && allowed.iops !== undefined && outside(iops, allowed.iops)) {
    throw badValue(iops, "iops", `Volume iops of ${type} must be from ${allowed.iops.join(" to ")}.`);
  }
  if (throughput !== undefined && allowed.throughput !== undefined && outside(throughput, allowed.throughput)) {
    throw badValue(
      throughput,
      "throughput",
      `Volume throughput of ${type} must be from ${allowed.throughput.join(" to ")} MiB/s.`,
    );
  }
  return {
    type,
    size,
    iops: iops ?? allowed.defaultIops ?? gp2Iops(type, size),
    throughput: throughput ?? allowed.defaultThroughput,
  };
}

function gp2Iops(type: VolumeType, size: number): number | undefined {
  return type === "gp2" ? Math.min(16_000, Math.max(100, size * 3)) : undefined;
}
