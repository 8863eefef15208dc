import { shown } from "@drydock/systemd/ground";
import { IgnitionOptionError } from "../ignition-option-error.ts";
import type { TargetOs } from "./targets.ts";

/** What a node can rely on, by operating system. */
export interface OsProfile {
  readonly os: TargetOs;
  /** The account that the image has, and that cloud keys are added to. */
  readonly user: string;
  /** The unit that asks the cloud's metadata service, and the file that it writes. */
  readonly metadata?: { readonly unit: string; readonly file: string; readonly prefix: string };
  /** Files that the image ships and that a config can therefore only overwrite or append to. */
  readonly existingFiles: readonly string[];
  /** Directories that no config can write to. */
  readonly readOnly: readonly string[];
  /** Units that the image ships and that node configs commonly extend. */
  readonly units: readonly string[];
}

const profiles: Readonly<Record<TargetOs, OsProfile>> = {
  flatcar: {
    os: "flatcar",
    user: "core",
    metadata: { unit: "coreos-metadata.service", file: "/run/metadata/flatcar", prefix: "COREOS_EC2" },
    existingFiles: ["/etc/flatcar/update.conf"],
    readOnly: ["/usr"],
    units: [
      "containerd.service",
      "coreos-metadata-sshkeys@.service",
      "coreos-metadata.service",
      "docker.service",
      "docker.socket",
      "etcd-member.service",
      "flanneld.service",
      "flannel-docker-opts.service",
      "locksmithd.service",
      "update-engine.service",
    ],
  },
  "fedora-coreos": {
    os: "fedora-coreos",
    user: "core",
    metadata: { unit: "afterburn.service", file: "/run/metadata/afterburn", prefix: "AFTERBURN_AWS" },
    existingFiles: [],
    readOnly: ["/usr"],
    units: [
      "afterburn-sshkeys@.service",
      "afterburn.service",
      "docker.service",
      "docker.socket",
      "podman.service",
      "podman.socket",
      "zincati.service",
    ],
  },
  debian: {
    os: "debian",
    user: "root",
    existingFiles: ["/etc/hostname", "/etc/hosts", "/etc/fstab", "/etc/resolv.conf"],
    readOnly: [],
    units: [],
  },
};

/** Whether it is the name of an operating system whose nodes read Ignition. */
export function isTargetOs(os: unknown): os is TargetOs {
  return typeof os === "string" && Object.hasOwn(profiles, os);
}

/**
 * What a node of that operating system can rely on. Source: the systems' documentation and images of 2026.
 *
 * @throws {IgnitionOptionError} `unknown-target`, for what is no such system.
 *
 * @example
 * ```ts
 * import { osProfile } from "@drydock/ignition";
 *
 * osProfile("flatcar").user; // "core"
 * ```
 */
export function osProfile(os: TargetOs): OsProfile {
  if (isTargetOs(os)) return profiles[os];
  const hint = `Use one of ${Object.keys(profiles).join(", ")}.`;
  throw new IgnitionOptionError("unknown-target", `unknown operating system ${shown(os)}`, hint);
}
