const cloudInitOnly =
  "Use coreos.units with a oneshot service, or a cloud-init image: coreos-cloudinit knows no such key.";

/** Keys of cloud-init and old spellings, with what coreos-cloudinit wants instead. */
export const coreosHints: Readonly<Record<string, string>> = {
  runcmd: cloudInitOnly,
  bootcmd: cloudInitOnly,
  packages: "Flatcar has no package manager: run a container, or a system extension.",
  package_update: "Flatcar updates as a whole: see coreos.update.",
  mounts: "Write a .mount unit into coreos.units.",
  fs_setup: "Use Ignition's storage.filesystems.",
  disk_setup: "Use Ignition's storage.disks.",
  swap: "Write a .swap unit into coreos.units.",
  ntp: "Configure systemd-timesyncd, which runs already, with write_files.",
  timezone: "Write a oneshot unit that runs timedatectl.",
  sudo: "Put the user into the group sudo: coreos-cloudinit writes no sudo rules.",
  lock_passwd: "Leave passwd out: the account then has no password.",
  defer: "Leave it out: coreos-cloudinit makes users before it writes files.",
  append: "Use another file name, or a drop-in directory: coreos-cloudinit always overwrites.",
};
