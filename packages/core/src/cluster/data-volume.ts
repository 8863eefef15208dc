import { z } from "zod";
import { present } from "../present.ts";

/** A volume that outlives its machine: encrypted gp3, formatted once, mounted by label. */
export interface DataVolume {
  /** GiB. */
  readonly size: number;
  /** Label of its file system, at most 16 characters. */
  readonly label: string;
  /** Where it is mounted. */
  readonly mount: string;
}

export interface DataVolumeOptions {
  /** GiB, 1 to 16384. Default 20. */
  readonly size?: number;
  /** Label of its file system, at most 16 characters. */
  readonly label?: string;
  /** Absolute path where it is mounted. */
  readonly mount?: string;
}

export const dataVolumeSchema = z.union([
  z.strictObject({ size: z.int(), label: z.string(), mount: z.string() }),
  z.literal("none"),
]);

/** A data volume with its defaults filled in. */
export function dataVolumeFrom(
  options: DataVolumeOptions | "none" | undefined,
  usual: DataVolume,
): DataVolume | "none" {
  return options === "none" ? "none" : { ...usual, ...present(options ?? {}) };
}
