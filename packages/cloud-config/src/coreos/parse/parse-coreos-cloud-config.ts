import type { CoreosCloudConfig } from "../schema/coreos-cloud-config.ts";
import { checkOptions, type Diagnostic, hasErrors, object, text as textShape } from "@drydock/systemd/ground";
import {
  coreosOptions,
  validateCoreosCloudConfig,
  type ValidateCoreosOptions,
} from "../validate/validate-coreos-cloud-config.ts";
import type { YamlSource } from "../../yaml/yaml-source.ts";
import { coreosShape } from "../schema/coreos-shape.ts";
import { markSubstitutions, replaceMarks } from "./substitutions.ts";
import { nameWithUnderscores } from "./name-with-underscores.ts";
import { readHeader } from "../../parse/read-header.ts";
import { readScalars } from "./read-scalars.ts";
import { readYaml } from "../../yaml/read-yaml.ts";

/** What a document holds, and what is wrong with it. */
export interface ParsedCoreosCloudConfig {
  /** Absent where there is an error. */
  readonly config?: CoreosCloudConfig;
  readonly diagnostics: readonly Diagnostic[];
}

const parseOptions = object<ValidateCoreosOptions>(coreosOptions);

/**
 * Reads a coreos-cloudinit document and validates it; each problem has a line and a column. With `system:
 * "container-linux"` dashed keys count as the underscored ones they once were, with a note; on Flatcar they
 * are errors. Throws nothing for bad text.
 * @throws {OptionError} `invalid-option`, for options that there are not.
 *
 * @example
 * ```ts
 * import { parseCoreosCloudConfig } from "@drydock/cloud-config";
 *
 * const { config } = parseCoreosCloudConfig("#cloud-config\ncoreos:\n  update:\n    group: stable\n");
 * console.log(config?.coreos?.update?.group); // stable
 * ```
 */
export function parseCoreosCloudConfig(text: string, options: ValidateCoreosOptions = {}): ParsedCoreosCloudConfig {
  checkOptions("parseCoreosCloudConfig", parseOptions, options);
  checkOptions("parseCoreosCloudConfig", textShape, text);
  const { diagnostics, config } = readCoreosDocument(text, text, options);
  return { diagnostics, ...(config !== undefined && { config }) };
}

interface CoreosDocument extends ParsedCoreosCloudConfig {
  /** A problem with the line and column of its path. */
  readonly place: (problem: Diagnostic) => Diagnostic;
}

/** The same, but with marks where coreos-cloudinit replaces a variable. */
export function parseMarkedCoreosCloudConfig(text: string, options: ValidateCoreosOptions): CoreosDocument {
  return readCoreosDocument(text, markSubstitutions(text), options);
}

function readCoreosDocument(original: string, text: string, options: ValidateCoreosOptions): CoreosDocument {
  const place = (problem: Diagnostic): Diagnostic => problem;
  const header = readHeader(original);
  if (header.jinja) {
    const remedy = "Use $private_ipv4 and its kin.";
    return {
      diagnostics: [
        {
          severity: "error",
          path: "$",
          message: "coreos-cloudinit knows no jinja",
          remedy,
          rule: "header",
          line: 1,
          column: 1,
        },
      ],
      place,
    };
  }
  if (hasErrors(header.diagnostics)) return { diagnostics: header.diagnostics, place };
  const reading = readYaml(text);
  if (hasErrors(reading.diagnostics)) return { diagnostics: reading.diagnostics, place };
  const { value, renamed, pathInText } = nameWithUnderscores(reading.value ?? {}, options.system === "container-linux");
  const source = through(reading.source, pathInText);
  const config = readScalars(value, coreosShape, "$", source);
  const found = validateCoreosCloudConfig(unmarked(config), options).map((problem) => placed(problem, source));
  const diagnostics = [...reading.diagnostics, ...renamed.map((problem) => placed(problem, reading.source)), ...found];
  const document = { diagnostics, place: (problem: Diagnostic) => placed(problem, source) };
  return hasErrors(diagnostics) ? document : { ...document, config: config as CoreosCloudConfig };
}

function through(source: YamlSource, pathInText: (path: string) => string): YamlSource {
  return {
    placeOf: (path, part) => source.placeOf(pathInText(path), part),
    unquoted: (path) => source.unquoted(pathInText(path)),
  };
}

function placed(problem: Diagnostic, source: YamlSource): Diagnostic {
  const part = problem.rule === "unknown-key" || problem.rule === "dashed-key" ? "key" : "value";
  return { ...problem, ...source.placeOf(problem.path, part) };
}

function unmarked(value: unknown): unknown {
  if (typeof value === "string") return replaceMarks(value, (name) => `$${name}`);
  if (Array.isArray(value)) return value.map(unmarked);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, unmarked(item)]));
}
