import type { CloudConfig } from "../schema/cloud-config.ts";
import { checkOptions, type Diagnostic, hasErrors, list, object, text as textShape } from "@drydock/systemd/ground";
import { targetOption } from "../target/target.ts";
import { findProblems, type ValidateOptions } from "../validate/validate-cloud-config.ts";
import type { YamlSource } from "../yaml/yaml-source.ts";
import { readHeader } from "./read-header.ts";
import { readYaml } from "../yaml/read-yaml.ts";

/** What a text holds, and what is wrong with it. */
export interface ParsedCloudConfig {
  /** Absent where there is an error. */
  readonly config?: CloudConfig;
  /** Whether the text begins with `## template: jinja`. */
  readonly jinja: boolean;
  readonly diagnostics: readonly Diagnostic[];
}

const parseOptions = object<Omit<ValidateOptions, "jinja">>({ target: targetOption, without: list(textShape) });

/**
 * Reads a `#cloud-config` text and validates it; each problem has a line and a column. Throws nothing for bad
 * text.
 * @throws {OptionError} `invalid-option`, for an unknown target, and for options that there are not.
 *
 * @example
 * ```ts
 * import { parseCloudConfig } from "@drydock/cloud-config";
 *
 * const { config, diagnostics } = parseCloudConfig("#cloud-config\npackages: [1.10]\n");
 * console.log(config, diagnostics[0]?.line); // undefined 2
 * console.log(diagnostics[0]?.remedy); // Where a string is meant, put it in quotes: "1.10".
 * ```
 */
export function parseCloudConfig(text: string, options: Omit<ValidateOptions, "jinja"> = {}): ParsedCloudConfig {
  checkOptions("parseCloudConfig", parseOptions, options);
  checkOptions("parseCloudConfig", textShape, text);
  const header = readHeader(text);
  if (hasErrors(header.diagnostics)) return { jinja: header.jinja, diagnostics: header.diagnostics };
  const reading = readYaml(text);
  if (hasErrors(reading.diagnostics))
    return { jinja: header.jinja, diagnostics: [...header.diagnostics, ...reading.diagnostics] };
  const value = reading.value ?? {};
  const found = findProblems(value, { ...options, jinja: header.jinja }).map((problem) =>
    place(problem, reading.source),
  );
  const diagnostics = [...header.diagnostics, ...reading.diagnostics, ...found];
  return hasErrors(diagnostics)
    ? { jinja: header.jinja, diagnostics }
    : { config: value as CloudConfig, jinja: header.jinja, diagnostics };
}

const aboutAValue: ReadonlySet<string> = new Set(["wrong-type", "bad-value", "newer-than-target"]);

function place(problem: Diagnostic, source: YamlSource): Diagnostic {
  const unquoted = aboutAValue.has(problem.rule ?? "") ? source.unquoted(problem.path) : undefined;
  const placed = { ...problem, ...source.placeOf(problem.path, problem.rule === "unknown-key" ? "key" : "value") };
  if (unquoted === undefined || /^(true|false|\d{1,2})$/.test(unquoted)) return placed;
  return {
    ...placed,
    message: `${problem.message} (written ${unquoted})`,
    remedy: `Where a string is meant, put it in quotes: "${unquoted}".`,
  };
}
