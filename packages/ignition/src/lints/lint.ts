import type { JsonNode } from "../json/json-node.ts";
import type { Finding } from "../report-finding.ts";
import type { IgnitionConfig } from "../spec/ignition-config.ts";
import type { SpecVersion } from "../spec/spec-version.ts";

/** What a lint looks at: the config, and the document that it was read from. */
export interface LintSubject {
  readonly root: JsonNode;
  readonly config: IgnitionConfig;
  readonly version: SpecVersion;
}

/** One check that goes further than Ignition's own. */
export type Lint = (subject: LintSubject) => Iterable<Finding>;
