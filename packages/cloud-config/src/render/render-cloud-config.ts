import type { CloudConfig } from "../schema/cloud-config.ts";
import { type CloudInitTarget, targetOption } from "../target/target.ts";
import { CloudConfigError } from "../validate/cloud-config-error.ts";
import { checkOptions, flag, hasErrors, list, object, required, text } from "@drydock/systemd/ground";
import { printCloudConfig } from "./print-cloud-config.ts";
import { findProblems } from "../validate/validate-cloud-config.ts";

/** Who will read the config, and as what. */
export interface RenderOptions {
  /** Who will read the config. */
  readonly target: CloudInitTarget;
  /**
   * Makes the document a jinja template (`{{ v1.region }}`), rendered on the node; wrap literal braces with
   * `jinjaLiteral`. Default false.
   */
  readonly jinja?: boolean;
  /** Rules to leave out, by name. */
  readonly without?: readonly string[];
}

/** What `renderCloudConfig` takes. */
export const renderOptions = { target: required(targetOption), jinja: flag, without: list(text) };
const renderShape = object<RenderOptions>(renderOptions);

/**
 * A config as user data: the `#cloud-config` header and YAML that does not depend on the order in which the
 * config was put together.
 * @throws {CloudConfigError} with every problem, when the config has an error for this target.
 * @throws {OptionError} `invalid-option`, for options that there are not.
 *
 * @example
 * ```ts
 * import { renderCloudConfig } from "@drydock/cloud-config";
 *
 * const text = renderCloudConfig({ hostname: "web-1", packages: ["curl"] }, { target: "ubuntu-24.04" });
 * console.log(JSON.stringify(text)); // "#cloud-config\nhostname: \"web-1\"\npackages: [\"curl\"]\n"
 * ```
 */
export function renderCloudConfig(config: CloudConfig, options: RenderOptions): string {
  checkOptions("renderCloudConfig", renderShape, options);
  const diagnostics = findProblems(config, options);
  if (hasErrors(diagnostics)) throw new CloudConfigError(diagnostics);
  return printCloudConfig(config, options.jinja ?? false);
}
