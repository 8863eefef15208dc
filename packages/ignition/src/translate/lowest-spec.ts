import { configOfValue } from "../decode/config-of-value.ts";
import type { IgnitionConfig } from "../spec/ignition-config.ts";
import { type SpecVersion, specVersions } from "../spec/spec-version.ts";
import { findLosses } from "./find-losses.ts";

/**
 * The oldest spec that can express the config.
 *
 * @throws {IgnitionConfigError} `no-ignition-config`, when the value is no config.
 *
 * @example
 * ```ts
 * import { lowestSpec } from "@drydock/ignition";
 *
 * lowestSpec({ ignition: { version: "3.6.0" }, kernelArguments: { shouldExist: ["quiet"] } }); // "3.3.0"
 * ```
 */
export function lowestSpec(config: IgnitionConfig): SpecVersion {
  const source = configOfValue(config, "the value");
  const { version } = source.ignition;
  return (
    specVersions.find((candidate) => candidate === version || findLosses(source, candidate).length === 0) ?? version
  );
}
