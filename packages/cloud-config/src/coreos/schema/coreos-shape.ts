import { flag, list, object, oneOf, required, text, textLike } from "@drydock/systemd/ground";
import type {
  CoreosCloudConfig,
  CoreosDropin,
  CoreosFile,
  CoreosOem,
  CoreosSections,
  CoreosUnit,
  CoreosUpdate,
  CoreosUser,
} from "./coreos-cloud-config.ts";
import { absolutePath } from "../../schema/modules/write-file.ts";
import { etcdSection } from "./etcd-section.ts";
import { etcd2Section, flannelSection, fleetSection, locksmithSection } from "./environment-options.ts";

/**
 * coreos-cloudinit's config as a shape, in the order in which it applies the parts. Source:
 * flatcar/coreos-cloudinit, `config`.
 */
export const coreosShape = object<CoreosCloudConfig>({
  hostname: text,
  ssh_authorized_keys: list(text),
  users: list(
    object<CoreosUser>({
      name: required(text),
      passwd: text,
      ssh_authorized_keys: list(text),
      coreos_ssh_import_github: text,
      coreos_ssh_import_github_users: list(text),
      coreos_ssh_import_url: text,
      gecos: text,
      homedir: text,
      no_create_home: flag,
      primary_group: text,
      groups: list(text),
      no_user_group: flag,
      system: flag,
      no_log_init: flag,
      shell: text,
    }),
  ),
  write_files: list(
    object<CoreosFile>({
      path: required(absolutePath),
      owner: text,
      permissions: textLike(/^0?[0-7]{3,4}$/, 'an octal mode of three or four digits as a string, for example "0644"'),
      encoding: oneOf("", "base64", "b64", "gz", "gzip", "gz+base64", "gzip+base64", "gz+b64", "gzip+b64"),
      content: text,
    }),
  ),
  manage_etc_hosts: oneOf("localhost"),
  coreos: object<CoreosSections>({
    etcd: object(etcdSection.fields),
    etcd2: object(etcd2Section.fields),
    fleet: object(fleetSection.fields),
    flannel: object(flannelSection.fields),
    locksmith: object(locksmithSection.fields),
    oem: object<CoreosOem>({ id: text, name: text, version_id: text, home_url: text, bug_report_url: text }),
    update: object<CoreosUpdate>({
      reboot_strategy: oneOf("etcd-lock", "reboot", "off", "best-effort"),
      group: text,
      server: text,
    }),
    units: list(
      object<CoreosUnit>({
        name: required(text),
        mask: flag,
        enable: flag,
        runtime: flag,
        command: oneOf(
          "start",
          "stop",
          "restart",
          "reload",
          "try-restart",
          "reload-or-restart",
          "reload-or-try-restart",
        ),
        content: text,
        drop_ins: list(object<CoreosDropin>({ name: required(text), content: required(text) })),
      }),
    ),
  }),
});
