import { escapePath, unit } from "@drydock/systemd";
import { checkOptions, flag, list, object, required, text } from "@drydock/systemd/ground";
import type { Unit } from "../spec/systemd-section.ts";
import { absolutePathProblems } from "./absolute-path.ts";
import { problem } from "./problem.ts";
import { SugarError } from "./sugar-error.ts";
import { unitEntry } from "./unit-entry.ts";

/** What is mounted where, and when. */
export interface MountOptions {
  /** What is mounted: a device path, or whatever the file system's type takes. */
  readonly what: string;
  /** Absolute path of the mount point; it gives the unit its name. */
  readonly where: string;
  /** `ext4`, `xfs`, `btrfs`, `vfat`, `nfs`, ...; detected when absent. */
  readonly type?: string;
  /** Options of mount(8), such as `noatime`. */
  readonly options?: readonly string[];
  /** Whether the mount needs the network, and so belongs to remote-fs.target; false when absent. */
  readonly remote?: boolean;
  /**
   * Whether the device may come after early boot; false when absent. The mount is then wanted by
   * multi-user.target, and only the units of `before` depend on it.
   */
  readonly late?: boolean;
  /** Whether the file system is checked first; when absent, true for a device path that is not remote. */
  readonly check?: boolean;
  /** Units that need the mount before they start. */
  readonly before?: readonly string[];
  /** Units that must be up first, such as the one that formats the device. */
  readonly after?: readonly string[];
}

const mountOptions = object<MountOptions>({
  what: required(text),
  where: required(text),
  type: text,
  options: list(text),
  remote: flag,
  late: flag,
  check: flag,
  before: list(text),
  after: list(text),
});

/**
 * An enabled mount unit, named after its mount point; a failed mount fails the boot's local-fs.target (or
 * remote-fs.target), so that nothing writes to the directory beneath.
 *
 * @throws {SugarError} `bad-part`, when there is nothing to mount or `where` is no simplified absolute path.
 * @throws {OptionError} `invalid-option`, for options that there are not.
 *
 * @example
 * ```ts
 * import { mountUnit } from "@drydock/ignition";
 *
 * mountUnit({ what: "/dev/disk/by-label/data", where: "/srv/my-data" }).name; // "srv-my\\x2ddata.mount"
 * ```
 */
export function mountUnit(mount: MountOptions): Unit {
  checkOptions("mountUnit", mountOptions, mount);
  const { what, where, type, options, remote = false, late = false, check, before, after } = mount;
  const problems = [
    ...absolutePathProblems("where", where),
    ...(what === "" ? [problem("$.what", "nothing to mount", "Give a device path.")] : []),
  ];
  if (problems.length > 0) throw new SugarError("mountUnit", problems);
  const checked = check ?? (!remote && what.startsWith("/dev/"));
  const fsck = checked ? [`systemd-fsck@${escapePath(what)}.service`] : [];
  const needed = [...fsck, ...(after ?? [])];
  const allOptions = [...(options ?? []), ...(remote && !options?.includes("_netdev") ? ["_netdev"] : [])];
  const earlier = [...(late ? ["umount.target"] : []), ...(before ?? [])];
  const target = remote ? "remote-fs.target" : "local-fs.target";
  const name: string = `${escapePath(where)}.mount`;
  return unitEntry(
    unit(name, {
      Unit: {
        ...(needed.length > 0 && { Requires: needed, After: needed }),
        ...(earlier.length > 0 && { Before: earlier }),
        ...(late && { DefaultDependencies: false, Conflicts: ["umount.target"] }),
      },
      Mount: {
        What: what,
        Where: where,
        ...(type !== undefined && { Type: type }),
        ...(allOptions.length > 0 && { Options: allOptions.join(",") }),
      },
      Install: late
        ? { WantedBy: ["multi-user.target"], ...(before && { RequiredBy: before }) }
        : { RequiredBy: [target, ...(before ?? [])] },
    }),
    { enabled: true },
  );
}
