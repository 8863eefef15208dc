import { either, flag, list, object, oneOf, required, since, text, textLike, whole } from "@drydock/systemd/ground";
import type { CloudConfig, RandomSeed } from "./cloud-config.ts";
import { commands } from "./modules/command.ts";
import { deviceAliases, diskSetup, filesystemSetups, growpart, mountDefaults, mounts, swap } from "./modules/disk.ts";
import { groups } from "./modules/group.ts";
import { caCerts, hostName, ntp, phoneHome, powerState, resolvConf, yumRepositories } from "./modules/host.ts";
import { apt, packages } from "./modules/package.ts";
import { chpasswd, hostKeys, hostKeyTypes, publishHostKeys } from "./modules/ssh.ts";
import { uncheckedModules } from "./modules/unchecked-module.ts";
import { user, users } from "./modules/user.ts";
import { absolutePath, writeFiles } from "./modules/write-file.ts";

const keys = list(text, { min: 1 });
const lineOfDigest = textLike(/^[a-z0-9]+$/, 'a digest name such as "sha256"');

/** cloud-init's config as a shape; its order is the order in which keys are printed. */
export const cloudConfigShape = object<CloudConfig>({
  bootcmd: commands,
  hostname: hostName,
  fqdn: hostName,
  prefer_fqdn_over_hostname: flag,
  preserve_hostname: flag,
  create_hostname_file: since("23.4", flag),
  manage_etc_hosts: either(flag, oneOf("localhost")),
  write_files: writeFiles,
  growpart,
  resize_rootfs: either(flag, oneOf("noblock")),
  device_aliases: deviceAliases,
  disk_setup: diskSetup,
  fs_setup: filesystemSetups,
  mounts,
  mount_default_fields: mountDefaults,
  swap,
  ca_certs: caCerts,
  groups,
  users,
  user: either(text, user),
  password: text,
  chpasswd,
  ssh_pwauth: flag,
  ssh_authorized_keys: keys,
  ssh_import_id: list(text),
  ssh_keys: hostKeys,
  ssh_deletekeys: flag,
  ssh_genkeytypes: hostKeyTypes,
  ssh_publish_hostkeys: publishHostKeys,
  ssh_quiet_keygen: flag,
  allow_public_ssh_keys: flag,
  disable_root: flag,
  disable_root_opts: text,
  ssh: object<{ readonly emit_keys_to_console: boolean }>({ emit_keys_to_console: required(flag) }),
  ssh_key_console_blacklist: list(text, { unique: true }),
  ssh_fp_console_blacklist: list(text, { unique: true }),
  no_ssh_fingerprints: flag,
  authkey_hash: lineOfDigest,
  locale: either(text, since("24.4", oneOf(false))),
  locale_configfile: absolutePath,
  timezone: text,
  ntp,
  manage_resolv_conf: flag,
  resolv_conf: resolvConf,
  apt,
  apt_pipelining: either(flag, whole(), oneOf("none", "unchanged", "os")),
  yum_repos: yumRepositories,
  yum_repo_dir: absolutePath,
  random_seed: object<RandomSeed>({
    file: absolutePath,
    data: text,
    encoding: oneOf("raw", "base64", "b64", "gzip", "gz"),
    command: list(text),
    command_required: flag,
  }),
  byobu_by_default: oneOf(
    "enable-system",
    "enable-user",
    "disable-system",
    "disable-user",
    "enable",
    "disable",
    "user",
    "system",
  ),
  disable_ec2_metadata: flag,
  package_update: flag,
  package_upgrade: flag,
  package_reboot_if_required: flag,
  packages,
  ...uncheckedModules,
  runcmd: commands,
  phone_home: phoneHome,
  final_message: text,
  power_state: powerState,
});
