import type { ObservedResource } from "../observed.ts";

/**
 * Pairs of an observed resource and one of `mentioned` whose id stands in its fields. Resources may share an
 * id (a group and its rules).
 */
export function* mentions<Mentioned extends { readonly resource: ObservedResource }>(
  all: readonly ObservedResource[],
  mentioned: readonly Mentioned[],
): Generator<readonly [ObservedResource, Mentioned]> {
  const byId = new Map<string, Mentioned[]>();
  for (const one of mentioned) byId.set(one.resource.id, [...(byId.get(one.resource.id) ?? []), one]);
  for (const mentioning of all) {
    for (const text of stringsIn(mentioning.props)) {
      for (const one of byId.get(text) ?? []) yield [mentioning, one];
    }
  }
}

/** Every string that stands anywhere in a value. */
export function stringsIn(value: unknown): string[] {
  if (typeof value === "string") return [value];
  if (typeof value === "object" && value !== null) return Object.values(value).flatMap(stringsIn);
  return [];
}
