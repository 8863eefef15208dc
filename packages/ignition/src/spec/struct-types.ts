import type { Disk, Filesystem, Partition, Raid } from "./disk.ts";
import type { KernelArguments, IgnitionConfig } from "./ignition-config.ts";
import type { ConfigReferences, IgnitionSection, Proxy, Security, Timeouts, Tls } from "./ignition-section.ts";
import type { Cex, Clevis, ClevisCustom, Luks, Tang } from "./luks.ts";
import type { Directory, File, Link, Owner } from "./node.ts";
import type { Passwd, PasswdGroup, PasswdUser } from "./passwd.ts";
import type { HttpHeader, Resource, Verification } from "./resource.ts";
import type { Storage } from "./storage.ts";
import type { Dropin, SystemdSection, Unit } from "./systemd-section.ts";

/** What each kind of object in the specs is in the model. */
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
  /** Of spec 3.0, where a reference to a config had fewer fields. */
  ConfigReference: Pick<Resource, "source" | "verification">;
  /** Of spec 3.0, where a reference to authorities had fewer fields. */
  AuthorityReference: Pick<Resource, "source" | "verification">;
  HttpHeader: HttpHeader;
  Verification: Verification;
}

/** The name of a kind of object in the specs. */
export type StructName = keyof StructTypes;
