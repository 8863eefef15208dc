import type { ClusterDesign, NodePermission, RoleDesign, RuleDesign } from "@drydock/core/design";
import { canonicalJson } from "@drydock/systemd/ground";

/**
 * What one role and one security group stand for: a role of the cluster, or several that share the identity
 * of one of them.
 */
export interface NodeIdentity {
  readonly name: string;
  readonly permissions: readonly NodePermission[];
  readonly rules: readonly RuleDesign[];
}

/**
 * The identities of a design in the order of its roles, each with what any of its roles may do and lets in.
 */
export function identitiesOf({ roles }: Pick<ClusterDesign, "roles">): readonly NodeIdentity[] {
  const names = [...new Set(roles.map(({ identity }) => identity))];
  return names.map((name) => {
    const sharing = roles.filter(({ identity }) => identity === name);
    const all = <Item>(pick: (role: RoleDesign) => readonly Item[]) => unique(sharing.flatMap(pick), canonicalJson);
    return { name, permissions: all(({ permissions }) => permissions), rules: all(({ rules }) => rules) };
  });
}

/** The first of those that have the same key. */
export function unique<Item>(items: readonly Item[], keyOf: (item: Item) => string): Item[] {
  const first = new Map<string, Item>();
  for (const item of items) if (!first.has(keyOf(item))) first.set(keyOf(item), item);
  return [...first.values()];
}
