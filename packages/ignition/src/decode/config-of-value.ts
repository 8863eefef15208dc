import { readVersion } from "./read-version.ts";
import { type Finding, diagnosticsOf } from "./finding.ts";
import { IgnitionConfigError } from "./ignition-config-error.ts";
import type { IgnitionConfig } from "../spec/ignition-config.ts";
import { decodeConfig } from "./decode-config.ts";
import { nodeOfValue } from "../json/node-of-value.ts";

/**
 * A copy of a config with the fields of its spec only.
 *
 * @throws {IgnitionConfigError} with every value of the wrong type, or because its spec is unknown; `what`
 * names the config.
 */
export function configOfValue(value: unknown, what: string): IgnitionConfig {
  const root = nodeOfValue(value);
  const reading = readVersion(root, "2.27.0");
  if ("finding" in reading) throw refusal(what, [reading.finding]);
  const { config, findings } = decodeConfig(root, reading.version);
  if (findings.length > 0) throw refusal(what, findings);
  config.ignition.version = reading.version;
  return config;
}

function refusal(what: string, findings: readonly Finding[]): IgnitionConfigError {
  return new IgnitionConfigError(what, diagnosticsOf(findings));
}
