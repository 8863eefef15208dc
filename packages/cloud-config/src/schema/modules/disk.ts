import { either, flag, list, map, object, oneOf, pair, since, text, textLike, whole } from "@drydock/systemd/ground";

/**
 * A partition: its share of the disk in percent, or that and its type: the hexadecimal digits read as a
 * number (82 is swap), or from cloud-init 25.2 on a GPT type GUID.
 */
export type DiskPartition = number | readonly [share: number, type: number | string];

/** How a whole disk is partitioned. */
export interface DiskSetup {
  /** Default `mbr`. */
  readonly table_type?: "mbr" | "gpt";
  /**
   * `true` for one partition over the disk, `false` (the default) for none, `"remove"` to wipe the table, or
   * a list of partitions.
   */
  readonly layout?: boolean | "remove" | readonly DiskPartition[];
  /** Partitions a disk even where it holds data. Default false. */
  readonly overwrite?: boolean;
}

/** A filesystem to make. */
export interface FilesystemSetup {
  readonly label?: string;
  /** `ext4`, `xfs`, `swap`, … */
  readonly filesystem?: string;
  /** `/dev/xvdb`, `ephemeral0.1`, or an alias. */
  readonly device?: string;
  /**
   * `auto`: the first that has this label and filesystem, else the first free; `any`: the first with this
   * filesystem; `none`: the whole device. A number is written as `<alias>.<number>` in `device`, since no
   * version's schema takes one here.
   */
  readonly partition?: "auto" | "any" | "none";
  /** Makes it even where a filesystem stands. Default false. */
  readonly overwrite?: boolean;
  readonly replace_fs?: string;
  readonly extra_opts?: string | readonly string[];
  /** The command to run instead of mkfs; `%(label)s`, `%(filesystem)s` and `%(device)s` are filled in. */
  readonly cmd?: string | readonly string[];
}

const share = whole({ min: 1, max: 100 });

export const diskSetup = map(
  object<DiskSetup>({
    table_type: oneOf("mbr", "gpt"),
    layout: either(
      flag,
      oneOf("remove"),
      list(either(share, pair<number, number | string>(either(whole({ min: 0 }), since("25.2", text))))),
    ),
    overwrite: flag,
  }),
);

export const filesystemSetups = list(
  object<FilesystemSetup>({
    label: text,
    filesystem: text,
    device: text,
    partition: oneOf("auto", "any", "none"),
    overwrite: flag,
    replace_fs: text,
    extra_opts: either(text, list(text)),
    cmd: either(text, list(text)),
  }),
);

export const deviceAliases = map(text, { keys: { pattern: /^\S+$/, says: "an alias without blanks" } });

/**
 * A line of /etc/fstab, one to six of its fields: device, mount point, type, options, dump, pass. A device
 * alone (or with a null point in later versions) removes its line.
 */
export type Mount = readonly string[];

export const mounts = list(list(text, { min: 1, max: 6 }), { min: 1 });

export const mountDefaults = list(either(text, oneOf(null)), { min: 6, max: 6 });

/** A swap file, made on the first boot. */
export interface Swap {
  readonly filename?: string;
  /** Bytes, `"2G"`, or `"auto"` (by memory). */
  readonly size?: number | string;
  readonly maxsize?: number | string;
}

const size = textLike(/^([0-9]+)?\.?[0-9]+[BKMGT]$/, 'a size such as "512M" or "2G"');

export const swap = object<Swap>({
  filename: textLike(/^\//, "an absolute path"),
  size: either(oneOf("auto"), whole({ min: 0 }), size),
  maxsize: either(whole({ min: 0 }), size),
});

/** Which partitions grow to the end of their disk at boot. */
export interface Growpart {
  readonly mode?: "auto" | "growpart" | "gpart" | "off";
  /** Mount points or devices, default `/`. */
  readonly devices?: readonly string[];
  readonly ignore_growroot_disabled?: boolean;
}

export const growpart = object<Growpart>({
  mode: oneOf("auto", "growpart", "gpart", "off"),
  devices: list(text),
  ignore_growroot_disabled: flag,
});
