import type { Diagnostic } from "@drydock/systemd/ground";
import { configOfValue } from "../decode/config-of-value.ts";
import { diagnosticsOf } from "../decode/finding.ts";
import type { IgnitionConfig } from "../spec/ignition-config.ts";
import { schemaOf } from "../spec/schema.ts";
import { compareSpecs, type SpecVersion } from "../spec/spec-version.ts";
import { findClearedBits } from "../translate/find-cleared-bits.ts";
import { translateFields } from "../translate/translate-fields.ts";
import { StructMerge } from "./merge-struct.ts";
import type { Origin } from "./origin.ts";

/** A merged config with a record of where it came from. */
export interface MergedIgnition {
  readonly config: IgnitionConfig;
  /**
   * For each value of the result, lists and sections included, what contributed to it; in Ignition's order.
   */
  readonly origins: readonly Origin[];
  /**
   * A warning for each mode of the result that lost bits when the older of the two configs went up to the
   * newer one's spec.
   */
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * The two configs as one, by the semantics of `ignition.config.merge`: the child wins field by field, list
 * entries of the same key are merged in the parent's place, kernel arguments and nodes that move to another
 * list leave the old one. Configs of different specs are first translated up to the newer one. The result may
 * be invalid, as Ignition's may: validate it.
 *
 * @throws {IgnitionConfigError} `no-ignition-config`, when either value is no config; whether it is a valid
 * one does not matter.
 *
 * @example
 * ```ts
 * import { mergeIgnition } from "@drydock/ignition";
 *
 * const base = { ignition: { version: "3.4.0" }, storage: { files: [{ path: "/a", mode: 0o600 }] } } as const;
 * const own = { ignition: { version: "3.4.0" }, storage: { files: [{ path: "/a", overwrite: true }] } } as const;
 * const { config, origins } = mergeIgnition(base, own);
 * config.storage?.files; // [{ overwrite: true, path: "/a", mode: 0o600 }]
 * origins.find(({ path }) => path === "$.storage.files.0.mode")?.side; // "parent"
 * ```
 */
export function mergeIgnition(parent: IgnitionConfig, child: IgnitionConfig): MergedIgnition {
  const older = configOfValue(parent, "the parent");
  const newer = configOfValue(child, "the child");
  const isChildNewer = compareSpecs(newer.ignition.version, older.ignition.version) > 0;
  const { version } = (isChildNewer ? newer : older).ignition;
  const merge = new StructMerge();
  const merged = merge.config(translateFields(older, version), translateFields(newer, version), schemaOf(version));
  const { origins } = merge;
  const diagnostics = [
    ...clearedBits(older, version, "parent", origins),
    ...clearedBits(newer, version, "child", origins),
  ];
  return { config: merged, origins, diagnostics };
}

/**
 * The warnings about one side, at their places in the result; what the other side replaced is not there any
 * more.
 */
function clearedBits(
  config: IgnitionConfig,
  version: SpecVersion,
  side: Origin["side"],
  origins: readonly Origin[],
): Diagnostic[] {
  return diagnosticsOf(findClearedBits(config, version)).flatMap((diagnostic) => {
    const origin = origins.find((candidate) => candidate.side === side && candidate.source === diagnostic.path);
    return origin === undefined ? [] : [{ ...diagnostic, path: origin.path }];
  });
}
