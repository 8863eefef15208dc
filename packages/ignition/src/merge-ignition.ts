import { configOfValue } from "./json/config-of-value.ts";
import { type Origin, StructMerge } from "./merge-struct.ts";
import type { IgnitionConfig } from "./spec/ignition-config.ts";
import { schemaOf } from "./spec/schema.ts";
import { compareSpecs } from "./spec/spec-version.ts";
import { translateFields } from "./translate-fields.ts";

/** A merged config with a record of where it came from. */
export interface MergedIgnition {
  readonly config: IgnitionConfig;
  /** For each value of the result, lists and sections included, what contributed to it; in Ignition's order. */
  readonly origins: readonly Origin[];
}

/**
 * The two configs as one, by the semantics of `ignition.config.merge`: the child wins field by field, list entries of the same key
 * are merged in the parent's place, kernel arguments and nodes that move to another list leave the old one. Configs of different
 * specs are first translated up to the newer one. The result may be invalid, as Ignition's may: validate it.
 *
 * @throws {IgnitionConfigError} when either value is no config; whether it is a valid one does not matter.
 */
export function mergeIgnition(parent: IgnitionConfig, child: IgnitionConfig): MergedIgnition {
  const older = configOfValue(parent, "the parent");
  const newer = configOfValue(child, "the child");
  const isChildNewer = compareSpecs(newer.ignition.version, older.ignition.version) > 0;
  const { version } = (isChildNewer ? newer : older).ignition;
  const merge = new StructMerge();
  const merged = merge.config(translateFields(older, version), translateFields(newer, version), schemaOf(version));
  return { config: merged, origins: merge.origins };
}
