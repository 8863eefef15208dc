import { hexDigest } from "@drydock/systemd/ground";
import type { Config } from "../spec/ignition-config.ts";
import { latestSpec } from "../spec/spec-version.ts";

/** A config that is kept outside user data; it has to be readable under `url` before the first node boots. */
export interface ExternalObject {
  /**
   * `<sha512 of the body>.ign`: a changed config is a new object, so nodes of the old template keep booting.
   */
  readonly key: string;
  /** Where nodes fetch it from. */
  readonly url: string;
  /** The bytes to store, as text; Ignition reads them as they are, so they must not be packed. */
  readonly body: string;
  /** `sha512-` and the hex digest of the body. */
  readonly hash: string;
}

/** Tells under which URL an object of that key and size will be readable; it stores nothing. */
export type StoreUrl = (object: { readonly key: string; readonly hash: string; readonly bytes: number }) => string;

/** The text of a config as an object to store. */
export function externalObject(body: string, storeUrl: StoreUrl): ExternalObject {
  const digest = hexDigest("sha512", body);
  const key = `${digest}.ign`;
  const hash = `sha512-${digest}`;
  return { key, url: storeUrl({ key, hash, bytes: Buffer.byteLength(body) }), body, hash };
}

/**
 * The config that fetches the object, checks its hash and puts it in its own place; of the newest spec, so
 * that any URL may stand in it. Proxy, authorities and timeouts of the inner config also serve the fetch.
 */
export function externalReference({ url, hash }: ExternalObject, inner: Config): Config {
  const { proxy, security, timeouts } = inner.ignition;
  return {
    ignition: {
      version: latestSpec,
      config: { replace: { source: url, verification: { hash } } },
      ...(proxy && { proxy }),
      ...(security && { security }),
      ...(timeouts && { timeouts }),
    },
  };
}
