import { textOrBytes } from "../text-or-bytes.ts";
import { checkOptions, type Diagnostic, hasErrors, object, whole } from "@drydock/systemd/ground";
import { readJson } from "../json/read-json.ts";
import { type Finding, diagnosticsOf } from "../decode/finding.ts";
import type { IgnitionConfig } from "../spec/ignition-config.ts";
import { validateDocument, type ValidateOptions, validateOptions } from "../validate/validate-document.ts";

/** How a document is read, and how strictly it is checked. */
export interface ParseOptions extends ValidateOptions {
  /**
   * The most JSON values that a document may hold, so that a hostile one cannot fill the memory; 200,000 when
   * absent.
   */
  readonly maxValues?: number;
}

const parseOptions = object<ParseOptions>({ ...validateOptions, maxValues: whole() });

/** A document read: its config, unless one of the diagnostics is an error. */
export interface ParsedIgnition {
  readonly config: IgnitionConfig | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Reads and checks an Ignition document of spec 3.0 to 3.6. Each diagnostic has a path, a line from 1 and a
 * column from 1, counted in bytes as Ignition does; Ignition's own come first, in its order and words, the
 * lints last. It never throws, whatever the bytes.
 *
 * @throws {OptionError} `invalid-option`, for options that there are not.
 *
 * @example
 * ```ts
 * import { parseIgnition } from "@drydock/ignition";
 *
 * const { config, diagnostics } = parseIgnition('{"ignition":{"version":"3.4.0"},"storage":{"links":[{"path":"/a"}]}}');
 * config; // undefined
 * diagnostics[0]?.path; // "$.storage.links.0.target"
 * diagnostics[0]?.message; // "link target is required"
 * diagnostics[0]?.column; // 54
 * ```
 */
export function parseIgnition(text: string | Uint8Array, options: ParseOptions = {}): ParsedIgnition {
  checkOptions("parseIgnition", parseOptions, options);
  checkOptions("parseIgnition", textOrBytes, text);
  const bytes =
    typeof text === "string" ? Buffer.from(text) : Buffer.from(text.buffer, text.byteOffset, text.byteLength);
  if (bytes.length === 0) return rejected([{ severity: "error", path: [], message: "not a config (empty)" }]);
  const reading = readJson(bytes, options.maxValues ?? 200_000);
  if ("problem" in reading) {
    const { message, offset } = reading.problem;
    return rejected([{ severity: "error", path: [], message, offset }], bytes);
  }
  const { findings, config } = validateDocument(reading.root, options);
  const diagnostics = diagnosticsOf(findings, bytes, reading.root);
  return { config: hasErrors(diagnostics) ? undefined : config, diagnostics };
}

function rejected(findings: readonly Finding[], bytes?: Buffer): ParsedIgnition {
  return { config: undefined, diagnostics: diagnosticsOf(findings, bytes) };
}
