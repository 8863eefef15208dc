import type { CloudConfig } from "../schema/cloud-config.ts";
import { type CloudInitTarget, cloudInitVersion, targetOption } from "../target/target.ts";
import { checkOptions, type Diagnostic, flag, hasErrors, list, object, text } from "@drydock/systemd/ground";
import { allLints } from "./lints/all-lints.ts";
import { checkShape } from "./check-shape.ts";
import { cloudConfigShape } from "../schema/cloud-config-shape.ts";
import { misplacedKeys } from "./misplaced-keys.ts";

/** What to judge a config by. */
export interface ValidateOptions {
  /** Who will read the config; decides which fields exist. Default `current`. */
  readonly target?: CloudInitTarget;
  /** Whether strings are jinja templates. Default false. */
  readonly jinja?: boolean;
  /** Rules to leave out, by name. */
  readonly without?: readonly string[];
}

const validateOptions = object<ValidateOptions>({ target: targetOption, jinja: flag, without: list(text) });

/**
 * Everything wrong with a config, all at once: unknown keys with the nearest name, wrong types, values out of
 * range, fields newer than the target, and what passes cloud-init's own schema and still fails at boot.
 * @throws {OptionError} `invalid-option`, for an unknown target, and for options that there are not.
 *
 * @example
 * ```ts
 * import { validateCloudConfig } from "@drydock/cloud-config";
 *
 * const [found] = validateCloudConfig({ hostnam: "web-1" });
 * console.log(found?.path, found?.remedy); // $.hostnam Did you mean hostname?
 * ```
 */
export function validateCloudConfig(config: unknown, options: ValidateOptions = {}): Diagnostic[] {
  checkOptions("validateCloudConfig", validateOptions, options);
  return findProblems(config, options);
}

/** The same, of options that are known to be good. */
export function findProblems(config: unknown, options: ValidateOptions): Diagnostic[] {
  const { target = "current", jinja = false, without = [] } = options;
  const version = cloudInitVersion(target);
  const diagnostics = checkShape(cloudConfigShape, config, "$", { version, jinja, hints: misplacedKeys });
  if (!hasErrors(diagnostics)) {
    const checked = config as CloudConfig;
    for (const lint of allLints) diagnostics.push(...lint(checked, version));
  }
  return diagnostics.filter(({ rule }) => rule === undefined || !without.includes(rule));
}
