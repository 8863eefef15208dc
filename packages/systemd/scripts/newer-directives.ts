/**
 * Directives that came after the dumped version: the sections that have them, the version that introduced
 * them, the value kind.
 */
export interface NewerDirective {
  readonly sections: readonly string[];
  readonly since: number;
  readonly kind: string;
}

const unit = ["Unit"];
const service = ["Service"];
const exec = ["Service", "Socket", "Mount", "Swap"];
const cgroup = [...exec, "Slice", "Scope"];

function added(
  since: number,
  sections: readonly string[],
  kinds: Readonly<Record<string, string>>,
): Readonly<Record<string, NewerDirective>> {
  return Object.fromEntries(Object.entries(kinds).map(([key, kind]) => [key, { sections, since, kind }]));
}

/**
 * Source: the "Added in version N" notes of systemd.unit(5), systemd.service(5), systemd.exec(5),
 * systemd.resource-control(5), systemd.socket(5), systemd.timer(5), and systemd's NEWS. The `StartupMemory…`
 * settings are absent from 252 and present in 254.
 */
export const newerDirectives: Readonly<Record<string, NewerDirective>> = {
  ...added(253, service, { OpenFile: "lines", ReloadSignal: "signal" }),
  ...added(253, exec, { LogFilterPatterns: "lines" }),
  ...added(253, cgroup, { MemoryZSwapMax: "size" }),
  ...added(254, service, {
    FileDescriptorStorePreserve: "runtimeDirectoryPreserve",
    RestartMaxDelaySec: "seconds",
    RestartMode: "restartMode",
    RestartSteps: "unsigned",
  }),
  ...added(254, exec, {
    ExtensionImagePolicy: "text",
    ImportCredential: "lines",
    MemoryKSM: "boolean",
    MountImagePolicy: "text",
    RootEphemeral: "boolean",
    RootImagePolicy: "text",
  }),
  ...added(254, cgroup, {
    DefaultStartupMemoryLow: "size",
    DelegateSubgroup: "text",
    MemoryPressureThresholdSec: "seconds",
    MemoryPressureWatch: "memoryPressureWatch",
    StartupMemoryHigh: "size",
    StartupMemoryLow: "size",
    StartupMemoryMax: "size",
    StartupMemorySwapMax: "size",
    StartupMemoryZSwapMax: "size",
  }),
  ...added(254, ["Install"], { UpheldBy: "units" }),
  ...added(255, unit, { SurviveFinalKillSignal: "boolean" }),
  ...added(255, exec, { SetLoginEnvironment: "boolean" }),
  ...added(255, cgroup, { CoredumpReceive: "boolean", NFTSet: "lines" }),
  ...added(255, ["Socket"], { PollLimitBurst: "unsigned", PollLimitIntervalSec: "seconds" }),
  ...added(256, unit, { WantsMountsFor: "paths" }),
  ...added(256, cgroup, { MemoryZSwapWriteback: "boolean" }),
  ...added(256, ["Socket"], { PassFileDescriptorsToExec: "boolean" }),
  ...added(257, exec, { BindLogSockets: "boolean", PrivatePIDs: "boolean" }),
  ...added(257, cgroup, { ManagedOOMMemoryPressureDurationSec: "seconds" }),
  ...added(257, ["Timer"], { DeferReactivation: "boolean" }),
  ...added(258, unit, {
    AssertKernelModuleLoaded: "condition",
    AssertVersion: "condition",
    ConditionKernelModuleLoaded: "condition",
    ConditionVersion: "condition",
  }),
  ...added(258, exec, {
    BPFDelegateAttachments: "text",
    BPFDelegateCommands: "text",
    BPFDelegateMaps: "text",
    BPFDelegatePrograms: "text",
    CacheDirectoryAccounting: "boolean",
    CacheDirectoryQuota: "text",
    DelegateNamespaces: "namespaces",
    LogsDirectoryAccounting: "boolean",
    LogsDirectoryQuota: "text",
    PrivateBPF: "boolean",
    StateDirectoryAccounting: "boolean",
    StateDirectoryQuota: "text",
  }),
  ...added(258, ["Slice"], { ConcurrencyHardMax: "count", ConcurrencySoftMax: "count" }),
  ...added(258, ["Socket"], {
    AcceptFileDescriptors: "boolean",
    DeferTrigger: "deferTrigger",
    DeferTriggerMaxSec: "seconds",
    PassPIDFD: "boolean",
  }),
  ...added(258, ["Timer"], { RandomizedOffsetSec: "seconds" }),
  ...added(259, service, { ExecReloadPost: "exec" }),
  ...added(259, exec, { UserNamespacePath: "path" }),
  ...added(260, unit, { AssertPathIsSocket: "condition", ConditionPathIsSocket: "condition" }),
  ...added(260, service, { RefreshOnReload: "words" }),
  ...added(260, exec, { MemoryTHP: "text", RootMStack: "path" }),
  ...added(260, cgroup, { BindNetworkInterface: "text" }),
};
