import type { CoreosCloudConfig } from "../schema/coreos-cloud-config.ts";
import { checkOptions, type Diagnostic, hasErrors, list, object, oneOf, text } from "@drydock/systemd/ground";
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

/** What each function of the dialect takes. */
export const coreosOptions = { system: oneOf("flatcar", "container-linux"), without: list(text) };
const validateOptions = object<ValidateCoreosOptions>(coreosOptions);

/**
 * Everything wrong with a coreos-cloudinit config, all at once; dashed keys and sections that Flatcar no
 * longer ships are errors.
 * @throws {OptionError} `invalid-option`, for options that there are not.
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
  checkOptions("validateCoreosCloudConfig", validateOptions, options);
  const { system = "flatcar", without = [] } = options;
  const diagnostics = checkShape(coreosShape, config, "$", { hints: coreosHints });
  if (!hasErrors(diagnostics)) {
    const checked = config as CoreosCloudConfig;
    for (const lint of coreosLints) diagnostics.push(...lint(checked, system));
  }
  return diagnostics.filter(({ rule }) => rule === undefined || !without.includes(rule));
}
