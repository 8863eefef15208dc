import type { CloudConfig } from "../schema/cloud-config.ts";
import type { CloudInitTarget } from "../target/target.ts";
import { CloudConfigError } from "../validate/cloud-config-error.ts";
import { hasErrors } from "@drydock/systemd/ground";
import { printCloudConfig } from "./print-cloud-config.ts";
import { validateCloudConfig } from "../validate/validate-cloud-config.ts";

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

/**
 * A config as user data: the `#cloud-config` header and YAML that does not depend on the order in which the
 * config was put together.
 * @throws {CloudConfigError} with every problem, when the config has an error for this target.
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
  const diagnostics = validateCloudConfig(config, options);
  if (hasErrors(diagnostics)) throw new CloudConfigError(diagnostics);
  return printCloudConfig(config, options.jinja ?? false);
}
