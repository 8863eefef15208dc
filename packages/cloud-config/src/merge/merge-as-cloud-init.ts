import type { JsonValue } from "../schema/json-value.ts";
import { type MergeHow, parseMergeHow } from "./parse-merge-how.ts";

/**
 * How cloud-init joins the parts of a multi-part document where they say nothing: the later part's top-level
 * keys replace the earlier's.
 */
export const defaultMergeHow = "dict(replace)+list()+str()";

/**
 * What cloud-init itself makes of two parts: the semantics of its mergers, `merge_how` strings included.
 * @throws {RangeError} for a `merge_how` that cloud-init does not understand, and for two values that it
 * cannot join: there it drops the whole later part, or takes a string apart into letters.
 *
 * @example
 * ```ts
 * import { mergeAsCloudInit } from "@drydock/cloud-config";
 *
 * console.log(mergeAsCloudInit(["a"], ["b"], "list(append)")); // [ 'a', 'b' ]
 * ```
 */
export function mergeAsCloudInit(base: JsonValue, over: JsonValue, mergeHow: string = defaultMergeHow): JsonValue {
  return merge(base, over, parseMergeHow(mergeHow));
}

type Mapping = { readonly [key: string]: JsonValue };

function merge(old: JsonValue, next: JsonValue, how: MergeHow): JsonValue {
  if (Array.isArray(old)) return how.list === undefined ? old : mergeLists(old, next, how, how.list);
  if (typeof old === "string") return how.str === undefined ? old : mergeTexts(old, next, how.str);
  return isMapping(old) && how.dict !== undefined ? mergeMappings(old, next, how, how.dict) : old;
}

function mergeTexts(old: string, next: JsonValue, options: ReadonlySet<string>): JsonValue {
  if (!options.has("append")) return next;
  if (typeof next !== "string")
    throw new RangeError(`cloud-init cannot append ${JSON.stringify(next)} to the string ${JSON.stringify(old)}`);
  return old + next;
}

function mergeMappings(old: Mapping, next: JsonValue, how: MergeHow, options: ReadonlySet<string>): JsonValue {
  if (!isMapping(next)) return old;
  const merged = new Map(Object.entries(old));
  const replace = options.has("replace");
  for (const [key, value] of Object.entries(next)) {
    const before = merged.get(key);
    if (before === undefined) merged.set(key, value);
    else if (value === null && options.has("allow_delete")) merged.delete(key);
    else if (replace) merged.set(key, value);
    else if (isMapping(value) || recurses(value, options)) merged.set(key, merge(before, value, how));
  }
  return Object.fromEntries(merged);
}

function mergeLists(
  old: readonly JsonValue[],
  next: JsonValue,
  how: MergeHow,
  options: ReadonlySet<string>,
): JsonValue {
  const method = ["append", "prepend", "replace", "no_replace"].find((name) => options.has(name)) ?? "replace";
  if (!Array.isArray(next) && method === "replace") return next;
  if (!Array.isArray(next))
    throw new RangeError(`cloud-init cannot ${method} ${JSON.stringify(next)} in the list ${JSON.stringify(old)}`);
  if (method === "append") return [...old, ...next];
  if (method === "prepend") return [...next, ...old];
  return old.map((item, index) => {
    const value = next[index];
    if (value === undefined || method === "no_replace") return item;
    return recurses(value, options) || (isMapping(value) && options.has("recurse_dict"))
      ? merge(item, value, how)
      : value;
  });
}

function recurses(value: JsonValue, options: ReadonlySet<string>): boolean {
  if (Array.isArray(value)) return options.has("recurse_array") || options.has("recurse_list");
  return typeof value === "string" && options.has("recurse_str");
}

function isMapping(value: JsonValue): value is Mapping {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
