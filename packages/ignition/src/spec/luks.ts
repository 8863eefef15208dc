import type { Resource } from "./resource.ts";
import type { From, SpecVersion } from "./spec-version.ts";

/** A Tang server that can unlock the device. */
export interface Tang<V extends SpecVersion = SpecVersion> {
  url: string;
  /** Required. */
  thumbprint?: string;
  /** The server's advertisement as JSON, so that it need not be reachable at first boot. Since spec 3.4. */
  advertisement?: From<"3.4.0", V, string>;
}

/** What unlocks a volume at boot without a person: TPM, Tang servers, or a pin of its own. */
export interface ClevisCustom {
  /** tpm2, tang or sss; any name from spec 3.6. */
  pin?: string;
  config?: string;
  needsNetwork?: boolean;
}

export interface Clevis<V extends SpecVersion = SpecVersion> {
  tang?: readonly Tang<V>[];
  tpm2?: boolean;
  /** How many pins must agree; 1 when absent. */
  threshold?: number;
  custom?: ClevisCustom;
}

/** The IBM crypto express card of s390x. */
export interface Cex {
  enabled?: boolean;
}

/** An encrypted device, mapped as `/dev/mapper/<name>`. Since spec 3.2. */
export interface Luks<V extends SpecVersion = SpecVersion> {
  /** No slashes. */
  name: string;
  /** Absolute device path; required. */
  device?: string;
  keyFile?: Resource<V>;
  /** At most 47 bytes. */
  label?: string;
  uuid?: string;
  /** Passed to cryptsetup luksFormat. */
  options?: readonly string[];
  wipeVolume?: boolean;
  clevis?: Clevis<V>;
  /** Since spec 3.4. */
  discard?: From<"3.4.0", V, boolean>;
  /** Kept in the header for every opening. Since spec 3.4. */
  openOptions?: From<"3.4.0", V, readonly string[]>;
  /** Since spec 3.5. */
  cex?: From<"3.5.0", V, Cex>;
}
