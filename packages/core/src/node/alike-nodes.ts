import { isDeepStrictEqual } from "node:util";
import { inline, type TargetName } from "@drydock/ignition";
import { userDataLimit } from "@drydock/systemd/ground";
import type { NodeFile } from "./content.ts";
import type { NodeConfig } from "./node-config.ts";
import { fittedIgnition } from "./render-ignition-node.ts";
import type { UserDataDesign } from "./user-data-design.ts";

/** A node that was rendered, and its user data as the config that it is. */
interface Model {
  readonly node: NodeConfig;
  readonly config: { readonly storage?: { readonly files?: readonly ConfigFile[] } };
}

interface ConfigFile {
  readonly path: string;
  readonly contents?: object;
}

/**
 * Renders nodes for Ignition as `ignitionUserData` does. Machines of a set differ in little but their names:
 * of one that is like another but for what stands in some files, only those files are written anew. A text is
 * always valid there, and whether the whole fits is looked at again.
 */
export function alikeNodes(): (node: NodeConfig, target: TargetName) => UserDataDesign {
  const models = new Map<string, Model>();
  return (node, target) => {
    const key = JSON.stringify([target, node.files.map(({ path }) => path), node.units.map(({ unit }) => unit.name)]);
    const model = models.get(key);
    const likewise = model && renderedLike(model, node);
    if (likewise !== undefined) return likewise;
    const { design, tactic } = fittedIgnition(node, target);
    // In another tactic each file may be packed, as is shortest.
    if (tactic === "minimal") models.set(key, { node, config: JSON.parse(design.text) as Model["config"] });
    return design;
  };
}

function renderedLike(model: Model, node: NodeConfig): UserDataDesign | undefined {
  const { files, ...rest } = node;
  const { files: before, ...others } = model.node;
  const changed = changedTexts(before, files);
  if (changed === undefined || !isDeepStrictEqual(rest, others)) return undefined;
  const { config } = model;
  const written = (config.storage?.files ?? []).map((file) => {
    const text = changed.get(file.path);
    return text === undefined ? file : { ...file, contents: { ...file.contents, source: inline(text).source } };
  });
  const text = JSON.stringify({ ...config, storage: { ...config.storage, files: written } });
  const bytes = Buffer.byteLength(text);
  return bytes > userDataLimit ? undefined : { format: "ignition", text, bytes, tactic: "plain" };
}

/** The texts of files that differ in nothing else, by path; undefined where some do. */
function changedTexts(
  before: readonly NodeFile[],
  after: readonly NodeFile[],
): ReadonlyMap<string, string> | undefined {
  if (before.length !== after.length) return undefined;
  const changed = new Map<string, string>();
  for (const [at, { path, mode, owner, text }] of after.entries()) {
    const other = before[at];
    if (other?.path !== path || other.mode !== mode || other.owner !== owner) return undefined;
    if (other.text !== text) changed.set(path, text);
  }
  return changed;
}
