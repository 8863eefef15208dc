import type { Diagnostic } from "@drydock/systemd/ground";
import { mergeIgnition } from "../merge/merge-ignition.ts";
import { parseIgnition } from "../parse/parse-ignition.ts";
import type { Config } from "../spec/ignition-config.ts";
import type { Resource } from "../spec/resource.ts";
import { validateIgnition } from "../validate/validate-ignition.ts";
import type { EngineBehaviour } from "./engine-behaviour.ts";
import { fetchResource, type FetchUrl } from "./fetch-resource.ts";
import { honouredModes } from "./honoured-modes.ts";
import { StageFailure } from "./stage-failure.ts";

const deepest = 100;

interface References {
  readonly behaviour: EngineBehaviour;
  readonly fetchUrl: FetchUrl;
}

/**
 * The config that remains when its `replace` and `merge` are followed, as the fetch stage leaves it:
 * `replace` alone counts where it stands, each child of `merge` wins over what came before. A result that the
 * engine would refuse is a failure.
 */
export function resolveReferences(config: Config, references: References): Config {
  const { replace, merge = [] } = config.ignition.config ?? {};
  const resolved = follow(honouredModes(config, references.behaviour), references, "$", 0);
  if (replace?.source !== undefined || merge.length === 0) return resolved;
  const error = firstError(validateIgnition(resolved, { engine: references.behaviour.rules, lints: false }));
  if (error)
    throw new StageFailure(
      "$.ignition.config.merge",
      `merging configs resulted in an invalid config: ${error.message} at ${error.path}`,
    );
  return resolved;
}

function follow(config: Config, references: References, path: string, depth: number): Config {
  if (depth > deepest)
    throw new StageFailure(path, `configs refer to configs ${deepest} deep; do they go round in a circle?`);
  const { replace, merge = [] } = config.ignition.config ?? {};
  if (replace?.source !== undefined) {
    const at = `${path}.ignition.config.replace`;
    return follow(load(replace, references, at), references, at, depth + 1);
  }
  let merged = config;
  merge.forEach((child, index) => {
    const at = `${path}.ignition.config.merge.${index}`;
    merged = mergeIgnition(merged, follow(load(child, references, at), references, at, depth + 1)).config;
  });
  return merged;
}

function load(resource: Resource, { behaviour, fetchUrl }: References, path: string): Config {
  const { config, diagnostics } = parseIgnition(fetchResource(resource, path, fetchUrl), {
    engine: behaviour.rules,
    lints: false,
  });
  if (config) return honouredModes(config, behaviour);
  const error = firstError(diagnostics);
  throw new StageFailure(
    path,
    `the config behind it is not valid: ${error?.message ?? "unreadable"}${error ? ` at ${error.path}` : ""}`,
  );
}

function firstError(diagnostics: readonly Diagnostic[]): Diagnostic | undefined {
  return diagnostics.find(({ severity }) => severity === "error");
}
