import type { CloudInitTarget } from "./target.ts";
import type { Problem } from "./problem.ts";
import { checkShape } from "./shape/check-shape.ts";
import { cloudConfigShape } from "./cloud-config-shape.ts";
import { cloudInitVersion } from "./target.ts";

export interface ValidateOptions {
  /** Who will read the config; decides which fields exist. Default `current`. */
  readonly target?: CloudInitTarget;
}

/**
 * Everything wrong with a config, all at once: unknown keys with the nearest name, wrong types, values out of range, fields newer than
 * the target, and what passes cloud-init's own schema and still fails at boot.
 * @throws {RangeError} for an unknown target.
 */
export function validateCloudConfig(config: unknown, options: ValidateOptions = {}): Problem[] {
  const version = cloudInitVersion(options.target ?? "current");
  return checkShape(cloudConfigShape, config, "$", { version });
}
