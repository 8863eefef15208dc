import type { SubnetDesign } from "../network/subnet-plan.ts";
import type { Exposure } from "./exposure.ts";
import { subnetsFor, type NamedRole } from "./named-role.ts";

/** An exposed port of a role, with its name and the balancer that answers for it. */
export interface Service {
  readonly name: string;
  readonly role: NamedRole;
  /** Where it stands in the blueprint: `pools.public.expose.0`. */
  readonly path: string;
  readonly exposure: Exposure;
  readonly scheme: "internal" | "internet-facing";
  readonly type: "network" | "application";
  readonly balancer: string;
}

/**
 * Services of the roles, each with its balancer: one for a role, a scheme and a type, until names are given
 * or ports collide.
 */
export function servicesOf(roles: readonly NamedRole[], subnets: readonly SubnetDesign[]): Service[] {
  return roles.flatMap((role) => {
    const isPublic = subnetsFor(role, subnets).some((subnet) => subnet.public);
    const usual = isPublic ? "internet-facing" : "internal";
    const single = role.spec.expose.length === 1 && role.spec.kind !== "etcd";
    const drafts = role.spec.expose.map((exposure, index) => ({
      role,
      exposure,
      path: `${role.path}.expose.${index}`,
      name: exposure.name ?? (single ? role.name : `${role.name}-${exposure.port}`),
      scheme: exposure.scheme ?? (usual as Service["scheme"]),
      type:
        exposure.protocol === "http" || exposure.protocol === "https" ? ("application" as const) : ("network" as const),
    }));
    const collides = (draft: (typeof drafts)[number]) =>
      drafts.some(
        (other) =>
          other !== draft &&
          bundle(other) === bundle(draft) &&
          other.exposure.port === draft.exposure.port &&
          other.exposure.balancer === undefined,
      );
    const split = new Set(
      drafts.filter((draft) => draft.exposure.balancer === undefined && collides(draft)).map(bundle),
    );
    const first = drafts.find(({ exposure }) => exposure.balancer === undefined);
    return drafts.map((draft) => {
      const suffix = first !== undefined && bundle(first) !== bundle(draft) ? suffixOf(draft, first) : "";
      const usualName = split.has(bundle(draft)) ? draft.name : `${role.name}${suffix}`;
      return { ...draft, balancer: draft.exposure.balancer ?? usualName };
    });
  });
}

function bundle({ scheme, type }: Pick<Service, "scheme" | "type">) {
  return `${scheme} ${type}`;
}

function suffixOf(draft: Pick<Service, "scheme" | "type">, first: Pick<Service, "scheme" | "type">): string {
  const scheme = draft.scheme === first.scheme ? "" : draft.scheme === "internal" ? "-inner" : "-outer";
  const type = draft.type === first.type ? "" : draft.type === "application" ? "-web" : "-net";
  return scheme + type;
}
