import { anything, checkOptions, list, map } from "@drydock/systemd/ground";
import type { CloudConfig } from "../schema/cloud-config.ts";

/**
 * One config out of several: lists are joined in order, mappings merged key by key, and of two scalars (or of
 * two values of different kinds) the later wins. For what cloud-init itself does with several parts see
 * `mergeAsCloudInit`.
 *
 * @example
 * ```ts
 * import { mergeCloudConfigs } from "@drydock/cloud-config";
 *
 * const merged = mergeCloudConfigs({ packages: ["curl"], timezone: "UTC" }, { packages: ["jq"], timezone: "CET" });
 * console.log(JSON.stringify(merged)); // {"packages":["curl","jq"],"timezone":"CET"}
 * ```
 */
export function mergeCloudConfigs(...configs: readonly CloudConfig[]): CloudConfig {
  checkOptions("mergeCloudConfigs", list(map(anything)), configs);
  return configs.reduce<CloudConfig>((base, over) => mergeMappings(base, over), {});
}

function mergeMappings<T extends object>(base: T, over: T): T {
  const merged = new Map<string, unknown>(Object.entries(base).filter(([, value]) => value !== undefined));
  for (const [key, value] of Object.entries(over))
    if (value !== undefined) merged.set(key, mergeValues(merged.get(key), value));
  return Object.fromEntries(merged) as T;
}

function mergeValues(base: unknown, over: unknown): unknown {
  if (Array.isArray(base) && Array.isArray(over)) return [...base, ...over];
  return isMapping(base) && isMapping(over) ? mergeMappings(base, over) : over;
}

function isMapping(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
