import type { Image } from "../cluster/image.ts";

/**
 * Units that systemd itself ships wherever nodes run. Source: the package lists of systemd 252 to 259,
 * without what only desktops use.
 */
const systemd = `basic.target boot-complete.target cryptsetup.target default.target emergency.target first-boot-complete.target getty.target getty@.service
  graphical.target halt.target initrd.target kexec.target local-fs-pre.target local-fs.target modprobe@.service multi-user.target network-online.target
  network-pre.target network.target nss-lookup.target nss-user-lookup.target paths.target poweroff.target reboot.target remote-cryptsetup.target remote-fs-pre.target
  remote-fs.target rescue.target serial-getty@.service shutdown.target sleep.target slices.target sockets.target swap.target sysinit.target
  systemd-ask-password-console.path systemd-binfmt.service systemd-fsck-root.service systemd-fsck@.service systemd-growfs@.service systemd-hostnamed.service
  systemd-journal-flush.service systemd-journald-audit.socket systemd-journald-dev-log.socket systemd-journald.service systemd-journald.socket
  systemd-journald@.service systemd-journal-gatewayd.service systemd-journal-gatewayd.socket systemd-localed.service systemd-logind.service
  systemd-machine-id-commit.service systemd-makefs@.service systemd-modules-load.service systemd-networkd-wait-online.service
  systemd-networkd-wait-online@.service systemd-networkd.service systemd-networkd.socket systemd-random-seed.service systemd-remount-fs.service
  systemd-resolved.service systemd-sysctl.service systemd-sysext.service systemd-sysusers.service systemd-time-wait-sync.service systemd-timedated.service
  systemd-timesyncd.service systemd-tmpfiles-clean.service systemd-tmpfiles-clean.timer systemd-tmpfiles-setup-dev.service systemd-tmpfiles-setup.service
  systemd-udev-settle.service systemd-udev-trigger.service systemd-udevd.service systemd-update-done.service systemd-user-sessions.service time-set.target
  time-sync.target timers.target umount.target user-runtime-dir@.service user@.service veritysetup.target dbus.service dbus.socket`;

/**
 * What each system adds. Sources: the units in Flatcar 4593, Fedora CoreOS 44, Ubuntu 24.04's and Amazon
 * Linux 2023's server images.
 */
const own: Readonly<Record<Image["os"], string>> = {
  flatcar: `amazon-ssm-agent.service audit-rules.service auditd.service containerd.service coreos-metadata-sshkeys@.service coreos-metadata.service docker.service
    docker.socket ensure-sysext.service etcd-member.service extend-filesystems.service flanneld.service flannel-docker-opts.service ignition-delete-config.service
    iptables-restore.service iptables-store.service iscsid.service locksmithd.service logrotate.service logrotate.timer lvm2-monitor.service mdadm.service nfs-client.target
    oem-cloudinit.service rpcbind.service rpcbind.socket rpc-statd.service sssd.service sshd.service sshd.socket sshd@.service sshkeys.service
    system-cloudinit@.service systemd-sysupdate.service toolbox.service update-engine.service update-engine-stub.service user-cloudinit@.service user-configdrive.service zincati.service`,
  "fedora-coreos": `afterburn.service afterburn-checkin.service afterburn-firstboot-checkin.service afterburn-sshkeys@.service auditd.service chronyd.service containerd.service
    coreos-boot-edit.service coreos-check-cgroups.service coreos-ignition-firstboot-complete.service coreos-oci-migration-motd.service coreos-printk-quiet.service
    docker.service docker.socket ignition-delete-config.service iscsid.service logrotate.service logrotate.timer NetworkManager-wait-online.service NetworkManager.service
    nfs-client.target podman-auto-update.service podman-auto-update.timer podman-restart.service podman.service podman.socket polkit.service rpcbind.service rpcbind.socket
    rpm-ostreed.service rpm-ostree-countme.timer selinux-autorelabel.target sshd.service sshd.socket sshd@.service sssd.service systemd-oomd.service zincati.service`,
  ubuntu: `apparmor.service apport.service apt-daily-upgrade.service apt-daily-upgrade.timer apt-daily.service apt-daily.timer chrony.service cloud-config.service cloud-config.target cloud-final.service
    cloud-init-local.service cloud-init.service cloud-init.target containerd.service cron.service docker.service docker.socket fstrim.timer iscsid.service lvm2-monitor.service
    multipathd.service networkd-dispatcher.service nfs-client.target polkit.service rsyslog.service snapd.service snapd.socket snap.amazon-ssm-agent.amazon-ssm-agent.service
    ssh.service ssh.socket ufw.service unattended-upgrades.service`,
  "amazon-linux": `acpid.service amazon-ssm-agent.service atd.service auditd.service chronyd.service cloud-config.service cloud-config.target cloud-final.service cloud-init-local.service
    cloud-init.service cloud-init.target containerd.service crond.service docker.service docker.socket dnf-makecache.timer gssproxy.service libstoragemgmt.service logrotate.service
    logrotate.timer nfs-client.target rngd.service sshd.service sshd.socket sshd@.service sysstat.service update-motd.service`,
};

function words(text: string): string[] {
  return text.split(/\s+/).filter((word) => word !== "");
}

/** Names of the units that an operating system brings along; templates end in `@` before their type. */
export function knownUnits(os: Image["os"]): ReadonlySet<string> {
  return new Set([...words(systemd), ...words(own[os])]);
}
