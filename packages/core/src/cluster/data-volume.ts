import * as z from "zod";
import { quote, type Finding } from "../finding.ts";
import type { Read } from "../written.ts";

export const dataVolumeFields = z.strictObject({
  size: z.int().default(20),
  label: z.string().default("data"),
  mount: z.string().default("/var/lib/data"),
});

/** What is said of a data volume. */
export interface DataVolumeOptions {
  /** GiB, 1 to 16384. Default 20. */
  readonly size?: number | undefined;
  /** Label of its file system, at most 16 characters. Default `data`. */
  readonly label?: string | undefined;
  /** Absolute path where it is mounted. Default `/var/lib/data`. */
  readonly mount?: string | undefined;
}

/** A volume that outlives its machine: encrypted gp3, formatted once, mounted by label. */
export interface DataVolume extends Read<typeof dataVolumeFields> {}

/** A data volume, or `none`. */
export const dataVolumeSchema = z.union([dataVolumeFields, z.literal("none")]);

/** The volume of each member of etcd. */
export const etcdVolumeSchema = z.union([
  dataVolumeFields.extend({
    label: z.string().default("etcd-data"),
    mount: z.string().default("/var/lib/etcd"),
  }),
  z.literal("none"),
]);

/** A data volume: a size that gp3 takes, a label that ext4 takes, a mount point that may be covered. */
export function* dataVolumeRules(volume: DataVolume | "none", path: string): Iterable<Finding> {
  if (volume === "none") return;
  const { size, label, mount } = volume;
  if (size < 1 || size > 16_384) {
    yield {
      path: `${path}.size`,
      message: `a gp3 volume has 1 to 16384 GiB, not ${size}`,
      remedy: "Give GiB; 20 is ample for etcd.",
      rule: "volume-size",
    };
  }
  if (!/^[A-Za-z0-9_.-]{1,16}$/.test(label)) {
    yield {
      path: `${path}.label`,
      message: `${quote(label)} is no label of a file system`,
      remedy: "Use 1 to 16 letters, digits, dots, hyphens and underscores.",
      rule: "volume-label",
    };
  }
  if (
    !/^(\/[A-Za-z0-9_.@-]+)+$/.test(mount) ||
    /\/\.\.?(\/|$)/.test(mount) ||
    /^\/(usr|etc|boot|proc|sys|dev|run)(\/|$)/.test(mount)
  ) {
    yield {
      path: `${path}.mount`,
      message: `${quote(mount)} is no place to mount data at`,
      remedy: "Give an absolute path below /var, /srv or /opt.",
      rule: "volume-mount",
    };
  }
}
