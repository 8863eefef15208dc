import { renderJson } from "./render-json.ts";
import { findTarget, type Target, type TargetName } from "./targets.ts";
import type { Config } from "./spec/ignition-config.ts";
import { compareSpecs } from "./spec/spec-version.ts";

export interface RenderOptions {
  /** The release that will read the config. */
  readonly target: TargetName | Target;
}

/**
 * The config as the shortest JSON text, the same for equal configs: no blanks, no empty objects, keys in order.
 */
export function renderIgnition(config: Config, { target }: RenderOptions): string {
  return renderJson(atSpecOf(config, findTarget(target)));
}

/** The config at the spec that suits the target. */
export function atSpecOf(config: Config, target: Target | undefined): Config {
  const { version } = config.ignition;
  if (target && compareSpecs(version, target.highestSpec) > 0) throw new RangeError(`spec ${version} is newer than ${target.highestSpec}, the highest that ${target.name} reads`);
  return config;
}
