export type { CloudConfig } from "./cloud-config.ts";
export { renderCloudConfig } from "./render-cloud-config.ts";
export type { RenderOptions } from "./render-cloud-config.ts";
export { validateCloudConfig } from "./validate-cloud-config.ts";
export type { ValidateOptions } from "./validate-cloud-config.ts";
export { parseCloudConfig } from "./parse-cloud-config.ts";
export type { ParsedCloudConfig } from "./parse-cloud-config.ts";

export { mergeCloudConfigs } from "./merge-cloud-configs.ts";
export { defaultMergeHow, mergeAsCloudInit } from "./merge-as-cloud-init.ts";
export { renderMultipart } from "./render-multipart.ts";
export type { UserDataPart } from "./render-multipart.ts";
export { fitCloudConfig } from "./fit-cloud-config.ts";
export { fitUserData } from "./fit-user-data.ts";
export type { FitOptions, FittedUserData, UserDataSection, UserDataShare } from "./fit-user-data.ts";
export { systemdUnits } from "./systemd-units.ts";
export type { SystemdUnit } from "./systemd-units.ts";
export { jinjaLiteral } from "./jinja.ts";

export type { CoreosCloudConfig } from "./coreos/coreos-cloud-config.ts";
export { renderCoreosCloudConfig } from "./coreos/render-coreos-cloud-config.ts";
export { validateCoreosCloudConfig } from "./coreos/validate-coreos-cloud-config.ts";
export type { ValidateCoreosOptions } from "./coreos/validate-coreos-cloud-config.ts";
export { parseCoreosCloudConfig } from "./coreos/parse-coreos-cloud-config.ts";
export type { ParsedCoreosCloudConfig } from "./coreos/parse-coreos-cloud-config.ts";
export { fitCoreosCloudConfig } from "./coreos/fit-coreos-cloud-config.ts";
export { translateCoreosCloudConfig } from "./coreos/translate-coreos-cloud-config.ts";
export type { TranslatedCoreosCloudConfig } from "./coreos/translate-coreos-cloud-config.ts";
export { escapeSubstitutions } from "./coreos/substitutions.ts";

export { cloudInitVersion, cloudInitVersions } from "./target.ts";
export type { CloudInitTarget } from "./target.ts";

export { DrydockError, hasErrors, printDiagnostic, printDiagnostics, userDataLimit } from "@drydock/systemd/ground";
export type { Diagnostic } from "@drydock/systemd/ground";
export { CloudConfigError } from "./cloud-config-error.ts";

export type { Command } from "./modules/command.ts";
export type { DiskPartition, DiskSetup, FilesystemSetup, Growpart, Mount, Swap } from "./modules/disk.ts";
export type { Group } from "./modules/group.ts";
export type {
  CaCerts,
  Ntp,
  NtpConfig,
  PhoneHome,
  PhoneHomeFact,
  PowerState,
  ResolvConf,
  YumRepository,
} from "./modules/host.ts";
export type { Apt, AptMirror, AptSource, Package, PackagesBySystem } from "./modules/package.ts";
export type { Chpasswd, HostKeyType, PasswordOf, PublishHostKeys } from "./modules/ssh.ts";
export type { UncheckedModules } from "./modules/unchecked-module.ts";
export type { User } from "./modules/user.ts";
export type { FileEncoding, WriteFile, WriteFileSource } from "./modules/write-file.ts";
export type { RandomSeed } from "./cloud-config.ts";
export type { JsonValue } from "./json-value.ts";
export type {
  CoreosDropin,
  CoreosFile,
  CoreosOem,
  CoreosSections,
  CoreosUnit,
  CoreosUpdate,
  CoreosUser,
} from "./coreos/coreos-cloud-config.ts";
export type {
  IgnitionConfig,
  IgnitionFile,
  IgnitionLink,
  IgnitionOwner,
  IgnitionResource,
  IgnitionUnit,
  IgnitionUser,
} from "./coreos/ignition-config.ts";
