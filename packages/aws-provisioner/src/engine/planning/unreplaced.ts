import type { Resource } from "../graph.ts";
import type { Notice } from "../plan.ts";
import type { Change } from "../diff.ts";
import type { AnyKind } from "../kind.ts";
import { refsIn } from "../ref.ts";
import type { Decision } from "./decide.ts";
import { stringsIn } from "./mentions.ts";

/**
 * Whether a difference may stay that only a replacement would mend: not of what has failed, nor where it is
 * to refer to something new because what it refers to goes.
 *
 * @param stays Whether what bears an id stays as it is.
 */
export function mayStay(
  { inPlace, field, before, after }: Change,
  { notHolding = [] }: Pick<AnyKind, "notHolding">,
  stays: (id: string) => boolean,
): boolean {
  if (inPlace || field === "status") return inPlace;
  return refsIn(after).length === 0 || notHolding.includes(field) || stringsIn(before).every(stays);
}

/** A resource as it is to be where those differences stay. */
export function withUnreplaced(resource: Resource, changes: readonly Change[]): Resource {
  const kept = changes.flatMap(({ field, before, inPlace }) => (inPlace ? [] : [[field, before] as const]));
  if (kept.length === 0) return resource;
  const props = Object.entries({ ...resource.props, ...Object.fromEntries(kept) });
  return { ...resource, props: Object.fromEntries(props.filter(([, value]) => value !== undefined)) };
}

/** What is said of what stays as it is, though the blueprint says something else. */
export function unreplacedNotices(decisions: Iterable<Decision>): Notice[] {
  return [...decisions].flatMap(({ resource: { address }, current, unreplaced }): Notice[] => {
    if (unreplaced.length === 0 || current === undefined) return [];
    const fields = unreplaced.map(({ field }) => field).join(", ");
    const message = `${address} (${current.id}) stays as it is, with another ${fields}, until it ends: an apply after that makes it anew`;
    return [{ severity: "warning", address, message }];
  });
}
