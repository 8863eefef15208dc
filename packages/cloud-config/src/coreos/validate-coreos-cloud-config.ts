import type { CoreosCloudConfig } from "./coreos-cloud-config.ts";
import { hasErrors, type Problem } from "../problem.ts";
import { checkShape } from "../shape/check-shape.ts";
import { coreosHints } from "./coreos-hints.ts";
import { coreosLints } from "./coreos-lints.ts";
import { coreosShape } from "./coreos-shape.ts";

export interface ValidateCoreosOptions {
  /**
   * Who applies the config: `flatcar` (the default, as it is now) or `container-linux`, its ancestor, for documents from before 2020:
   * there etcd2 and fleet exist.
   */
  readonly system?: "flatcar" | "container-linux";
  /** Rules to leave out, by name. */
  readonly without?: readonly string[];
}

/** Everything wrong with a coreos-cloudinit config, all at once; dashed keys and sections that Flatcar no longer ships are errors. */
export function validateCoreosCloudConfig(config: unknown, options: ValidateCoreosOptions = {}): Problem[] {
  const { system = "flatcar", without = [] } = options;
  const problems = checkShape(coreosShape, config, "$", { hints: coreosHints });
  if (!hasErrors(problems)) {
    const checked = config as CoreosCloudConfig;
    for (const lint of coreosLints) problems.push(...lint(checked, system));
  }
  return problems.filter((problem) => !without.includes(problem.rule));
}
