import { checkOptions, object, whole } from "@drydock/systemd/ground";
import type { CloudConfig } from "../schema/cloud-config.ts";
import { type FittedUserData, fitUserData } from "./fit-user-data.ts";
import { renderCloudConfig, type RenderOptions, renderOptions } from "../render/render-cloud-config.ts";
import { printCloudConfig } from "../render/print-cloud-config.ts";
import { sectionsOf } from "./sections-of.ts";

const fitOptions = object<RenderOptions & { readonly limit?: number }>({ ...renderOptions, limit: whole({ min: 1 }) });

/**
 * A config as user data that fits, with its size explained by file and key.
 * @throws {CloudConfigError} when the config has an error, or is larger than `limit` (16,384) bytes even
 * packed.
 * @throws {OptionError} `invalid-option`, for options that there are not.
 *
 * @example
 * ```ts
 * import { fitCloudConfig } from "@drydock/cloud-config";
 *
 * const big = { write_files: [{ path: "/etc/app.conf", content: "same line\n".repeat(3000) }] };
 * const { tactic, breakdown } = fitCloudConfig(big, { target: "current" });
 * console.log(tactic, breakdown[0]?.name); // gzip write_files.0 /etc/app.conf
 * ```
 */
export function fitCloudConfig(
  config: CloudConfig,
  options: RenderOptions & { readonly limit?: number },
): FittedUserData {
  checkOptions("fitCloudConfig", fitOptions, options);
  const { limit, ...rest } = options;
  const text = renderCloudConfig(config, rest);
  return fitUserData(text, {
    ...(limit !== undefined && { limit }),
    sections: sectionsOf(config, (part) => printCloudConfig(part, rest.jinja ?? false)),
  });
}
