import { renderJson } from "./render-json.ts";
import { RenderError } from "./render-error.ts";
import type { ReportEntry } from "./report.ts";
import type { Config } from "./spec/ignition-config.ts";
import { compareSpecs, type SpecVersion } from "./spec/spec-version.ts";
import { findTarget, type Target, type TargetName } from "./targets.ts";
import { lowestSpec, translateIgnition } from "./translate-ignition.ts";
import type { ValidateOptions } from "./validate-document.ts";
import { validateIgnition } from "./validate-ignition.ts";

export interface RenderOptions {
  /** The release that will read the config. */
  readonly target: TargetName | Target;
  /** The checks beyond Ignition's own; all when absent. */
  readonly lints?: ValidateOptions["lints"];
}

/**
 * The config as the shortest JSON text, the same for equal configs: no blanks, no empty objects, keys in order, and the oldest spec that can express
 * it. Throws a `RenderError` with the whole report when Ignition would refuse the config, or when it needs a newer spec than the target reads.
 */
export function renderIgnition(config: Config, { target, lints }: RenderOptions): string {
  return renderJson(configForTarget(config, { target: findTarget(target), lints }));
}

/** The config checked, and at the oldest spec that can express it; without a target any spec is fine. */
export function configForTarget(config: Config, { target, lints }: { readonly target: Target | undefined; readonly lints: ValidateOptions["lints"] }): Config {
  const where = target?.name ?? "any target";
  refuseErrors(where, config, "2.27.0", lints);
  const spec = specFor(config, target);
  const { config: translated, report } = translateIgnition(config, spec);
  if (!translated) throw new RenderError(where, tooNew(report.entries, target));
  if (target && isOldEngine(target)) refuseErrors(where, translated, "2.14.0", lints);
  return translated;
}

function specFor(config: Config, target: Target | undefined): SpecVersion {
  const lowest = lowestSpec(config);
  if (!target) return preferred(config, lowest);
  const spec = preferred(config, lowest);
  return compareSpecs(spec, target.highestSpec) > 0 ? target.highestSpec : spec;
}

// Engines from 2.20 on lose the advertisement when they translate 3.4 up, and then need the Tang server at boot.
function preferred({ storage }: Config, lowest: SpecVersion): SpecVersion {
  const advertises = storage?.luks?.some(({ clevis }) => clevis?.tang?.some(({ advertisement }) => advertisement !== undefined && advertisement !== ""));
  return advertises === true && lowest === "3.4.0" ? "3.5.0" : lowest;
}

// A key that the declared spec does not know would be dropped in silence at boot.
function refuseErrors(where: string, config: Config, engine: "2.14.0" | "2.27.0", lints: ValidateOptions["lints"]): void {
  const { entries } = validateIgnition(config, { engine, ...(lints === undefined ? {} : { lints }) });
  const fatal = entries.filter(({ severity, message }) => severity === "error" || /^unused key /iu.test(message));
  if (fatal.length > 0) throw new RenderError(where, fatal);
}

function tooNew(entries: readonly ReportEntry[], target: Target | undefined): readonly ReportEntry[] {
  if (!target) return entries;
  return entries.map((entry) => ({ ...entry, message: `${entry.message} (${target.name} has Ignition ${target.ignition}, which reads up to ${target.highestSpec})` }));
}

function isOldEngine({ ignition }: Target): boolean {
  return Number(ignition.split(".")[1]) < 15;
}
