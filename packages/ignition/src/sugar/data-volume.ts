import {
  checkOptions,
  type Diagnostic,
  flag,
  list,
  object,
  oneOf,
  required,
  text,
  whole,
} from "@drydock/systemd/ground";
import { escapePath, exec, unit } from "@drydock/systemd";
import type { Unit } from "../spec/systemd-section.ts";
import { absolutePathProblems } from "./absolute-path.ts";
import { directory, type OwnerRef } from "./file.ts";
import type { Fragment } from "./fragment.ts";
import { mountUnit } from "./mount-unit.ts";
import { ownerOption } from "./owner-options.ts";
import { problem } from "./problem.ts";
import { SugarError } from "./sugar-error.ts";
import { unitEntry } from "./unit-entry.ts";

/** A volume that outlives the node, and how it is used there. */
export interface DataVolume {
  /** Absolute path of the device, by an id that cannot change: `/dev/disk/by-id/...`, never `/dev/sdb`. */
  readonly device: string;
  /** Where it is mounted. */
  readonly path: string;
  /** File system label; it is mounted by it. At most 16 bytes for ext4, 12 for xfs. */
  readonly label: string;
  /** ext4 when absent. */
  readonly format?: "ext4" | "xfs" | "btrfs";
  /** Options of mount(8), such as `noatime`. */
  readonly options?: readonly string[];
  /** Units that need the volume. */
  readonly before?: readonly string[];
  /**
   * Owner and mode of the mount point's directory; root and 0o755 when absent. Only without `attachedLater`.
   */
  readonly owner?: { readonly user?: OwnerRef; readonly group?: OwnerRef; readonly mode?: number };
  /**
   * Whether the device appears only after boot, as a volume that is attached to a running machine does; false
   * when absent. Ignition would wait for it in vain and stop the boot, so a unit formats it instead.
   */
  readonly attachedLater?: boolean;
}

const volumeOptions = object<DataVolume>({
  device: required(text),
  path: required(text),
  label: required(text),
  format: oneOf("ext4", "xfs", "btrfs"),
  options: list(text),
  before: list(text),
  owner: object<NonNullable<DataVolume["owner"]>>({ user: ownerOption, group: ownerOption, mode: whole() }),
  attachedLater: flag,
});

const longestLabel = { ext4: 16, xfs: 12, btrfs: 256 } as const;

/**
 * A volume that keeps its data: formatted when it is blank and never again, then mounted before the units
 * that need it.
 *
 * @throws {SugarError} `bad-part`, when a path is not absolute and simplified, the label cannot be mounted by
 * or is too long, or an owner is asked of a volume that comes after boot.
 * @throws {OptionError} `invalid-option`, for options that there are not.
 *
 * @example
 * ```ts
 * import { dataVolume } from "@drydock/ignition";
 *
 * const { storage, systemd } = dataVolume({ device: "/dev/disk/by-id/nvme-data", path: "/var/lib/app", label: "app" });
 * storage?.filesystems?.[0]?.wipeFilesystem; // false
 * systemd?.units?.map(({ name }) => name); // ["var-lib-app.mount"]
 * ```
 */
export function dataVolume(volume: DataVolume): Fragment {
  checkOptions("dataVolume", volumeOptions, volume);
  const { device, path, label, format = "ext4", options, before, owner, attachedLater = false } = volume;
  const problems = [
    ...absolutePathProblems("device", device),
    ...absolutePathProblems("path", path),
    ...labelProblems(label, format),
  ];
  if (owner && attachedLater)
    problems.push(
      problem(
        "$.owner",
        "the directory of a volume that comes later cannot be prepared",
        "Set its owner in the unit that uses it.",
      ),
    );
  if (problems.length > 0) throw new SugarError("dataVolume", problems);
  const formatter = attachedLater ? formatUnit(device, label, format) : undefined;
  const mount = mountUnit({
    what: attachedLater ? device : `/dev/disk/by-label/${label}`,
    where: path,
    type: format,
    ...(attachedLater && { check: false, late: true }),
    ...(options && { options }),
    ...(before && { before }),
    ...(formatter && { after: [formatter.name] }),
  });
  if (formatter) return { systemd: { units: [formatter, mount] } };
  return {
    storage: {
      filesystems: [{ device, path, format, label, wipeFilesystem: false }],
      ...(owner && { directories: [directory(path, owner)] }),
    },
    systemd: { units: [mount] },
  };
}

function labelProblems(label: string, format: keyof typeof longestLabel): Diagnostic[] {
  const longest = longestLabel[format];
  if (!/^[A-Za-z0-9._-]+$/u.test(label))
    return [
      problem(
        "$.label",
        `${JSON.stringify(label)} cannot be mounted by`,
        "Use letters, digits, dot, dash and underscore.",
      ),
    ];
  return label.length > longest
    ? [
        problem(
          "$.label",
          `${JSON.stringify(label)} has ${label.length} characters, and ${format} takes ${longest}`,
          "Shorten it.",
        ),
      ]
    : [];
}

/**
 * Waits as long as it takes; a dependency on the device would give up after 90 seconds. `blkid --probe` ends
 * with 2 when it finds nothing; the read before it keeps an unreadable device from looking blank.
 */
const formatScript = [
  'until [ -b "$1" ]; do sleep 1; done',
  'head -c 1048576 "$1" >/dev/null || exit 1',
  'blkid --probe "$1" >/dev/null 2>&1',
  'if [ $? -eq 2 ]; then exec "mkfs.$2" -L "$3" "$1"; fi',
].join("\n");

function formatUnit(device: string, label: string, format: string): Unit {
  const name: string = `format-${escapePath(device)}.service`;
  return unitEntry(
    unit(name, {
      Unit: { Description: `Format ${label} when it is blank` },
      Service: {
        Type: "oneshot",
        RemainAfterExit: true,
        TimeoutStartSec: "infinity",
        ExecStart: exec("/bin/sh", "-c", formatScript, "sh", device, format, label),
      },
    }),
  );
}
