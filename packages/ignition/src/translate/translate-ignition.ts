import type { Diagnostic } from "@drydock/systemd/ground";
import { configOfValue } from "../decode/config-of-value.ts";
import { diagnosticsOf } from "../decode/finding.ts";
import { IgnitionConfigError } from "../decode/ignition-config-error.ts";
import type { Config, IgnitionConfig } from "../spec/ignition-config.ts";
import { type SpecVersion, specVersions } from "../spec/spec-version.ts";
import { translateFields } from "./translate-fields.ts";
import { findClearedBits } from "./find-cleared-bits.ts";
import { findLosses } from "./find-losses.ts";

/** A config in another spec; undefined where something would be lost. */
export interface TranslatedIgnition<V extends SpecVersion> {
  readonly config: Config<V> | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * The config in another spec. Up, it is what Ignition makes of it at boot, except that a Tang advertisement
 * survives 3.4 to 3.5; a warning tells of mode bits that are cleared. Down, each thing that the older spec
 * cannot express is an error, and there is no config. The diagnostics are of the translation only: whether
 * the result is valid says {@link validateIgnition}. It never throws.
 *
 * @example
 * ```ts
 * import { translateIgnition } from "@drydock/ignition";
 *
 * const quiet = { ignition: { version: "3.6.0" }, kernelArguments: { shouldExist: ["quiet"] } } as const;
 * translateIgnition(quiet, "3.3.0").config?.ignition.version; // "3.3.0"
 * translateIgnition(quiet, "3.2.0").diagnostics[0]?.message; // "field kernelArguments needs spec 3.3.0"
 * ```
 */
export function translateIgnition<const V extends SpecVersion>(
  config: IgnitionConfig,
  version: V,
): TranslatedIgnition<V> {
  let source: IgnitionConfig;
  try {
    source = configOfValue(config, "the value to translate");
  } catch (error) {
    if (error instanceof IgnitionConfigError) return { config: undefined, diagnostics: error.diagnostics };
    throw error;
  }
  if (!specVersions.includes(version)) {
    const message = `no spec ${String(version)}`;
    const remedy = `Known are ${specVersions.join(", ")}.`;
    return { config: undefined, diagnostics: diagnosticsOf([{ severity: "error", path: [], message, remedy }]) };
  }
  const losses = findLosses(source, version);
  if (losses.length > 0) return { config: undefined, diagnostics: diagnosticsOf(losses) };
  const diagnostics = diagnosticsOf(findClearedBits(source, version));
  // The fields are those of the schema of `version`.
  return { config: translateFields(source, version) as unknown as Config<V>, diagnostics };
}
