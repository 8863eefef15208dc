import type { From, SpecVersion } from "./spec-version.ts";

/**
 * A request header that replaces Ignition's own of that name; in a merge, one without `value` removes the
 * parent's.
 */
export interface HttpHeader {
  name: string;
  value?: string;
}

/** What the fetched bytes must hash to, after decompression. */
export interface Verification {
  /** `sha512-` and 128 hex digits, or, from spec 3.1, `sha256-` and 64. */
  hash?: string;
}

/** Bytes by reference: a URL, how they are packed, and what they must hash to. */
export interface Resource<V extends SpecVersion = SpecVersion> {
  /** `data:`, `http:`, `https:`, `tftp:`, `s3:`; from spec 3.2 `gs:`, from 3.4 `arn:`. */
  source?: string;
  /** `gzip` or empty (the default). Not applied to `s3:` and `arn:` sources, which fail with it at boot. */
  compression?: string;
  /** Only for `http:` and `https:` sources. Since spec 3.1. */
  httpHeaders?: From<"3.1.0", V, readonly HttpHeader[]>;
  verification?: Verification;
}
