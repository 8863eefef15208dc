import type { CloudConfig } from "../schema/cloud-config.ts";
import { cloudConfigShape } from "../schema/cloud-config-shape.ts";
import { printYaml } from "../yaml/print-yaml.ts";

/** The text of a config that has been validated. */
export function printCloudConfig(config: CloudConfig, jinja: boolean): string {
  const header = jinja ? "## template: jinja\n#cloud-config\n" : "#cloud-config\n";
  return Object.values(config).every((value) => value === undefined)
    ? `${header}{}\n`
    : header + printYaml(config, cloudConfigShape);
}
