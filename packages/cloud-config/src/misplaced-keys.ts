/** Keys of the other dialect, old spellings and look-alikes, with what cloud-init wants instead. */
export const misplacedKeys: Readonly<Record<string, string>> = {
  apt_update: "use package_update",
  apt_upgrade: "use package_upgrade",
  apt_reboot_if_required: "use package_reboot_if_required",
  "ca-certs": "use ca_certs",
  "grub-dpkg": "use grub_dpkg",
  coreos: "this is coreos-cloudinit's dialect: build it with renderCoreosCloudConfig, or write units with systemdUnits",
  units: "write units with systemdUnits",
  files: "use write_files",
  network: "network configuration comes from the datasource, not from user data",
  "ssh-authorized-keys": "use ssh_authorized_keys",
  ssh_authorized_key: "use ssh_authorized_keys, a list",
  "lock-passwd": "use lock_passwd",
};
