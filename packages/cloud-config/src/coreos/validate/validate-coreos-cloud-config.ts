import type { CoreosCloudConfig } from "../schema/coreos-cloud-config.ts";
import { hasErrors, type Diagnostic } from "@drydock/systemd/ground";
import { checkShape } from "../../validate/check-shape.ts";
import { coreosHints } from "./coreos-hints.ts";
import { coreosLints } from "./coreos-lints.ts";
import { coreosShape } from "../schema/coreos-shape.ts";

/** What to judge a coreos-cloudinit config by. */
export interface ValidateCoreosOptions {
  /**
   * Who applies the config: `flatcar` (the default, as it is now) or `container-linux`, its ancestor, for
   * documents from before 2020: there etcd2 and fleet exist.
   */
  readonly system?: "flatcar" | "container-linux";
  /** Rules to leave out, by name. */
  readonly without?: readonly string[];
}

/**
 * Everything wrong with a coreos-cloudinit config, all at once; dashed keys and sections that Flatcar no
 * longer ships are errors.
 *
 * @example
 * ```ts
 * import { validateCoreosCloudConfig } from "@drydock/cloud-config";
 *
 * const [found] = validateCoreosCloudConfig({ coreos: { etcd2: { name: "a" } } });
 * console.log(found?.message); // Flatcar ships no etcd2
 * ```
 */
export function validateCoreosCloudConfig(config: unknown, options: ValidateCoreosOptions = {}): Diagnostic[] {
  const { system = "flatcar", without = [] } = options;
  const diagnostics = checkShape(coreosShape, config, "$", { hints: coreosHints });
  if (!hasErrors(diagnostics)) {
    const checked = config as CoreosCloudConfig;
    for (const lint of coreosLints) diagnostics.push(...lint(checked, system));
  }
  return diagnostics.filter(({ rule }) => rule === undefined || !without.includes(rule));
}
