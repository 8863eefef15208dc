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
  const entries = Object.entries(value).filter(([, item]) => item !== undefined);
  return Object.fromEntries(
    entries.toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([key, item]) => [key, inOrder(item)]),
  );
}
