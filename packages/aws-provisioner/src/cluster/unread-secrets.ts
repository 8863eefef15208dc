import type { ClusterDesign } from "@drydock/core/design";
import type { Resource } from "../engine/graph.ts";
import type { Notice } from "../engine/plan.ts";
import { Secret } from "../kinds/secret.ts";

/** What is said of secrets that are stored, and that no node may read. */
export function unreadSecrets({ roles }: Pick<ClusterDesign, "roles">, resources: readonly Resource[]): Notice[] {
  const read = new Set(
    roles.flatMap(({ permissions }) =>
      permissions.flatMap((permission) => (permission.kind === "read-secret" ? [permission.secret] : [])),
    ),
  );
  const stored = resources.filter(({ kind }) => kind === Secret.name);
  return stored
    .filter(({ name }) => !read.has(name))
    .map(({ name, address }) => ({
      severity: "warning",
      address,
      message: `secret ${JSON.stringify(name)} is stored as ${address}, but no node reads it: name it under the secrets of a role, or take it out`,
    }));
}
