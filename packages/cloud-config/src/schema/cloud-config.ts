import type { Command } from "./modules/command.ts";
import type { DiskSetup, FilesystemSetup, Growpart, Mount, Swap } from "./modules/disk.ts";
import type { Group } from "./modules/group.ts";
import type { CaCerts, Ntp, PhoneHome, PowerState, ResolvConf, YumRepository } from "./modules/host.ts";
import type { Apt, Package } from "./modules/package.ts";
import type { Chpasswd, HostKeyType, PublishHostKeys } from "./modules/ssh.ts";
import type { UncheckedModules } from "./modules/unchecked-module.ts";
import type { User } from "./modules/user.ts";
import type { WriteFile } from "./modules/write-file.ts";

/**
 * A cloud-init config: what one node is told at its first boot. Keys are cloud-init's own, and stand here in
 * the order of its stages.
 */
export interface CloudConfig extends UncheckedModules {
  /** Commands run early at every boot, before files are written. */
  readonly bootcmd?: readonly Command[];
  readonly hostname?: string;
  readonly fqdn?: string;
  readonly prefer_fqdn_over_hostname?: boolean;
  readonly preserve_hostname?: boolean;
  /** False sets the name only until the next boot, where /etc/hostname does not exist. Default true. */
  readonly create_hostname_file?: boolean;
  /**
   * Writes /etc/hosts at every boot: from the template, or (`"localhost"`) only the line of the node itself.
   */
  readonly manage_etc_hosts?: boolean | "localhost";
  readonly write_files?: readonly WriteFile[];
  readonly growpart?: Growpart;
  /** Grows the root filesystem; `"noblock"` in the background. Default true. */
  readonly resize_rootfs?: boolean | "noblock";
  readonly device_aliases?: Readonly<Record<string, string>>;
  /** Partition tables by device or alias. */
  readonly disk_setup?: Readonly<Record<string, DiskSetup>>;
  readonly fs_setup?: readonly FilesystemSetup[];
  readonly mounts?: readonly Mount[];
  /** The six fields that stand in for those a mount leaves out. */
  readonly mount_default_fields?: readonly (string | null)[];
  readonly swap?: Swap;
  readonly ca_certs?: CaCerts;
  readonly groups?: readonly Group[];
  /** Accounts; `"default"` keeps the image's own, which is not made once this key stands without it. */
  readonly users?: readonly (string | User)[];
  /** Changes to the default user. */
  readonly user?: string | User;
  /** Password of the default user: readable by whatever reaches the metadata service. */
  readonly password?: string;
  readonly chpasswd?: Chpasswd;
  readonly ssh_pwauth?: boolean;
  /** Keys of the default user. */
  readonly ssh_authorized_keys?: readonly string[];
  readonly ssh_import_id?: readonly string[];
  /** Host keys; private ones do not belong into user data. */
  readonly ssh_keys?: Readonly<Record<string, string>>;
  readonly ssh_deletekeys?: boolean;
  readonly ssh_genkeytypes?: readonly HostKeyType[];
  readonly ssh_publish_hostkeys?: PublishHostKeys;
  readonly ssh_quiet_keygen?: boolean;
  readonly allow_public_ssh_keys?: boolean;
  readonly disable_root?: boolean;
  readonly disable_root_opts?: string;
  readonly ssh?: { readonly emit_keys_to_console: boolean };
  readonly ssh_key_console_blacklist?: readonly string[];
  readonly ssh_fp_console_blacklist?: readonly string[];
  readonly no_ssh_fingerprints?: boolean;
  readonly authkey_hash?: string;
  /** `false` leaves the image's locale alone. */
  readonly locale?: string | false;
  readonly locale_configfile?: string;
  readonly timezone?: string;
  readonly ntp?: Ntp;
  readonly manage_resolv_conf?: boolean;
  readonly resolv_conf?: ResolvConf;
  readonly apt?: Apt;
  readonly apt_pipelining?: boolean | number | "none" | "unchanged" | "os";
  readonly yum_repos?: Readonly<Record<string, YumRepository>>;
  readonly yum_repo_dir?: string;
  readonly random_seed?: RandomSeed;
  readonly byobu_by_default?:
    | "enable-system"
    | "enable-user"
    | "disable-system"
    | "disable-user"
    | "enable"
    | "disable"
    | "user"
    | "system";
  /** Puts a null route in the way of the metadata service: nothing after it reaches it. */
  readonly disable_ec2_metadata?: boolean;
  readonly package_update?: boolean;
  readonly package_upgrade?: boolean;
  readonly package_reboot_if_required?: boolean;
  readonly packages?: readonly Package[];
  /** Commands run once, at the end of the first boot, after packages and all files. */
  readonly runcmd?: readonly Command[];
  readonly phone_home?: PhoneHome;
  readonly final_message?: string;
  readonly power_state?: PowerState;
}

/** What the random number generator is seeded with, and by which command. */
export interface RandomSeed {
  readonly file?: string;
  readonly data?: string;
  readonly encoding?: "raw" | "base64" | "b64" | "gzip" | "gz";
  readonly command?: readonly string[];
  readonly command_required?: boolean;
}
