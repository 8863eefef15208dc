import type { Member } from "./formation.ts";
import type { Delivery } from "./cluster-secrets.ts";
import type { NamedRole } from "./named-role.ts";

/** What a node of a role may do. Named by need; the provisioner knows the actions. */
export type NodePermission =
  | { readonly kind: "read-secret"; readonly secret: string }
  | { readonly kind: "read-parameter"; readonly parameter: string }
  /** The node may create this parameter once, and no other. */
  | { readonly kind: "write-parameter"; readonly parameter: string }
  | { readonly kind: "attach-own-volume" }
  /** The node may tell the group of that role that it is not ready to go yet, and that it is. */
  | { readonly kind: "complete-drain"; readonly role: string }
  | { readonly kind: "session-manager" };

/**
 * Where parameters stand that nodes write: what is found there belongs to the cluster though it bears no tag.
 */
export const writtenByNodes = "nodes/";

/** The parameter that a member creates once, when the etcd cluster has first been healthy. */
export const initialisedParameter = `${writtenByNodes}etcd/initialised`;

/** What a node of a role may do, and nothing more: each of its secrets by name, its own volume, sessions. */
export function permissionsOf(
  role: NamedRole,
  deliveries: readonly Delivery[],
  members: readonly Member[],
  mutual: boolean,
): NodePermission[] {
  const secrets = [...deliveries.map(({ secret }) => secret), ...certificatesOf(role, members, mutual)];
  const { spec } = role;
  return [
    ...[...new Set(secrets)].map((secret) => ({ kind: "read-secret" as const, secret })),
    ...(spec.kind === "etcd"
      ? ([
          { kind: "read-parameter", parameter: initialisedParameter },
          { kind: "write-parameter", parameter: initialisedParameter },
        ] as const)
      : []),
    ...(spec.kind !== "workers" && spec.volume !== "none" ? [{ kind: "attach-own-volume" as const }] : []),
    ...(spec.kind === "workers" && spec.drain !== undefined
      ? [{ kind: "complete-drain" as const, role: role.name }]
      : []),
    ...(spec.sessionManager ? [{ kind: "session-manager" as const }] : []),
  ];
}

function certificatesOf({ name, spec }: NamedRole, members: readonly Member[], mutual: boolean): string[] {
  if (!mutual) return [];
  return spec.kind === "etcd" ? members.map((member) => `tls/${member.name}`) : [`tls/${name}`];
}
