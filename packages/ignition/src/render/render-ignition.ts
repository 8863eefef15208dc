import type { Config } from "../spec/ignition-config.ts";
import { findTarget, type Target, type TargetName } from "../target/targets.ts";
import { configForTarget, type RenderLints } from "./config-for-target.ts";
import { printJson } from "./print-json.ts";

/** Who reads the config, and how it is checked before. */
export interface RenderOptions {
  /** The release that will read the config. */
  readonly target: TargetName | Target;
  /** The checks beyond Ignition's own, those of the release included; all when absent. */
  readonly lints?: RenderLints;
}

/**
 * The config as the shortest JSON text, the same for equal configs: no blanks, no empty objects, keys in order, and the oldest spec that can express
 * it. Throws a `RenderError` with every diagnostic when Ignition would refuse the config, or when it needs a newer spec than the target reads.
 */
export function renderIgnition(config: Config, { target, lints }: RenderOptions): string {
  return printJson(configForTarget(config, { target: findTarget(target), lints }));
}
