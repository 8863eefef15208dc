import { coreosShape } from "../schema/coreos-shape.ts";
import { printYaml } from "../../yaml/print-yaml.ts";

/** The text of a config that has been validated. */
export function printCoreosCloudConfig(config: object): string {
  return Object.values(config).every((value) => value === undefined)
    ? "#cloud-config\n{}\n"
    : `#cloud-config\n${printYaml(config, coreosShape)}`;
}
