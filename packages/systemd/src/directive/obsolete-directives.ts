const unit: Readonly<Record<string, string>> = {
  BindTo: "use BindsTo=",
  IgnoreOnSnapshot: "remove it: snapshot units are gone since systemd 228",
  OnFailureIsolate: "use OnFailureJobMode=isolate",
  PropagateReloadFrom: "use ReloadPropagatedFrom=",
  PropagateReloadTo: "use PropagatesReloadTo=",
  RequiresOverridable: "use Requires=",
  RequisiteOverridable: "use Requisite=",
  StartLimitInterval: "use StartLimitIntervalSec=",
};

const service: Readonly<Record<string, string>> = {
  BusPolicy: "remove it: kdbus is gone",
  FailureAction: "move it to [Unit]",
  FsckPassNo: "remove it",
  PermissionsStartOnly: "put the prefix + before the commands that need full privileges",
  RebootArgument: "move it to [Unit]",
  StartLimitAction: "move it to [Unit]",
  StartLimitBurst: "move it to [Unit]",
  StartLimitInterval: "use StartLimitIntervalSec= in [Unit]",
  SysVStartPriority: "remove it",
};

const execution: Readonly<Record<string, string>> = {
  Capabilities: "use AmbientCapabilities= and CapabilityBoundingSet=",
  InaccessibleDirectories: "use InaccessiblePaths=",
  ReadOnlyDirectories: "use ReadOnlyPaths=",
  ReadWriteDirectories: "use ReadWritePaths=",
  TCPWrapName: "remove it: TCP wrappers are gone",
};

const resourceControl: Readonly<Record<string, string>> = {
  BlockIOAccounting: "use IOAccounting=",
  BlockIODeviceWeight: "use IODeviceWeight=",
  BlockIOReadBandwidth: "use IOReadBandwidthMax=",
  BlockIOWeight: "use IOWeight=",
  BlockIOWriteBandwidth: "use IOWriteBandwidthMax=",
  CPUShares: "use CPUWeight=",
  MemoryLimit: "use MemoryMax=",
  NetClass: "remove it",
  StartupBlockIOWeight: "use StartupIOWeight=",
  StartupCPUShares: "use StartupCPUWeight=",
};

const running = { ...execution, ...resourceControl };

const obsolete = new Map<string, ReadonlyMap<string, string>>([
  ["Unit", new Map(Object.entries(unit))],
  ["Service", new Map(Object.entries({ ...service, ...running }))],
  ["Socket", new Map(Object.entries(running))],
  ["Mount", new Map(Object.entries({ ...running, FsckPassNo: "remove it" }))],
  ["Swap", new Map(Object.entries(running))],
  ["Slice", new Map(Object.entries(resourceControl))],
  ["Scope", new Map(Object.entries(resourceControl))],
]);

/** What to do instead of an obsolete directive; undefined when it is not obsolete. Source: systemd's NEWS and its `config_parse_warn_compat` entries. */
export function insteadOf(section: string, key: string): string | undefined {
  return obsolete.get(section)?.get(key);
}
