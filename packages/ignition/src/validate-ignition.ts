import { nodeOfValue } from "./json/node-of-value.ts";
import { reportEntries } from "./report-finding.ts";
import type { Report } from "./report.ts";
import type { IgnitionConfig } from "./spec/ignition-config.ts";
import { validateDocument, type ValidateOptions } from "./validate-document.ts";

/**
 * Everything that is wrong with a config, with paths and in the words and order of the chosen Ignition release, then the lints. It
 * never throws: a value of the wrong type, at whatever place, is an entry too.
 */
export function validateIgnition(config: IgnitionConfig, options: ValidateOptions = {}): Report {
  return { entries: reportEntries(validateDocument(nodeOfValue(config), options).findings) };
}
