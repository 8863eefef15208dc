import { anything, checkOptions, list, map, valueLike } from "@drydock/systemd/ground";
import type { Dropin } from "@drydock/systemd";
import type { NodeFile, NodeUnit, NodeUser } from "./content.ts";

/** Everything that stands on a node, before it is written down in the language of its operating system. */
export interface NodeConfig {
  readonly files: readonly NodeFile[];
  readonly units: readonly NodeUnit[];
  readonly dropins: readonly Dropin[];
  /** Units of the operating system that are started at boot. */
  readonly enable: readonly string[];
  readonly users: readonly NodeUser[];
  readonly packages: readonly string[];
}

/** The whole of a node, each list of it. */
export const nodeShape = valueLike<NodeConfig>(
  (value) =>
    typeof value === "object" &&
    value !== null &&
    ["files", "units", "dropins", "enable", "users", "packages"].every((field) =>
      Array.isArray(Reflect.get(value, field)),
    ),
  "a node, made by joinNodes(...)",
);

/**
 * One node from several parts, in order; a file that an earlier part has at the same path is replaced.
 *
 * @example
 * ```ts
 * import { joinNodes } from "@drydock/core";
 *
 * const { packages, files } = joinNodes([{ packages: ["jq", "curl"] }, { packages: ["jq"] }]);
 * console.log(packages, files); // [ 'jq', 'curl' ] []
 * ```
 */
export function joinNodes(parts: readonly Partial<NodeConfig>[]): NodeConfig {
  checkOptions("joinNodes", list(map(anything)), parts);
  const all = <Key extends keyof NodeConfig>(key: Key) =>
    parts.flatMap((part): readonly NodeConfig[Key][number][] => part[key] ?? []);
  return {
    files: [...new Map(all("files").map((file) => [file.path, file])).values()],
    units: all("units"),
    dropins: all("dropins"),
    enable: [...new Set(all("enable"))],
    users: all("users"),
    packages: [...new Set(all("packages"))],
  };
}
