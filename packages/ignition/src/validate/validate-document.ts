import { oneOf } from "@drydock/systemd/ground";
import { decodeConfig } from "../decode/decode-config.ts";
import type { JsonNode } from "../json/json-node.ts";
import { readVersion } from "../decode/read-version.ts";
import type { Finding } from "../decode/finding.ts";
import type { IgnitionConfig } from "../spec/ignition-config.ts";
import { findDuplicates } from "./find-duplicates.ts";
import type { Engine } from "../spec/engine.ts";
import { findLints, type LintChoice } from "./find-lints.ts";
import { findRuleViolations } from "./find-rule-violations.ts";
import { findUnusedKeys } from "./find-unused-keys.ts";
import { lintsOption } from "./lints-option.ts";

/** How strictly, and in whose words, a config is checked. */
export interface ValidateOptions {
  /** The Ignition release whose findings these are; the newest when absent. */
  readonly engine?: Engine;
  /** Checks beyond Ignition's own; all when absent. */
  readonly lints?: LintChoice;
}

/** What `validateIgnition` takes. */
export const validateOptions = { engine: oneOf("2.14.0", "2.27.0"), lints: lintsOption() };

/**
 * Everything that is wrong with a document, in Ignition's order, and the config that it holds if its types
 * are right.
 */
export function validateDocument(
  root: JsonNode,
  { engine = "2.27.0", lints }: ValidateOptions,
): { readonly findings: readonly Finding[]; readonly config?: IgnitionConfig } {
  const reading = readVersion(root, engine);
  if ("finding" in reading) return { findings: [reading.finding] };
  const { version } = reading;
  const decoded = decodeConfig(root, version);
  if (decoded.findings.length > 0) return { findings: decoded.findings };
  const { config } = decoded;
  config.ignition.version = version;
  const findings = [
    ...findRuleViolations(config, version, engine),
    ...findDuplicates(config, version),
    ...findUnusedKeys(root, config, version, engine),
    ...findLints(root, config, version, lints),
  ];
  return { findings, config };
}
