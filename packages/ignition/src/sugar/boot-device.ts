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
import type { Disk, Filesystem, Partition, Raid } from "../spec/disk.ts";
import type { Clevis, Luks, Tang } from "../spec/luks.ts";
import type { Fragment } from "./fragment.ts";
import { absolutePathProblems } from "./absolute-path.ts";
import { problem } from "./problem.ts";
import { SugarError } from "./sugar-error.ts";

/** How the root volume unlocks: with the machine's TPM, Tang servers, or several of them. */
export interface BootLuks extends Pick<Clevis, "tang" | "tpm2" | "threshold"> {
  /** Whether freed blocks are passed down to the disk; false when absent. Needs spec 3.4. */
  readonly discard?: boolean;
}

/** What the root file system lies on. */
export interface BootDevice {
  /** The machine's architecture, which decides the partitions; x86_64 when absent. */
  readonly layout?: "x86_64" | "aarch64" | "ppc64le";
  /**
   * Two disks or more, as absolute device paths, that all hold the whole system; everything on them is lost.
   */
  readonly mirror?: readonly string[];
  /** Encrypts the root file system. */
  readonly luks?: BootLuks;
}

const bootDeviceOptions = object<BootDevice>({
  layout: oneOf("x86_64", "aarch64", "ppc64le"),
  mirror: list(text),
  luks: object<BootLuks>({
    tang: list(object<Tang>({ url: required(text), thumbprint: text, advertisement: text })),
    tpm2: flag,
    threshold: whole(),
    discard: flag,
  }),
});

const guid = {
  bios: "21686148-6449-6E6F-744E-656564454649",
  prep: "9E1A2D38-C612-4316-AA26-8B49521E5A8B",
  esp: "C12A7328-F81F-11D2-BA4B-00A0C93EC93B",
  reserved: "8DA63339-0007-60C0-C436-083AC8230908",
} as const;

/**
 * A mirrored or encrypted root (or both) on Fedora CoreOS: partitions, RAID 1, LUKS and file systems as that
 * OS looks for them, with the sizes of its own image (coreos-assembler, create_disk.sh).
 *
 * @throws {SugarError} `bad-part`, when there is nothing to do, fewer than two disks to mirror, or nothing
 * that unlocks the volume.
 * @throws {OptionError} `invalid-option`, for options that there are not.
 *
 * @example
 * ```ts
 * import { bootDevice } from "@drydock/ignition";
 *
 * const { storage } = bootDevice({ mirror: ["/dev/nvme0n1", "/dev/nvme1n1"] });
 * storage?.raid?.map(({ name }) => name); // ["md-boot", "md-root"]
 * ```
 */
export function bootDevice(device: BootDevice): Fragment {
  checkOptions("bootDevice", bootDeviceOptions, device);
  const { layout = "x86_64", mirror = [], luks } = device;
  const problems = bootProblems(mirror, luks);
  if (problems.length > 0) throw new SugarError("bootDevice", problems);
  const mirrored = mirror.length > 0;
  const root = luks ? "/dev/mapper/root" : "/dev/md/md-root";
  return {
    storage: {
      ...(mirrored && {
        disks: mirror.map((device, index) => mirrorDisk(layout, device, index + 1)),
        raid: raids(mirror.length),
      }),
      ...(luks && { luks: [rootLuks(luks, mirrored ? "/dev/md/md-root" : "/dev/disk/by-partlabel/root")] }),
      filesystems: [
        ...(mirrored && layout !== "ppc64le" ? mirror.map((_, index) => espFilesystem(index + 1)) : []),
        ...(mirrored ? [wiped("/dev/md/md-boot", "ext4", "boot")] : []),
        wiped(root, "xfs", "root"),
      ],
    },
  };
}

function bootProblems(mirror: readonly string[], luks: BootLuks | undefined): Diagnostic[] {
  const problems = mirror.flatMap((device, index) => absolutePathProblems(`mirror.${index}`, device));
  if (mirror.length === 0 && !luks)
    problems.push(problem("$", "neither mirror nor luks: nothing to do", "Give one of them."));
  if (mirror.length === 1) problems.push(problem("$.mirror", "one disk mirrors nothing", "Give two or more."));
  if (new Set(mirror).size < mirror.length)
    problems.push(problem("$.mirror", "a disk stands there twice", "Name each once."));
  if (luks && luks.tpm2 !== true && (luks.tang ?? []).length === 0)
    problems.push(problem("$.luks", "nothing unlocks the volume", "Set tpm2, or give tang servers."));
  const pins = (luks?.tang ?? []).length + (luks?.tpm2 === true ? 1 : 0);
  if (luks?.threshold !== undefined && (luks.threshold < 1 || luks.threshold > pins)) {
    problems.push(problem("$.luks.threshold", `${luks.threshold} of ${pins} can never agree`, `Use 1 to ${pins}.`));
  }
  return problems;
}

function mirrorDisk(layout: NonNullable<BootDevice["layout"]>, device: string, number: number): Disk {
  const first =
    layout === "x86_64"
      ? part("bios", number, 1)
      : layout === "ppc64le"
        ? part("prep", number, 4)
        : part("reserved", number, 1);
  const second = layout === "ppc64le" ? part("reserved", number, 1) : part("esp", number, 127);
  return {
    device,
    wipeTable: true,
    partitions: [first, second, { label: `boot-${number}`, sizeMiB: 384 }, { label: `root-${number}` }],
  };
}

function part(kind: keyof typeof guid, number: number, sizeMiB: number): Partition {
  return { label: `${kind}-${number}`, sizeMiB, typeGuid: guid[kind] };
}

/** The superblock of the boot array stands at its end, so that a BIOS boot loader need not know RAID. */
function raids(disks: number): readonly Raid[] {
  const devices = (label: string): string[] =>
    Array.from({ length: disks }, (_, index) => `/dev/disk/by-partlabel/${label}-${index + 1}`);
  return [
    { name: "md-boot", level: "raid1", devices: devices("boot"), options: ["--metadata=1.0"] },
    { name: "md-root", level: "raid1", devices: devices("root") },
  ];
}

function rootLuks({ discard, ...clevis }: BootLuks, device: string): Luks {
  return {
    name: "root",
    label: "luks-root",
    device,
    wipeVolume: true,
    clevis,
    ...(discard === undefined ? {} : { discard }),
  };
}

function espFilesystem(number: number): Filesystem {
  return wiped(`/dev/disk/by-partlabel/esp-${number}`, "vfat", `esp-${number}`);
}

function wiped(device: string, format: string, label: string): Filesystem {
  return { device, format, label, wipeFilesystem: true };
}
