import type { CloudConfig } from "./cloud-config.ts";
import { hasErrors, type Problem } from "./problem.ts";
import { validateCloudConfig, type ValidateOptions } from "./validate-cloud-config.ts";
import type { YamlSource } from "./yaml/yaml-source.ts";
import { readHeader } from "./read-header.ts";
import { readYaml } from "./yaml/read-yaml.ts";

export interface ParsedCloudConfig {
  /** Absent where there is an error. */
  readonly config?: CloudConfig;
  /** Whether the text begins with `## template: jinja`. */
  readonly jinja: boolean;
  readonly problems: readonly Problem[];
}

/**
 * Reads a `#cloud-config` text and validates it; each problem has a line and a column. Throws nothing for bad text.
 * @throws {RangeError} for an unknown target.
 */
export function parseCloudConfig(text: string, options: Omit<ValidateOptions, "jinja"> = {}): ParsedCloudConfig {
  const header = readHeader(text);
  if (hasErrors(header.problems)) return { jinja: header.jinja, problems: header.problems };
  const reading = readYaml(text);
  if (hasErrors(reading.problems)) return { jinja: header.jinja, problems: [...header.problems, ...reading.problems] };
  const value = reading.value ?? {};
  const found = validateCloudConfig(value, { ...options, jinja: header.jinja }).map((problem) =>
    place(problem, reading.source),
  );
  const problems = [...header.problems, ...reading.problems, ...found];
  return hasErrors(problems)
    ? { jinja: header.jinja, problems }
    : { config: value as CloudConfig, jinja: header.jinja, problems };
}

const aboutAValue: ReadonlySet<string> = new Set(["wrong-type", "bad-value", "newer-than-target"]);

function place(problem: Problem, source: YamlSource): Problem {
  const unquoted = aboutAValue.has(problem.rule) ? source.unquoted(problem.path) : undefined;
  const placed = { ...problem, ...source.placeOf(problem.path, problem.rule === "unknown-key" ? "key" : "value") };
  if (unquoted === undefined || /^(true|false|\d{1,2})$/.test(unquoted)) return placed;
  return {
    ...placed,
    message: `${problem.message} (written ${unquoted})`,
    remedy: `where a string is meant, put it in quotes: "${unquoted}"`,
  };
}
