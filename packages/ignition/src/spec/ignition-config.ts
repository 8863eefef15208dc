import type { IgnitionSection } from "./ignition-section.ts";
import type { Passwd } from "./passwd.ts";
import type { From, SpecVersion } from "./spec-version.ts";
import type { Storage } from "./storage.ts";
import type { SystemdSection } from "./systemd-section.ts";

/** Arguments of the kernel's command line; one element may hold several. Since spec 3.3. */
export interface KernelArguments {
  shouldExist?: readonly string[];
  shouldNotExist?: readonly string[];
}

/**
 * An Ignition config of spec `V`: `Config<"3.3.0">` refuses, at compile time, each field that came later. The
 * default takes the fields of every spec; `validateIgnition` then reports the ones that are newer than
 * `ignition.version`.
 */
export interface Config<V extends SpecVersion = SpecVersion> {
  ignition: IgnitionSection<V>;
  kernelArguments?: From<"3.3.0", V, KernelArguments>;
  passwd?: Passwd<V>;
  storage?: Storage<V>;
  systemd?: SystemdSection;
}

/** An Ignition config of any stable spec from 3.0 to 3.6. */
export type IgnitionConfig = Config;

/**
 * The config itself, typed as one of its own spec: a field that is newer than `ignition.version` is a compile
 * error.
 *
 * @example
 * ```ts
 * import { defineConfig } from "@drydock/ignition";
 *
 * defineConfig({ ignition: { version: "3.2.0" }, passwd: { users: [{ name: "core" }] } }).ignition.version; // "3.2.0"
 * ```
 */
export function defineConfig<const V extends SpecVersion>(config: Config<V>): Config<V> {
  return config;
}
