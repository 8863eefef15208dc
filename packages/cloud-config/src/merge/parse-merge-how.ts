/** The options of each merger that a `merge_how` names; a kind that it leaves out is not merged at all. */
export interface MergeHow {
  readonly dict?: ReadonlySet<string>;
  readonly list?: ReadonlySet<string>;
  readonly str?: ReadonlySet<string>;
}

const kinds = ["dict", "list", "str"] as const;

const known = {
  dict: ["replace", "no_replace", "recurse_str", "recurse_array", "recurse_list", "recurse_dict", "allow_delete"],
  list: ["append", "prepend", "replace", "no_replace", "recurse_str", "recurse_array", "recurse_list", "recurse_dict"],
  str: ["append"],
} as const satisfies Record<(typeof kinds)[number], readonly string[]>;

/**
 * Reads `list(append)+dict(recurse_array)+str()`.
 * @throws {RangeError} for anything else, naming the part; cloud-init would drop the whole config part, or
 * ignore the option.
 */
export function parseMergeHow(mergeHow: string): MergeHow {
  const parts = mergeHow.split("+").map((part) => part.trim().toLowerCase().replaceAll("-", "_"));
  const parsed: { -readonly [K in keyof MergeHow]: MergeHow[K] } = {};
  for (const part of parts.filter((text) => text !== "")) {
    const [, name = "", inside = ""] = /^([a-z_][a-z0-9_]*)\((.*)\)$/.exec(part) ?? [];
    const kind = kinds.find((candidate) => candidate === name);
    if (kind === undefined)
      throw new RangeError(`${JSON.stringify(part)} in merge_how: write dict(…), list(…) or str(…), joined by +`);
    const options = inside
      .split(",")
      .map((option) => option.trim())
      .filter((option) => option !== "");
    const strange = options.find((option) => !known[kind].some((name) => name === option));
    if (strange !== undefined)
      throw new RangeError(`${kind}(${strange}) in merge_how: ${kind} takes ${known[kind].join(", ")}`);
    parsed[kind] ??= new Set(options);
  }
  return parsed;
}
