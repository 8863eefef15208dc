import { gather } from "../gather.ts";
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
  const byName = new Map<string, Mentioned[]>();
  for (const one of mentioned) for (const name of namesOf(one.kind, one.resource)) gather(byName, name, one);
  if (byName.size === 0) return;
  for (const mentioning of all) {
    for (const text of stringsIn(mentioning.props)) {
      for (const one of byName.get(text) ?? []) yield [mentioning, one];
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
  const found: string[] = [];
  const visit = (part: unknown): void => {
    if (typeof part === "string") found.push(part);
    else if (typeof part === "object" && part !== null) for (const inner of Object.values(part)) visit(inner);
  };
  visit(value);
  return found;
}
