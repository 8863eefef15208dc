import { checkOptions, object, required } from "@drydock/systemd/ground";
import type { Config } from "../spec/ignition-config.ts";
import { findTarget, type Target, type TargetName } from "../target/targets.ts";
import { configForTarget, type RenderLints } from "./config-for-target.ts";
import { lintsOption } from "../validate/lints-option.ts";
import { printJson } from "./print-json.ts";
import { targetLints } from "./target-lints.ts";
import { targetOption } from "../target/target-option.ts";

/** Who reads the config, and how it is checked before. */
export interface RenderOptions {
  /** The release that will read the config. */
  readonly target: TargetName | Target;
  /** The checks beyond Ignition's own, those of the release included; all when absent. */
  readonly lints?: RenderLints;
}

const renderOptions = object<RenderOptions>({ target: required(targetOption), lints: lintsOption(targetLints) });

/**
 * The config as the shortest JSON text, the same for equal configs: no blanks, no empty objects, keys in
 * order, and the oldest spec that can express it.
 *
 * @throws {RenderError} `unfit-for-target`, with every diagnostic, when Ignition would refuse the config or
 * pass over a key of it, when it needs a newer spec than the target reads, or when the release cannot hold
 * what it writes.
 * @throws {OptionError} `invalid-option`, for options that there are not.
 * @throws {IgnitionOptionError} `unknown-target`, when there is no release of that name.
 *
 * @example
 * ```ts
 * import { file, renderIgnition } from "@drydock/ignition";
 *
 * const files = [file("/etc/motd", { contents: "ahoy", mode: 0o644 })];
 * const config = { ignition: { version: "3.6.0" }, storage: { files }, passwd: {} } as const;
 * renderIgnition(config, { target: "flatcar-4593" }).slice(0, 44); // '{"ignition":{"version":"3.0.0"},"storage":{"'
 * ```
 */
export function renderIgnition(config: Config, options: RenderOptions): string {
  checkOptions("renderIgnition", renderOptions, options);
  const { target, lints } = options;
  return printJson(configForTarget(config, { target: findTarget(target), lints }));
}
