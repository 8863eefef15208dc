/** The words that a setting chooses from, by value kind. Source: the man pages of systemd 255, and NEWS for what came later. */
export const choices = {
  bindIPv6Only: ["default", "both", "ipv6-only"],
  collectMode: ["inactive", "inactive-or-failed"],
  cpuSchedulingPolicy: ["other", "batch", "idle", "fifo", "rr"],
  devicePolicy: ["auto", "closed", "strict"],
  emergencyAction: [
    "none", "reboot", "reboot-force", "reboot-immediate", "poweroff", "poweroff-force", "poweroff-immediate", "exit", "exit-force",
    "soft-reboot", "soft-reboot-force", "kexec", "kexec-force", "halt", "halt-force", "halt-immediate",
  ],
  exitType: ["main", "cgroup"],
  ioSchedulingClass: ["none", "realtime", "best-effort", "idle"],
  ipTypeOfService: ["low-delay", "throughput", "reliability", "low-cost"],
  jobMode: ["fail", "replace", "replace-irreversibly", "isolate", "flush", "ignore-dependencies", "ignore-requirements"],
  keyringMode: ["inherit", "private", "shared"],
  killMode: ["control-group", "process", "mixed", "none"],
  logLevel: ["emerg", "alert", "crit", "err", "warning", "notice", "info", "debug"],
  managedOom: ["auto", "kill"],
  managedOomPreference: ["none", "avoid", "omit"],
  memoryPressureWatch: ["auto", "on", "off", "skip"],
  notifyAccess: ["none", "main", "exec", "all"],
  numaPolicy: ["default", "preferred", "bind", "interleave", "local"],
  oomPolicy: ["continue", "stop", "kill"],
  procSubset: ["all", "pid"],
  protectProc: ["default", "noaccess", "invisible", "ptraceable"],
  restart: ["no", "on-success", "on-failure", "on-abnormal", "on-watchdog", "on-abort", "always"],
  restartMode: ["normal", "direct", "debug"],
  serviceType: ["simple", "exec", "forking", "oneshot", "dbus", "notify", "notify-reload", "idle"],
  syslogFacility: [
    "kern", "user", "mail", "daemon", "auth", "syslog", "lpr", "news", "uucp", "cron", "authpriv", "ftp",
    "local0", "local1", "local2", "local3", "local4", "local5", "local6", "local7",
  ],
  timeoutFailureMode: ["terminate", "abort", "kill"],
  timestamping: ["off", "us", "usec", "µs", "ns", "nsec"],
  utmpMode: ["init", "login", "user"],
} as const;

/** Words beside a boolean: `ProtectSystem=full`. */
export const booleanOr = {
  deferTrigger: ["patient"],
  notify: ["healthy"],
  privateTmp: ["disconnected"],
  privateUsers: ["self", "identity", "full", "managed"],
  protectControlGroups: ["private", "strict"],
  protectHome: ["read-only", "tmpfs"],
  protectHostname: ["private"],
  protectSystem: ["full", "strict"],
  runtimeDirectoryPreserve: ["restart"],
} as const;

/** Words that came with a later release than their setting: value kind, word, release. */
const wordsSince: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  emergencyAction: { "soft-reboot": 254, "soft-reboot-force": 254, halt: 255, "halt-force": 255, "halt-immediate": 255, kexec: 255, "kexec-force": 255 },
  privateTmp: { disconnected: 257 },
  privateUsers: { self: 257, identity: 257, full: 258, managed: 259 },
  protectControlGroups: { private: 257, strict: 257 },
  protectHostname: { private: 257 },
  restartMode: { debug: 257 },
  serviceType: { "notify-reload": 253 },
};

/** The systemd release that introduced a word of a setting; undefined when it is as old as the table of directives. */
export function wordSince(kind: string, word: string): number | undefined {
  const words = Object.hasOwn(wordsSince, kind) ? wordsSince[kind] : undefined;
  return words !== undefined && Object.hasOwn(words, word) ? words[word] : undefined;
}
