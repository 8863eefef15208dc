import { needsOf, type Resource } from "./graph.ts";
import type { AnyKind } from "./kind.ts";
import type { Plan } from "./plan.ts";

/** Addresses of what a resource mentions that may not be seen yet where it was made just now. */
export function seenLate({ seesLate }: Pick<AnyKind, "seesLate">, resource: Resource | undefined): readonly string[] {
  if (seesLate === undefined || resource === undefined) return [];
  return needsOf(resource).filter((address) => seesLate.kinds.some((name) => address.startsWith(`${name}/`)));
}

/**
 * Addresses that a plan makes, may be seen late, and are mentioned by more of what it makes than the provider
 * lets through at once: it is worth while that one goes first.
 */
export function crowded(
  { steps, resources }: Pick<Plan, "steps" | "resources">,
  kindOf: (name: string) => Pick<AnyKind, "seesLate">,
): string[] {
  const made = new Set(steps.flatMap(({ action, address }) => (action === "create" ? [address] : [])));
  const mentions = new Map<string, { count: number; most: number }>();
  for (const resource of resources) {
    const kind = kindOf(resource.kind);
    if (kind.seesLate === undefined || !made.has(resource.address)) continue;
    for (const address of seenLate(kind, resource)) {
      const { count = 0 } = mentions.get(address) ?? {};
      mentions.set(address, { count: count + 1, most: kind.seesLate.atOnce });
    }
  }
  return [...mentions].flatMap(([address, { count, most }]) => (made.has(address) && count > most ? [address] : []));
}
