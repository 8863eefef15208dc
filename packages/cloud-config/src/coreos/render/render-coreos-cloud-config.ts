import type { CoreosCloudConfig } from "../schema/coreos-cloud-config.ts";
import { validateCoreosCloudConfig, type ValidateCoreosOptions } from "../validate/validate-coreos-cloud-config.ts";
import { CloudConfigError } from "../../validate/cloud-config-error.ts";
import { hasErrors } from "@drydock/systemd/ground";
import { printCoreosCloudConfig } from "./print-coreos-cloud-config.ts";

/**
 * A coreos-cloudinit config as user data: the header as the very first line, underscores only, every string
 * quoted.
 * @throws {CloudConfigError} with every problem, when the config has an error.
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
  const diagnostics = validateCoreosCloudConfig(config, options);
  if (hasErrors(diagnostics)) throw new CloudConfigError(diagnostics);
  return printCoreosCloudConfig(config);
}
