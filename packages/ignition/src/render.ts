import type { Diagnostic } from "@drydock/systemd/ground";
import { renderJson } from "./render-json.ts";
import { RenderError } from "./render-error.ts";
import { IgnitionConfigError } from "./ignition-config-error.ts";
import type { Config } from "./spec/ignition-config.ts";
import { compareSpecs, type SpecVersion } from "./spec/spec-version.ts";
import { findTarget, type Target, type TargetName } from "./targets.ts";
import { findTargetProblems, type TargetLint } from "./target-lints.ts";
import { lowestSpec, translateIgnition } from "./translate-ignition.ts";
import type { LintName } from "./lints/lints.ts";
import { validateIgnition } from "./validate-ignition.ts";

export interface RenderOptions {
  /** The release that will read the config. */
  readonly target: TargetName | Target;
  /** The checks beyond Ignition's own, those of the release included; all when absent. */
  readonly lints?: RenderLints;
}

/** Which checks beyond Ignition's own run: none when false, else all but the ones named false. */
export type RenderLints = false | { readonly [Name in LintName | TargetLint]?: boolean };

/**
 * The config as the shortest JSON text, the same for equal configs: no blanks, no empty objects, keys in order, and the oldest spec that can express
 * it. Throws a `RenderError` with every diagnostic when Ignition would refuse the config, or when it needs a newer spec than the target reads.
 */
export function renderIgnition(config: Config, { target, lints }: RenderOptions): string {
  return renderJson(configForTarget(config, { target: findTarget(target), lints }));
}

/** The config checked, and at the oldest spec that can express it; without a target any spec is fine. */
export function configForTarget(
  config: Config,
  { target, lints }: { readonly target: Target | undefined; readonly lints: RenderLints | undefined },
): Config {
  const where = target?.name ?? "any target";
  refuseErrors(where, config, "2.27.0", lints, target);
  const spec = specFor(config, target);
  const { config: translated, diagnostics } = translateIgnition(config, spec);
  if (!translated) throw new RenderError(where, tooNew(diagnostics, target));
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
  const advertises = storage?.luks?.some(({ clevis }) =>
    clevis?.tang?.some(({ advertisement }) => advertisement !== undefined && advertisement !== ""),
  );
  return advertises === true && lowest === "3.4.0" ? "3.5.0" : lowest;
}

// A key that the declared spec does not know would be dropped in silence at boot.
function refuseErrors(
  where: string,
  config: Config,
  engine: "2.14.0" | "2.27.0",
  lints: RenderLints | undefined,
  target?: Target,
): void {
  const diagnostics = validateIgnition(config, { engine, ...(lints === undefined ? {} : { lints }) });
  const own = diagnostics.filter(({ severity, message }) => severity === "error" || /^unused key /iu.test(message));
  const readable = target !== undefined && lints !== false && (own.length === 0 || isConfig(config));
  const fatal = readable ? [...own, ...findTargetProblems(config, target, (lint) => lints?.[lint] !== false)] : own;
  if (fatal.length > 0) throw new RenderError(where, fatal);
}

// Whether every value has its type, so that it can be looked at although it has errors.
function isConfig(config: Config): boolean {
  try {
    return lowestSpec(config) !== undefined;
  } catch (error) {
    if (error instanceof IgnitionConfigError) return false;
    throw error;
  }
}

function tooNew(diagnostics: readonly Diagnostic[], target: Target | undefined): readonly Diagnostic[] {
  if (!target) return diagnostics;
  return diagnostics.map((diagnostic) => ({
    ...diagnostic,
    message: `${diagnostic.message} (${target.name} has Ignition ${target.ignition}, which reads up to ${target.highestSpec})`,
  }));
}

function isOldEngine({ ignition }: Target): boolean {
  return Number(ignition.split(".")[1]) < 15;
}
