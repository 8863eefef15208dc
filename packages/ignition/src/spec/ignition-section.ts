import type { Resource } from "./resource.ts";
import type { From, SpecVersion } from "./spec-version.ts";

/** Other configs that take part: merged into this one, or put in its place. */
export interface ConfigReferences<V extends SpecVersion = SpecVersion> {
  /** Merged in order, each stronger than the one before; a source is required. */
  merge?: readonly Resource<V>[];
  /** Stands for the whole config: everything else in it is ignored. */
  replace?: Resource<V>;
}

/** The proxy for Ignition's own downloads. Since spec 3.1. */
export interface Proxy {
  httpProxy?: string;
  httpsProxy?: string;
  noProxy?: readonly string[];
}

/** Authorities that Ignition's own downloads trust; they are not installed on the machine. */
export interface Tls<V extends SpecVersion = SpecVersion> {
  /** PEM bundles; a source is required. */
  certificateAuthorities?: readonly Resource<V>[];
}

/** What Ignition trusts when it fetches. */
export interface Security<V extends SpecVersion = SpecVersion> {
  tls?: Tls<V>;
}

/** Limits for HTTP downloads, in seconds. */
export interface Timeouts {
  /** Seconds to wait for response headers; 10 when absent, 0 for ever. */
  httpResponseHeaders?: number;
  /** Seconds for the whole download; no limit when absent or 0. */
  httpTotal?: number;
}

/** The config about the config: its spec version and how resources are fetched. */
export interface IgnitionSection<V extends SpecVersion = SpecVersion> {
  version: V;
  config?: ConfigReferences<V>;
  proxy?: From<"3.1.0", V, Proxy>;
  security?: Security<V>;
  timeouts?: Timeouts;
}
