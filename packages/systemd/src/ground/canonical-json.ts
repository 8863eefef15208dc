/**
 * JSON in one form for equal values: the keys of every object in order, fields that are undefined left out.
 * What a digest or a comparison by text is taken of.
 *
 * @example
 * ```ts
 * import { canonicalJson } from "@drydock/systemd/ground";
 *
 * console.log(canonicalJson({ b: 1, a: undefined, A: [2] })); // {"A":[2],"b":1}
 * ```
 */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(inOrder(value)) ?? "null";
}

function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder);
  if (typeof value !== "object" || value === null) return value;
  const fields = value as Readonly<Record<string, unknown>>;
  // Of no prototype: every key is one like another then, `__proto__` too.
  const ordered = Object.create(null) as Record<string, unknown>;
  for (const key of Object.keys(fields).toSorted()) ordered[key] = inOrder(fields[key]);
  return ordered;
}
