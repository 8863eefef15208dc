import type { CloudConfig } from "../../schema/cloud-config.ts";
import type { Diagnostic } from "@drydock/systemd/ground";

/**
 * A rule that needs more than one place of the config, or more than its shape. It sees only configs whose
 * shape is right.
 */
export type Lint = (config: CloudConfig, version: string) => readonly Diagnostic[];
