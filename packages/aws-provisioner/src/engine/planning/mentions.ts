import type { AnyKind } from "../kind.ts";
import type { ObservedResource } from "../observed.ts";

/**
 * Pairs of an observed resource and one of `mentioned` whose id, or another name under which its kind is
 * known, stands in its fields. Resources may share an id (a group and its rules).
 */
export function* mentions<Mentioned extends { readonly resource: ObservedResource; readonly kind: Named }>(
  all: readonly ObservedResource[],
  mentioned: readonly Mentioned[],
): Generator<readonly [ObservedResource, Mentioned]> {
  const byId = new Map<string, Mentioned[]>();
  for (const one of mentioned) {
    for (const name of namesOf(one.kind, one.resource)) byId.set(name, [...(byId.get(name) ?? []), one]);
  }
  for (const mentioning of all) {
    for (const text of stringsIn(mentioning.props)) {
      for (const one of byId.get(text) ?? []) yield [mentioning, one];
    }
  }
}

type Named = Pick<AnyKind, "knownBy">;

/** By what others mention a resource: its id, and what else its kind is known by. */
export function namesOf({ knownBy = [] }: Named, { id, outputs }: ObservedResource): string[] {
  return [id, ...knownBy.map((field) => outputs[field]).filter((name) => typeof name === "string")];
}

/** Every string that stands anywhere in a value. */
export function stringsIn(value: unknown): string[] {
  if (typeof value === "string") return [value];
  if (typeof value === "object" && value !== null) return Object.values(value).flatMap(stringsIn);
  return [];
}
