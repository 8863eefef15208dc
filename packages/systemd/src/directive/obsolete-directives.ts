const unit: Readonly<Record<string, string>> = {
  BindTo: "Use BindsTo=.",
  IgnoreOnSnapshot: "Remove it: snapshot units are gone since systemd 228.",
  OnFailureIsolate: "Use OnFailureJobMode=isolate.",
  PropagateReloadFrom: "Use ReloadPropagatedFrom=.",
  PropagateReloadTo: "Use PropagatesReloadTo=.",
  RequiresOverridable: "Use Requires=.",
  RequisiteOverridable: "Use Requisite=.",
  StartLimitInterval: "Use StartLimitIntervalSec=.",
};

const service: Readonly<Record<string, string>> = {
  BusPolicy: "Remove it: kdbus is gone.",
  FailureAction: "Move it to [Unit].",
  FsckPassNo: "Remove it.",
  PermissionsStartOnly: "Put the prefix + before the commands that need full privileges.",
  RebootArgument: "Move it to [Unit].",
  StartLimitAction: "Move it to [Unit].",
  StartLimitBurst: "Move it to [Unit].",
  StartLimitInterval: "Use StartLimitIntervalSec= in [Unit].",
  SysVStartPriority: "Remove it.",
};

const execution: Readonly<Record<string, string>> = {
  Capabilities: "Use AmbientCapabilities= and CapabilityBoundingSet=.",
  InaccessibleDirectories: "Use InaccessiblePaths=.",
  ReadOnlyDirectories: "Use ReadOnlyPaths=.",
  ReadWriteDirectories: "Use ReadWritePaths=.",
  TCPWrapName: "Remove it: TCP wrappers are gone.",
};

const resourceControl: Readonly<Record<string, string>> = {
  BlockIOAccounting: "Use IOAccounting=.",
  BlockIODeviceWeight: "Use IODeviceWeight=.",
  BlockIOReadBandwidth: "Use IOReadBandwidthMax=.",
  BlockIOWeight: "Use IOWeight=.",
  BlockIOWriteBandwidth: "Use IOWriteBandwidthMax=.",
  CPUShares: "Use CPUWeight=.",
  MemoryLimit: "Use MemoryMax=.",
  NetClass: "Remove it.",
  StartupBlockIOWeight: "Use StartupIOWeight=.",
  StartupCPUShares: "Use StartupCPUWeight=.",
};

const running = { ...execution, ...resourceControl };

const obsolete = new Map<string, ReadonlyMap<string, string>>([
  ["Unit", new Map(Object.entries(unit))],
  ["Service", new Map(Object.entries({ ...service, ...running }))],
  ["Socket", new Map(Object.entries(running))],
  ["Mount", new Map(Object.entries({ ...running, FsckPassNo: "Remove it." }))],
  ["Swap", new Map(Object.entries(running))],
  ["Slice", new Map(Object.entries(resourceControl))],
  ["Scope", new Map(Object.entries(resourceControl))],
]);

/**
 * What to do instead of an obsolete directive; undefined when it is not obsolete. Source: systemd's NEWS and
 * its `config_parse_warn_compat` entries.
 */
export function insteadOf(section: string, key: string): string | undefined {
  return obsolete.get(section)?.get(key);
}
