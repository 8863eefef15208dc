import { checkOptions, object, whole } from "@drydock/systemd/ground";
import type { CoreosCloudConfig } from "./schema/coreos-cloud-config.ts";
import { type FittedUserData, fitUserData } from "../fit/fit-user-data.ts";
import { coreosOptions, type ValidateCoreosOptions } from "./validate/validate-coreos-cloud-config.ts";
import { printCoreosCloudConfig } from "./render/print-coreos-cloud-config.ts";
import { renderCoreosCloudConfig } from "./render/render-coreos-cloud-config.ts";
import { sectionsOf } from "../fit/sections-of.ts";

const fitOptions = object<ValidateCoreosOptions & { readonly limit?: number }>({
  ...coreosOptions,
  limit: whole({ min: 1 }),
});

/**
 * A coreos-cloudinit config as user data that fits, with its size explained by file, unit and key.
 * @throws {CloudConfigError} when the config has an error, or is larger than `limit` (16,384) bytes even
 * packed.
 * @throws {OptionError} `invalid-option`, for options that there are not.
 *
 * @example
 * ```ts
 * import { fitCoreosCloudConfig } from "@drydock/cloud-config";
 *
 * console.log(fitCoreosCloudConfig({ hostname: "core-1" }).tactic); // plain
 * ```
 */
export function fitCoreosCloudConfig(
  config: CoreosCloudConfig,
  options: ValidateCoreosOptions & { readonly limit?: number } = {},
): FittedUserData {
  checkOptions("fitCoreosCloudConfig", fitOptions, options);
  const { limit, ...rest } = options;
  const text = renderCoreosCloudConfig(config, rest);
  return fitUserData(text, {
    ...(limit !== undefined && { limit }),
    sections: sectionsOf(config, printCoreosCloudConfig),
  });
}
