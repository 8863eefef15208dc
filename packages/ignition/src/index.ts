export {
  compareSpecs,
  type From,
  isSpecVersion,
  latestSpec,
  type SpecVersion,
  specVersions,
} from "./spec/spec-version.ts";
export { type Config, defineConfig, type IgnitionConfig, type KernelArguments } from "./spec/ignition-config.ts";
export type {
  ConfigReferences,
  IgnitionSection,
  Proxy,
  Security,
  Timeouts,
  Tls,
} from "./spec/ignition-section.ts";
export type { Passwd, PasswdGroup, PasswdUser } from "./spec/passwd.ts";
export type { Storage } from "./spec/storage.ts";
export type { Directory, File, Link, Node, Owner } from "./spec/node.ts";
export type { Disk, Filesystem, Partition, Raid } from "./spec/disk.ts";
export type { Cex, Clevis, ClevisCustom, Luks, Tang } from "./spec/luks.ts";
export type { Dropin, SystemdSection, Unit } from "./spec/systemd-section.ts";
export type { HttpHeader, Resource, Verification } from "./spec/resource.ts";
export { formatReport, hasErrors, type Report, type ReportEntry, type Severity } from "./report.ts";
export { DataUrlError, decodeDataUrl, encodeDataUrl } from "./data-url.ts";
