const cloudInitOnly =
  "coreos-cloudinit knows no such key: use coreos.units with a oneshot service, or a cloud-init image";

/** Keys of cloud-init and old spellings, with what coreos-cloudinit wants instead. */
export const coreosHints: Readonly<Record<string, string>> = {
  runcmd: cloudInitOnly,
  bootcmd: cloudInitOnly,
  packages: "Flatcar has no package manager: run a container, or a system extension",
  package_update: "Flatcar updates as a whole: see coreos.update",
  mounts: "write a .mount unit into coreos.units",
  fs_setup: "use Ignition's storage.filesystems",
  disk_setup: "use Ignition's storage.disks",
  swap: "write a .swap unit into coreos.units",
  ntp: "systemd-timesyncd runs already; configure it with write_files",
  timezone: "write a oneshot unit that runs timedatectl",
  sudo: "coreos-cloudinit writes no sudo rules: put the user into the group sudo",
  lock_passwd: "leave passwd out: the account then has no password",
  defer: "coreos-cloudinit makes users before it writes files: leave it out",
  append: "coreos-cloudinit always overwrites: use another file name, or a drop-in directory",
};
