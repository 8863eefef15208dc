import type { From, SpecVersion } from "./spec-version.ts";

/** A partition of a disk, told from the others by its number or, without one, by its label. */
export interface Partition<V extends SpecVersion = SpecVersion> {
  /** 0 or absent for the next free number; then a label is required. */
  number?: number;
  /** At most 36 bytes, no colon. */
  label?: string;
  /** In MiB; 0 for all that is left. */
  sizeMiB?: number;
  /** In MiB; 0 for the start of the largest free block. */
  startMiB?: number;
  /** GPT type; Linux filesystem data when absent. */
  typeGuid?: string;
  guid?: string;
  /** Whether a differing partition of that number is replaced; false when absent. */
  wipePartitionEntry?: boolean;
  /** True when absent; false deletes. */
  shouldExist?: boolean;
  /** Whether a partition that differs only in size is resized. Since spec 3.2. */
  resize?: From<"3.2.0", V, boolean>;
}

/** A disk whose partitions Ignition makes, changes or deletes. */
export interface Disk<V extends SpecVersion = SpecVersion> {
  /** Absolute path of the device. */
  device: string;
  /** Destroys the partition table; false when absent. */
  wipeTable?: boolean;
  partitions?: readonly Partition<V>[];
}

/** A software RAID, which appears as `/dev/md/<name>`. */
export interface Raid {
  name: string;
  /**
   * linear, raid0, raid1, raid4, raid5, raid6, raid10, their numbers, stripe or mirror. Required after
   * merging.
   */
  level?: string;
  /** Absolute device paths. Required after merging. */
  devices?: readonly string[];
  spares?: number;
  /** Passed to mdadm as they are. */
  options?: readonly string[];
}

/** A file system that Ignition makes on a device, or reuses where it fits. */
export interface Filesystem<V extends SpecVersion = SpecVersion> {
  /** Absolute path of the device. */
  device: string;
  /** ext4, btrfs, xfs, swap, vfat or, from spec 3.3, none. */
  format?: string;
  /** Where Ignition mounts it while it writes files; no mount unit is made. */
  path?: string;
  /** In bytes at most: ext4 16, btrfs 256, xfs 12, swap 15, vfat 11. */
  label?: string;
  uuid?: string;
  /** Passed to mkfs. */
  options?: readonly string[];
  /** Passed to mount. Since spec 3.1. */
  mountOptions?: From<"3.1.0", V, readonly string[]>;
  /** Whether a matching filesystem is made anew; false when absent. */
  wipeFilesystem?: boolean;
}
