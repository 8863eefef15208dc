import type { From, SpecVersion } from "./spec-version.ts";

/** The accounts of a node. Groups come before users. */
export interface PasswdUser<V extends SpecVersion = SpecVersion> {
  name: string;
  /** A crypt(3) hash; no password when absent. */
  passwordHash?: string;
  sshAuthorizedKeys?: readonly string[];
  uid?: number;
  gecos?: string;
  homeDir?: string;
  noCreateHome?: boolean;
  primaryGroup?: string;
  /** Supplementary groups. */
  groups?: readonly string[];
  noUserGroup?: boolean;
  noLogInit?: boolean;
  shell?: string;
  /** True when absent; false deletes. Since spec 3.2. */
  shouldExist?: From<"3.2.0", V, boolean>;
  system?: boolean;
}

/** A group; one that the OS ships stays as it is. */
export interface PasswdGroup<V extends SpecVersion = SpecVersion> {
  name: string;
  gid?: number;
  passwordHash?: string;
  /** True when absent; false deletes. Since spec 3.2. */
  shouldExist?: From<"3.2.0", V, boolean>;
  system?: boolean;
}

export interface Passwd<V extends SpecVersion = SpecVersion> {
  users?: readonly PasswdUser<V>[];
  groups?: readonly PasswdGroup<V>[];
}
