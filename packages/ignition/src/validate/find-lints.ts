import type { JsonNode } from "../json/json-node.ts";
import type { Lint } from "./lints/lint.ts";
import { lintSubject } from "./lints/lint-subject.ts";
import { type LintName, lints } from "./lints/lints.ts";
import type { Finding } from "../decode/finding.ts";
import type { IgnitionConfig } from "../spec/ignition-config.ts";
import type { SpecVersion } from "../spec/spec-version.ts";

/** Which lints run: all when absent, none when false, otherwise all but the ones named false. */
export type LintChoice = false | { readonly [Name in LintName]?: boolean };

const named: readonly (readonly [string, Lint])[] = Object.entries(lints);

/** What Ignition would accept in silence, each finding with the name of its lint. */
export function findLints(
  root: JsonNode,
  config: IgnitionConfig,
  version: SpecVersion,
  choice: LintChoice = {},
): Finding[] {
  if (choice === false) return [];
  const off = new Set(Object.entries(choice).flatMap(([name, isOn]) => (isOn === false ? [name] : [])));
  const subject = lintSubject(root, config, version);
  const findings: Finding[] = [];
  for (const [name, lint] of named) {
    if (off.has(name)) continue;
    for (const finding of lint(subject)) {
      const rule = finding.rule ?? name;
      if (!off.has(rule)) findings.push({ ...finding, rule });
    }
  }
  return findings;
}
