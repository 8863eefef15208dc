import { configOfValue } from "./json/config-of-value.ts";
import { type Finding, reportEntries } from "./report-finding.ts";
import { IgnitionConfigError } from "./report-config-error.ts";
import type { Report } from "./report.ts";
import type { Config, IgnitionConfig } from "./spec/ignition-config.ts";
import { compareSpecs, type SpecVersion, specVersions } from "./spec/spec-version.ts";
import { translateFields } from "./translate-fields.ts";
import { findLosses } from "./translate-losses.ts";

/** A config in another spec; undefined where something would be lost. */
export interface TranslatedIgnition<V extends SpecVersion> {
  readonly config: Config<V> | undefined;
  readonly report: Report;
}

/**
 * The config in another spec. Up, it is what Ignition makes of it at boot, except that a Tang advertisement survives 3.4 to 3.5; a
 * warning tells of mode bits that are cleared. Down, each thing that the older spec cannot express is an error. The report is of
 * the translation only: whether the result is valid says {@link validateIgnition}.
 */
export function translateIgnition<const V extends SpecVersion>(
  config: IgnitionConfig,
  version: V,
): TranslatedIgnition<V> {
  let source: IgnitionConfig;
  try {
    source = configOfValue(config, "the value to translate");
  } catch (error) {
    if (error instanceof IgnitionConfigError) return { config: undefined, report: error.report };
    throw error;
  }
  if (!specVersions.includes(version)) {
    const message = `no spec ${String(version)}; known are ${specVersions.join(", ")}`;
    return { config: undefined, report: { entries: reportEntries([{ severity: "error", path: [], message }]) } };
  }
  const losses = findLosses(source, version);
  if (losses.length > 0) return { config: undefined, report: { entries: reportEntries(losses) } };
  const report = { entries: reportEntries(findClearedBits(source, version)) };
  // The fields are those of the schema of `version`.
  return { config: translateFields(source, version) as unknown as Config<V>, report };
}

/**
 * The oldest spec that can express the config.
 *
 * @throws {IgnitionConfigError} when the value is no config.
 */
export function lowestSpec(config: IgnitionConfig): SpecVersion {
  const source = configOfValue(config, "the value");
  const { version } = source.ignition;
  return (
    specVersions.find((candidate) => candidate === version || findLosses(source, candidate).length === 0) ?? version
  );
}

function findClearedBits({ ignition, storage }: IgnitionConfig, version: SpecVersion): Finding[] {
  if (version !== "3.6.0" || compareSpecs(ignition.version, "3.6.0") >= 0) return [];
  const message =
    "setuid, setgid and sticky bits are cleared: they had no effect before spec 3.6.0; set them again if they are meant";
  return (["directories", "files"] as const).flatMap((list) =>
    (storage?.[list] ?? []).flatMap(({ mode = 0 }, index): Finding[] =>
      ((mode >>> 0) & 0o7000) === 0 ? [] : [{ severity: "warning", path: ["storage", list, index, "mode"], message }],
    ),
  );
}
