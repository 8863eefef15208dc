import type { Diagnostic } from "@drydock/systemd/ground";
import { IgnitionConfigError } from "../decode/ignition-config-error.ts";
import type { Config } from "../spec/ignition-config.ts";
import { compareSpecs, type SpecVersion } from "../spec/spec-version.ts";
import type { Target } from "../target/targets.ts";
import { lowestSpec } from "../translate/lowest-spec.ts";
import { translateIgnition } from "../translate/translate-ignition.ts";
import type { LintName } from "../validate/lints/lints.ts";
import { findProblems } from "../validate/validate-ignition.ts";
import { RenderError } from "./render-error.ts";
import { findTargetProblems, type TargetLint } from "./target-lints.ts";

/** Which checks beyond Ignition's own run: none when false, else all but the ones named false. */
export type RenderLints = false | { readonly [Name in LintName | TargetLint]?: boolean };

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
  const spec = preferred(config, lowestSpec(config));
  return target !== undefined && compareSpecs(spec, target.highestSpec) > 0 ? target.highestSpec : spec;
}

/**
 * Engines from 2.20 on lose the advertisement when they translate 3.4 up, and then need the Tang server at
 * boot.
 */
function preferred({ storage }: Config, lowest: SpecVersion): SpecVersion {
  const advertises = storage?.luks?.some(({ clevis }) =>
    clevis?.tang?.some(({ advertisement }) => advertisement !== undefined && advertisement !== ""),
  );
  return advertises === true && lowest === "3.4.0" ? "3.5.0" : lowest;
}

/** A key that the declared spec does not know is refused too: it would be dropped in silence at boot. */
function refuseErrors(
  where: string,
  config: Config,
  engine: "2.14.0" | "2.27.0",
  lints: RenderLints | undefined,
  target?: Target,
): void {
  const diagnostics = findProblems(config, { engine, ...(lints === undefined ? {} : { lints }) });
  const own = diagnostics.filter(({ severity, message }) => severity === "error" || /^unused key /iu.test(message));
  const readable = target !== undefined && lints !== false && (own.length === 0 || isConfig(config));
  const fatal = readable ? [...own, ...findTargetProblems(config, target, (lint) => lints?.[lint] !== false)] : own;
  if (fatal.length > 0) throw new RenderError(where, fatal);
}

/** Whether every value has its type, so that it can be looked at although it has errors. */
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
