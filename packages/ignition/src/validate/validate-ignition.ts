import { checkOptions, type Diagnostic, object } from "@drydock/systemd/ground";
import { nodeOfValue } from "../json/node-of-value.ts";
import { diagnosticsOf } from "../decode/finding.ts";
import type { IgnitionConfig } from "../spec/ignition-config.ts";
import { validateDocument, type ValidateOptions, validateOptions } from "./validate-document.ts";

const shape = object<ValidateOptions>(validateOptions);

/**
 * Everything that is wrong with a config, with paths and in the words and order of the chosen Ignition
 * release (the newest when none is chosen), then the lints. It never throws for a config: a value of the
 * wrong type, at whatever place, is a diagnostic too.
 *
 * @throws {OptionError} `invalid-option`, for options that there are not.
 *
 * @example
 * ```ts
 * import { validateIgnition } from "@drydock/ignition";
 *
 * const files = [{ path: "etc/motd" }];
 * validateIgnition({ ignition: { version: "3.4.0" }, storage: { files } }).map(({ message }) => message); // ["path not absolute"]
 * ```
 */
export function validateIgnition(config: IgnitionConfig, options: ValidateOptions = {}): readonly Diagnostic[] {
  checkOptions("validateIgnition", shape, options);
  return findProblems(config, options);
}

/** The same, of options that are known to be good. */
export function findProblems(config: IgnitionConfig, options: ValidateOptions): readonly Diagnostic[] {
  return diagnosticsOf(validateDocument(nodeOfValue(config), options).findings);
}
