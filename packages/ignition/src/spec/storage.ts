import type { Disk, Filesystem, Raid } from "./disk.ts";
import type { Luks } from "./luks.ts";
import type { Directory, File, Link } from "./node.ts";
import type { From, SpecVersion } from "./spec-version.ts";

/** What lies on the disks: devices first, then file systems, then what stands in them. */
export interface Storage<V extends SpecVersion = SpecVersion> {
  disks?: readonly Disk<V>[];
  raid?: readonly Raid[];
  luks?: From<"3.2.0", V, readonly Luks<V>[]>;
  filesystems?: readonly Filesystem<V>[];
  directories?: readonly Directory[];
  files?: readonly File<V>[];
  links?: readonly Link[];
}
