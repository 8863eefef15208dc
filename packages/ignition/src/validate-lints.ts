import type { JsonNode } from "./json/json-node.ts";
import { lints, type LintName } from "./lints/lints.ts";
import type { Finding } from "./report-finding.ts";
import type { IgnitionConfig } from "./spec/ignition-config.ts";
import type { SpecVersion } from "./spec/spec-version.ts";

/** Which lints run: all when absent, none when false, all but the ones named false otherwise. */
export type LintChoice = false | { readonly [Name in LintName]?: boolean };

/** What Ignition would accept in silence, each finding with the name of its lint. */
export function findLints(root: JsonNode, config: IgnitionConfig, version: SpecVersion, choice: LintChoice = {}): Finding[] {
  if (choice === false) return [];
  const findings: Finding[] = [];
  for (const [rule, lint] of Object.entries(lints) as [LintName, (typeof lints)[LintName]][]) {
    if (choice[rule] === false) continue;
    for (const finding of lint({ root, config, version })) findings.push({ ...finding, rule });
  }
  return findings;
}
