import type { Circumstances } from "../kind.ts";
import { keyOf, type ObservedResource } from "../observed.ts";
import { isRef, refsIn } from "../ref.ts";
import type { Decision } from "./decide.ts";
import type { Leaving } from "./deletion-edges.ts";

/** How what a decision is about comes: to an owner that stands, and when others of its row are replaced. */
export function comingOf(
  { resource, kind }: Decision,
  decisions: ReadonlyMap<string, Decision>,
): Omit<Circumstances, "replaces"> {
  const named = kind.diesWith && resource.props[kind.diesWith.field];
  const owner = isRef(named) ? decisions.get(named.$ref) : undefined;
  const stands = owner?.action === "keep" || owner?.action === "update";
  const others = refsIn(resource.props).flatMap(({ $ref }) => decisions.get($ref) ?? []);
  const late = (resource.turn?.place ?? 0) > 0 && others.some((other) => other !== owner && other.action === "replace");
  return { owner: stands ? owner.current.props : undefined, late };
}

/**
 * The fields of that with which a resource vanishes, as they are to be where that stays.
 *
 * @param standing What stands, by its key.
 */
export function ownerOf(
  { kind, resource }: Pick<Leaving, "kind" | "resource">,
  standing: ReadonlyMap<string, ObservedResource>,
  decisions: ReadonlyMap<string, Decision>,
): Circumstances["owner"] {
  const { diesWith } = kind;
  if (diesWith === undefined) return undefined;
  const owner = standing.get(keyOf({ kind: diesWith.kind, id: String(resource.props[diesWith.field]) }));
  const decision = decisions.get(owner?.address ?? "");
  return decision?.action === "update" ? { ...owner?.props, ...decision.resource.props } : owner?.props;
}
