export type { CloudConfig } from "./schema/cloud-config.ts";
export { renderCloudConfig } from "./render/render-cloud-config.ts";
export type { RenderOptions } from "./render/render-cloud-config.ts";
export { validateCloudConfig } from "./validate/validate-cloud-config.ts";
export type { ValidateOptions } from "./validate/validate-cloud-config.ts";
export { parseCloudConfig } from "./parse/parse-cloud-config.ts";
export type { ParsedCloudConfig } from "./parse/parse-cloud-config.ts";

export { mergeCloudConfigs } from "./merge/merge-cloud-configs.ts";
export { defaultMergeHow, mergeAsCloudInit } from "./merge/merge-as-cloud-init.ts";
export { renderMultipart } from "./render/render-multipart.ts";
export type { UserDataPart } from "./render/render-multipart.ts";
export { fitCloudConfig } from "./fit/fit-cloud-config.ts";
export { fitUserData } from "./fit/fit-user-data.ts";
export type { FitOptions, FittedUserData, UserDataSection, UserDataShare } from "./fit/fit-user-data.ts";
export { systemdUnits } from "./units/systemd-units.ts";
export type { SystemdUnit } from "./units/systemd-units.ts";
export { jinjaLiteral } from "./render/jinja.ts";

export type { CoreosCloudConfig } from "./coreos/schema/coreos-cloud-config.ts";
export { renderCoreosCloudConfig } from "./coreos/render/render-coreos-cloud-config.ts";
export { validateCoreosCloudConfig } from "./coreos/validate/validate-coreos-cloud-config.ts";
export type { ValidateCoreosOptions } from "./coreos/validate/validate-coreos-cloud-config.ts";
export { parseCoreosCloudConfig } from "./coreos/parse/parse-coreos-cloud-config.ts";
export type { ParsedCoreosCloudConfig } from "./coreos/parse/parse-coreos-cloud-config.ts";
export { fitCoreosCloudConfig } from "./coreos/fit-coreos-cloud-config.ts";
export { translateCoreosCloudConfig } from "./coreos/translate/translate-coreos-cloud-config.ts";
export type { TranslatedCoreosCloudConfig } from "./coreos/translate/translate-coreos-cloud-config.ts";
export { escapeSubstitutions } from "./coreos/parse/substitutions.ts";

export { cloudInitVersion, cloudInitVersions } from "./target/target.ts";
export type { CloudInitTarget } from "./target/target.ts";

export {
  DrydockError,
  hasErrors,
  OptionError,
  printDiagnostic,
  printDiagnostics,
  userDataLimit,
} from "@drydock/systemd/ground";
export type { Diagnostic } from "@drydock/systemd/ground";
export { CloudConfigError } from "./validate/cloud-config-error.ts";

export type { Command } from "./schema/modules/command.ts";
export type { DiskPartition, DiskSetup, FilesystemSetup, Growpart, Mount, Swap } from "./schema/modules/disk.ts";
export type { Group } from "./schema/modules/group.ts";
export type {
  CaCerts,
  Ntp,
  NtpConfig,
  PhoneHome,
  PhoneHomeFact,
  PowerState,
  ResolvConf,
  YumRepository,
} from "./schema/modules/host.ts";
export type { Apt, AptMirror, AptSource, Package, PackagesBySystem } from "./schema/modules/package.ts";
export type { Chpasswd, HostKeyType, PasswordOf, PublishHostKeys } from "./schema/modules/ssh.ts";
export type { UncheckedModules } from "./schema/modules/unchecked-module.ts";
export type { User } from "./schema/modules/user.ts";
export type { FileEncoding, WriteFile, WriteFileSource } from "./schema/modules/write-file.ts";
export type { RandomSeed } from "./schema/cloud-config.ts";
export type { JsonValue } from "./schema/json-value.ts";
export type {
  CoreosDropin,
  CoreosFile,
  CoreosOem,
  CoreosSections,
  CoreosUnit,
  CoreosUpdate,
  CoreosUser,
} from "./coreos/schema/coreos-cloud-config.ts";
export type {
  IgnitionConfig,
  IgnitionFile,
  IgnitionLink,
  IgnitionOwner,
  IgnitionResource,
  IgnitionUnit,
  IgnitionUser,
} from "./coreos/translate/ignition-config.ts";
