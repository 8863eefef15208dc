import type { KernelArguments, IgnitionConfig } from "../../spec/ignition-config.ts";
import type { ConfigReferences, IgnitionSection, Proxy, Security, Timeouts, Tls } from "../../spec/ignition-section.ts";
import type { Disk, Filesystem, Partition, Raid } from "../../spec/disk.ts";
import type { Cex, Clevis, ClevisCustom, Luks, Tang } from "../../spec/luks.ts";
import type { Directory, File, Link, Owner } from "../../spec/node.ts";
import type { Passwd, PasswdGroup, PasswdUser } from "../../spec/passwd.ts";
import type { HttpHeader, Resource, Verification } from "../../spec/resource.ts";
import type { Storage } from "../../spec/storage.ts";
import type { Dropin, SystemdSection, Unit } from "../../spec/systemd-section.ts";
import type { Path } from "../../spec/path.ts";
import type { Engine } from "../../spec/engine.ts";

/** What each kind of object in the schema is in the model. */
export interface StructTypes {
  Config: IgnitionConfig;
  Ignition: IgnitionSection;
  ConfigReferences: ConfigReferences;
  Proxy: Proxy;
  Security: Security;
  Tls: Tls;
  Timeouts: Timeouts;
  KernelArguments: KernelArguments;
  Passwd: Passwd;
  PasswdUser: PasswdUser;
  PasswdGroup: PasswdGroup;
  Storage: Storage;
  Disk: Disk;
  Partition: Partition;
  Raid: Raid;
  Luks: Luks;
  Clevis: Clevis;
  ClevisCustom: ClevisCustom;
  Tang: Tang;
  Cex: Cex;
  Filesystem: Filesystem;
  Directory: Directory;
  File: File;
  Link: Link;
  Owner: Owner;
  Systemd: SystemdSection;
  Unit: Unit;
  Dropin: Dropin;
  Resource: Resource;
  ConfigReference: Resource;
  AuthorityReference: Resource;
  HttpHeader: HttpHeader;
  Verification: Verification;
}

/** What a rule may ask and say. */
export interface RuleContext {
  /** Of the config's spec: 4 for 3.4.0. */
  readonly minor: number;
  readonly engine: Engine;
  /** Reports an error at `field`, steps below the object that is being checked. No message, no error. */
  error(message: string | undefined, ...field: Path): void;
  warn(message: string | undefined, ...field: Path): void;
}

/** Checks one object with all that is below it, but not the rules of what is below. */
export type Rule<T> = (value: T, context: RuleContext) => void;
