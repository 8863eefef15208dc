/** Keys of the other dialect, old spellings and look-alikes, with what cloud-init wants instead. */
export const misplacedKeys: Readonly<Record<string, string>> = {
  apt_update: "Use package_update.",
  apt_upgrade: "Use package_upgrade.",
  apt_reboot_if_required: "Use package_reboot_if_required.",
  "ca-certs": "Use ca_certs.",
  "grub-dpkg": "Use grub_dpkg.",
  coreos:
    "This is coreos-cloudinit's dialect: build it with renderCoreosCloudConfig, or write units with systemdUnits.",
  units: "Write units with systemdUnits.",
  files: "Use write_files.",
  network: "Network configuration comes from the datasource, not from user data.",
  "ssh-authorized-keys": "Use ssh_authorized_keys.",
  ssh_authorized_key: "Use ssh_authorized_keys, a list.",
  "lock-passwd": "Use lock_passwd.",
};
