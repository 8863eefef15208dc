import type { Image } from "../cluster/image.ts";

/** Accounts that are there when files are written, before any package is installed. */
interface KnownAccounts {
  readonly users: ReadonlySet<string>;
  readonly groups: ReadonlySet<string>;
}

/** Sources: the `setup` package of Fedora, whose list Amazon Linux has too. */
const fedora = {
  users: "root bin daemon adm lp sync shutdown halt mail operator games ftp nobody sshd",
  groups: `root bin daemon sys adm tty disk lp mem kmem wheel cdrom mail man dialout floppy games tape video ftp lock audio users
    nobody utmp input kvm render systemd-journal sshd`,
};

/**
 * What each system has, not all of it: only what its base has had for years. Sources: Flatcar's baselayout,
 * Fedora's `setup`, Debian's `base-passwd`, and the account of each image.
 */
const known: Readonly<Record<Image["os"], { readonly users: string; readonly groups: string }>> = {
  flatcar: {
    users: "root bin daemon adm lp news uucp operator nobody core etcd",
    groups:
      "root bin daemon sys adm tty disk lp wheel kmem mail news uucp audio video users core etcd docker sudo systemd-journal",
  },
  "fedora-coreos": { users: `${fedora.users} core`, groups: `${fedora.groups} core docker sudo` },
  ubuntu: {
    users:
      "root daemon bin sys sync games man lp mail news uucp proxy www-data backup list irc _apt nobody syslog sshd ubuntu",
    groups: `root daemon bin sys adm tty disk lp mail news uucp man proxy kmem dialout fax voice cdrom floppy tape sudo audio dip www-data
      backup operator list irc src shadow utmp video sasl plugdev staff games users nogroup syslog systemd-journal crontab ubuntu`,
  },
  "amazon-linux": { users: `${fedora.users} ec2-user`, groups: `${fedora.groups} ec2-user` },
};

/** The accounts that an operating system is known to have. */
export function knownAccounts(os: Image["os"]): KnownAccounts {
  const { users, groups } = known[os];
  return { users: new Set(users.split(/\s+/)), groups: new Set(groups.split(/\s+/)) };
}
