import type { CoreosCloudConfig } from "../schema/coreos-cloud-config.ts";
import {
  coreosOptions,
  validateCoreosCloudConfig,
  type ValidateCoreosOptions,
} from "../validate/validate-coreos-cloud-config.ts";
import { CloudConfigError } from "../../validate/cloud-config-error.ts";
import { checkOptions, hasErrors, object } from "@drydock/systemd/ground";
import { printCoreosCloudConfig } from "./print-coreos-cloud-config.ts";

const renderOptions = object<ValidateCoreosOptions>(coreosOptions);

/**
 * A coreos-cloudinit config as user data: the header as the very first line, underscores only, every string
 * quoted.
 * @throws {CloudConfigError} with every problem, when the config has an error.
 * @throws {OptionError} `invalid-option`, for options that there are not.
 *
 * @example
 * ```ts
 * import { renderCoreosCloudConfig } from "@drydock/cloud-config";
 *
 * const text = renderCoreosCloudConfig({ coreos: { update: { reboot_strategy: "off" } } });
 * console.log(text.split("\n")[3]); //     reboot_strategy: "off"
 * ```
 */
export function renderCoreosCloudConfig(config: CoreosCloudConfig, options: ValidateCoreosOptions = {}): string {
  checkOptions("renderCoreosCloudConfig", renderOptions, options);
  const diagnostics = validateCoreosCloudConfig(config, options);
  if (hasErrors(diagnostics)) throw new CloudConfigError(diagnostics);
  return printCoreosCloudConfig(config);
}
