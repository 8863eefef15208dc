import { configRule } from "./config.ts";
import { diskRule, partitionRule } from "./disk.ts";
import { filesystemRule } from "./filesystem.ts";
import { configReferencesRule, proxyRule, tlsRule } from "./ignition-section.ts";
import { clevisCustomRule, luksRule, tangRule } from "./luks.ts";
import { directoryRule, fileRule, linkRule, ownerRule } from "./node.ts";
import { raidRule } from "./raid.ts";
import {
  authorityReferenceRule,
  configReferenceRule,
  httpHeaderRule,
  resourceRule,
  verificationRule,
} from "./resource.ts";
import type { Rule } from "./rule.ts";
import type { StructTypes } from "../../spec/struct-types.ts";
import { storageRule } from "./storage.ts";
import { dropinRule, systemdRule, unitRule } from "./systemd.ts";

/** The rule of each kind of object that has one. */
export const rulesByStruct: { readonly [Name in keyof StructTypes]?: Rule<StructTypes[Name]> } = {
  Config: configRule,
  ConfigReferences: configReferencesRule,
  Tls: tlsRule,
  Proxy: proxyRule,
  Storage: storageRule,
  Disk: diskRule,
  Partition: partitionRule,
  Raid: raidRule,
  Filesystem: filesystemRule,
  Luks: luksRule,
  ClevisCustom: clevisCustomRule,
  Tang: tangRule,
  File: fileRule,
  Directory: directoryRule,
  Link: linkRule,
  Owner: ownerRule,
  Systemd: systemdRule,
  Unit: unitRule,
  Dropin: dropinRule,
  Resource: resourceRule,
  ConfigReference: configReferenceRule,
  AuthorityReference: authorityReferenceRule,
  HttpHeader: httpHeaderRule,
  Verification: verificationRule,
};
