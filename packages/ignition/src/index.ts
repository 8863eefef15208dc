export {
  compareSpecs,
  type From,
  isSpecVersion,
  latestSpec,
  type SpecVersion,
  specVersions,
} from "./spec/spec-version.ts";
export { type Config, defineConfig, type IgnitionConfig, type KernelArguments } from "./spec/ignition-config.ts";
export type { ConfigReferences, IgnitionSection, Proxy, Security, Timeouts, Tls } from "./spec/ignition-section.ts";
export type { Passwd, PasswdGroup, PasswdUser } from "./spec/passwd.ts";
export type { Storage } from "./spec/storage.ts";
export type { Directory, File, Link, Node, Owner } from "./spec/node.ts";
export type { Disk, Filesystem, Partition, Raid } from "./spec/disk.ts";
export type { Cex, Clevis, ClevisCustom, Luks, Tang } from "./spec/luks.ts";
export type { Dropin, SystemdSection, Unit } from "./spec/systemd-section.ts";
export type { HttpHeader, Resource, Verification } from "./spec/resource.ts";
export { type ParsedIgnition, parseIgnition, type ParseOptions } from "./parse/parse-ignition.ts";
export { validateIgnition } from "./validate/validate-ignition.ts";
export type { ValidateOptions } from "./validate/validate-document.ts";
export type { Engine } from "./spec/engine.ts";
export type { LintChoice } from "./validate/find-lints.ts";
export type { LintName } from "./validate/lints/lints.ts";
export { mergeIgnition, type MergedIgnition } from "./merge/merge-ignition.ts";
export type { Origin } from "./merge/origin.ts";
export { lowestSpec } from "./translate/lowest-spec.ts";
export { type TranslatedIgnition, translateIgnition } from "./translate/translate-ignition.ts";
export { IgnitionConfigError } from "./decode/ignition-config-error.ts";
export {
  type Diagnostic,
  DrydockError,
  hasErrors,
  OptionError,
  printDiagnostic,
  printDiagnostics,
  type Severity,
} from "@drydock/systemd/ground";
export { type IgnitionOptionCode, IgnitionOptionError } from "./ignition-option-error.ts";
export { DataUrlError, decodeDataUrl, encodeDataUrl } from "./data-url/data-url.ts";

export type { RenderLints } from "./render/config-for-target.ts";
export { renderIgnition, type RenderOptions } from "./render/render-ignition.ts";
export { type TargetLint, targetLints } from "./render/target-lints.ts";
export { RenderError } from "./render/render-error.ts";
export { findTarget, type Target, type TargetName, type TargetOs, targets } from "./target/targets.ts";
export { type FitOptions, type FitTactic, fitUserData, type FittedUserData } from "./fit/fit-user-data.ts";
export { type Breakdown, type BreakdownPart, printBreakdown } from "./fit/breakdown.ts";
export type { ExternalObject, StoreUrl } from "./fit/external-object.ts";
export { UserDataTooLargeError } from "./fit/user-data-too-large-error.ts";
export { composeIgnition } from "./sugar/compose.ts";
export type { Fragment } from "./sugar/fragment.ts";
export { SugarError } from "./sugar/sugar-error.ts";
export {
  directory,
  type DirectoryOptions,
  file,
  type FileOptions,
  inline,
  link,
  type LinkOptions,
  type NodeOptions,
  type OwnerRef,
} from "./sugar/file.ts";
export { localFile, type LocalFileOptions, localTree, type LocalTreeOptions } from "./sugar/local-files.ts";
export { type LocalDisk, localDisk, type LocalEntry } from "./sugar/local-disk.ts";
export { group, user, type UserOptions } from "./sugar/user.ts";
export { dropinEntry, unitEntry, type UnitEntryOptions } from "./sugar/unit-entry.ts";
export { mountUnit, type MountOptions } from "./sugar/mount-unit.ts";
export { swapUnit, type SwapOptions } from "./sugar/swap-unit.ts";
export { type Quadlet, quadletKinds, type QuadletOptions, quadlets } from "./sugar/quadlet.ts";
export { type DataVolume, dataVolume } from "./sugar/data-volume.ts";
export { type BootDevice, bootDevice, type BootLuks } from "./sugar/boot-device.ts";
export { fedoraCoreosUpdates, type FedoraCoreosUpdates } from "./sugar/fedora-coreos-updates.ts";
export { type FlatcarUpdates, flatcarUpdates } from "./sugar/flatcar-updates.ts";
export type { RebootWindow, Weekday } from "./sugar/reboot-window.ts";
export { flatcarExtensions } from "./sugar/flatcar-extensions.ts";
export { type InstanceFact, metadataDropin, metadataVariable } from "./sugar/instance-metadata.ts";
export { type OsProfile, osProfile } from "./target/os-profile.ts";

export {
  simulateFiles,
  type SimulateOptions,
  type Simulation,
  type SimulationFailure,
} from "./simulate/simulate-files.ts";
export {
  makeTree,
  type Tree,
  type TreeDirectory,
  type TreeEntry,
  type TreeFile,
  type TreeLink,
  type TreeSource,
} from "./simulate/tree.ts";
export type { FetchUrl } from "./simulate/fetch-resource.ts";
export type { Preset } from "./simulate/presets.ts";
