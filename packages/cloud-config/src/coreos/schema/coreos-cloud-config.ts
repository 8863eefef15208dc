import type { etcdSection } from "./etcd-section.ts";
import type { etcd2Section, fleetSection, flannelSection, locksmithSection, OptionsOf } from "./environment-options.ts";

/**
 * A config of coreos-cloudinit, Flatcar's dialect of `#cloud-config`: applied at every boot, not only the
 * first. Keys have underscores; Flatcar silently ignores dashes since release 3975.
 */
export interface CoreosCloudConfig {
  /** Keys of the user `core`. */
  readonly ssh_authorized_keys?: readonly string[];
  /** Cut at the first dot by coreos-cloudinit. */
  readonly hostname?: string;
  readonly users?: readonly CoreosUser[];
  readonly write_files?: readonly CoreosFile[];
  /** Points the node's own name at 127.0.0.1. */
  readonly manage_etc_hosts?: "localhost";
  readonly coreos?: CoreosSections;
}

/** The daemons, units and updates of a Flatcar or Container Linux machine. */
export interface CoreosSections {
  /** etcd 0.4: no longer shipped. */
  readonly etcd?: OptionsOf<typeof etcdSection>;
  /** etcd 2: no longer shipped; Flatcar has etcd-member.service. */
  readonly etcd2?: OptionsOf<typeof etcd2Section>;
  readonly flannel?: OptionsOf<typeof flannelSection>;
  /** No longer shipped. */
  readonly fleet?: OptionsOf<typeof fleetSection>;
  readonly locksmith?: OptionsOf<typeof locksmithSection>;
  readonly oem?: CoreosOem;
  readonly update?: CoreosUpdate;
  readonly units?: readonly CoreosUnit[];
}

/** A file, always written over what stands there; `$private_ipv4` and its kin in it are replaced. */
export interface CoreosFile {
  readonly path: string;
  readonly content?: string;
  /** An argument of chown: `core:core`. */
  readonly owner?: string;
  /** Octal, as a string; default `"0644"`. */
  readonly permissions?: string;
  readonly encoding?: "" | "base64" | "b64" | "gz" | "gzip" | "gz+base64" | "gzip+base64" | "gz+b64" | "gzip+b64";
}

/** An account; of one that exists only password and keys change. */
export interface CoreosUser {
  readonly name: string;
  /** A crypt hash. */
  readonly passwd?: string;
  readonly ssh_authorized_keys?: readonly string[];
  readonly coreos_ssh_import_github?: string;
  readonly coreos_ssh_import_github_users?: readonly string[];
  readonly coreos_ssh_import_url?: string;
  readonly gecos?: string;
  readonly homedir?: string;
  readonly no_create_home?: boolean;
  readonly primary_group?: string;
  readonly groups?: readonly string[];
  readonly no_user_group?: boolean;
  readonly system?: boolean;
  readonly no_log_init?: boolean;
  readonly shell?: string;
}

/** A unit of systemd: written, enabled, started or masked. */
export interface CoreosUnit {
  readonly name: string;
  readonly mask?: boolean;
  readonly enable?: boolean;
  /** Writes below /run instead of /etc. */
  readonly runtime?: boolean;
  readonly content?: string;
  /** Run at every boot, after all units are written. */
  readonly command?:
    | "start"
    | "stop"
    | "restart"
    | "reload"
    | "try-restart"
    | "reload-or-restart"
    | "reload-or-try-restart";
  readonly drop_ins?: readonly CoreosDropin[];
}

/** A drop-in of a unit. */
export interface CoreosDropin {
  readonly name: string;
  readonly content: string;
}

/** Where updates come from, and when the machine reboots for them. */
export interface CoreosUpdate {
  /** `off` stops and masks locksmithd; always in quotes, since YAML reads a bare `off` as false. */
  readonly reboot_strategy?: "etcd-lock" | "reboot" | "off" | "best-effort";
  /** Release channel, or a group of an own update server. */
  readonly group?: string;
  readonly server?: string;
}

/** What the image says of its maker, in /etc/oem-release. */
export interface CoreosOem {
  readonly id?: string;
  readonly name?: string;
  readonly version_id?: string;
  readonly home_url?: string;
  readonly bug_report_url?: string;
}
