import * as z from "zod/mini";
import { quote, type Finding } from "../finding.ts";
import type { Named, Read, Written } from "../written.ts";

const dataVolumeFields = {
  /** GiB, 1 to 16384. Default 20. It only grows; its file system follows within a quarter of an hour. */
  size: z._default(z.int(), 20),
  /** Label of its file system, at most 16 characters. Default `data`. */
  label: z._default(z.string(), "data"),
  /** Absolute path where it is mounted. Default `/var/lib/data`. */
  mount: z._default(z.string(), "/var/lib/data"),
};

/** What is said of a data volume. */
export interface DataVolumeOptions extends Written<typeof dataVolumeFields>, Named {}

/** A volume that outlives its machine: encrypted gp3, formatted once, mounted by label. */
export interface DataVolume extends Read<typeof dataVolumeFields> {}

/** A data volume, or `none`. */
export const dataVolumeSchema: z.ZodMiniType<DataVolume | "none", DataVolumeOptions | "none"> = z.union([
  z.strictObject(dataVolumeFields),
  z.literal("none"),
]);

/** The volume of each member of etcd: its place is not chosen. */
export const etcdVolumeSchema: z.ZodMiniType<DataVolume | "none", Pick<DataVolumeOptions, "size"> | "none"> = z.union([
  z.strictObject({
    ...dataVolumeFields,
    label: z._default(z.string(), "etcd-data"),
    mount: z._default(z.string(), "/var/lib/etcd"),
  }),
  z.literal("none"),
]);

/**
 * Labels of the disks that images bring, without regard to case. Sources: the partitions of Flatcar 4593,
 * Fedora CoreOS 44, and the server images of Ubuntu and Amazon Linux.
 */
const ownLabels = new Set(
  "root rootfs boot efi efi-system uefi oem oem-config usr-a usr-b root-c bios-boot cloudimg-rootfs".split(" "),
);

/** Folders that belong to the system or to Drydock, whole. */
const coveredNowhere =
  /^\/(usr|etc|boot|efi|oem|proc|sys|dev|run|tmp|bin|sbin|lib|lib32|lib64|libx32|sysroot|ostree|opt\/drydock|var\/(run|lock|tmp))(\/|$)/;
/** Folders in which others have theirs: a volume there would hide what the node needs. */
const coveredBelow = /^\/(opt|var|var\/lib|home|var\/home|root|var\/roothome)$/;

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
  if (ownLabels.has(label.toLowerCase())) {
    yield {
      path: `${path}.label`,
      message: `${quote(label)} is a label of the system's own disk, and the volume is mounted by its label`,
      remedy: "Take another label, such as data.",
      rule: "volume-label",
    };
  }
  if (
    !/^(\/[A-Za-z0-9_.@-]+)+$/.test(mount) ||
    /\/\.\.?(\/|$)/.test(mount) ||
    coveredNowhere.test(mount) ||
    coveredBelow.test(mount)
  ) {
    yield {
      path: `${path}.mount`,
      message: `${quote(mount)} is no place to mount data at`,
      remedy: "Give an absolute path of its own below /var/lib, /srv or /opt.",
      rule: "volume-mount",
    };
  }
}
