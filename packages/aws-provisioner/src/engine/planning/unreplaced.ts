import type { Resource } from "../graph.ts";
import type { Notice } from "../plan.ts";
import type { Change } from "../diff.ts";
import { refsIn } from "../ref.ts";
import type { Decision } from "./decide.ts";

/**
 * Whether differences may stay that only a replacement would mend: what has failed, or refers to something
 * that is made anew, cannot.
 */
export function mayStay({ inPlace, field, after }: Change): boolean {
  return inPlace || (field !== "status" && refsIn(after).length === 0);
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
