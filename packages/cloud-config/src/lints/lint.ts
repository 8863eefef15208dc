import type { CloudConfig } from "../cloud-config.ts";
import type { Problem } from "../problem.ts";

/** A rule that cloud-init's own schema does not have. It sees only configs whose shape is right. */
export type Lint = (config: CloudConfig) => readonly Problem[];
