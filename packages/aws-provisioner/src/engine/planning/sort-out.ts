import type { AnyKind } from "../kind.ts";
import type { ObservedResource } from "../observed.ts";
import { type EntryKeys, entriesOf, markOf, onlyEntries, type Shared } from "../shared.ts";
import { stringsIn } from "./mentions.ts";

/** An entry of somebody else's in a field of a resource. */
export interface Other {
  readonly resource: ObservedResource;
  readonly field: string;
  /** What such an entry is called. */
  readonly entry: string;
  readonly key: string;
  /** Whether the resource tells what Drydock wrote; else an entry is only not known to be Drydock's. */
  readonly known: boolean;
  readonly keeps: Shared["keeps"];
}

/** A resource, sorted into what is Drydock's of it and what is not. */
export interface SortedOut {
  /** The resource with Drydock's entries alone, and those that are to be pruned. */
  readonly own: ObservedResource;
  readonly others: readonly Other[];
  /** Keys of the entries that a step on it takes away, by field. */
  readonly removes: EntryKeys | undefined;
}

interface Sorting {
  /** What should be; undefined where the resource is to go. */
  readonly wanted: { readonly props: Readonly<Record<string, unknown>>; readonly tags: object } | undefined;
  /** Whether others' entries in it are to be taken away. */
  readonly prunes: boolean;
  /** Whether that is the id of a resource of the cluster. */
  readonly owns: (id: string) => boolean;
}

/** The blueprint's tags, as a field that every kind which bears them shares. */
const tags: Shared = { entry: "tag" };

/**
 * Tells Drydock's entries in the shared fields of a resource from others'. Drydock's is what the blueprint
 * wants, and what the resource's own record says that Drydock wrote. Where a resource has none, because an
 * older release made it, what is not wanted is not known to be Drydock's and stays, unless all of it goes.
 */
export function sortOut(kind: AnyKind, resource: ObservedResource, { wanted, prunes, owns }: Sorting): SortedOut {
  const others: Other[] = [];
  const removes: Record<string, readonly string[]> = {};
  const sort = (field: string, shared: Shared, standing: unknown, should: unknown): unknown => {
    const marks = resource.wrote?.[field] && new Set(resource.wrote[field]);
    const wants = new Set(entriesOf(shared, should).map(([key]) => key));
    const isWritten = (key: string, entry: unknown) => {
      if (shared.ownNamed) return stringsIn(entry).some(owns);
      return marks === undefined ? wanted === undefined : marks.has(markOf(key));
    };
    const entries = entriesOf(shared, standing);
    const own = new Set(
      entries.flatMap(([key, entry]) => (wants.has(key) || prunes || isWritten(key, entry) ? [key] : [])),
    );
    const foreign = entries.flatMap(([key]) => (own.has(key) ? [] : [key]));
    const { entry, keeps } = shared;
    const known = marks !== undefined || shared.ownNamed === true;
    others.push(...foreign.map((key) => ({ resource, field, entry, key, known, keeps })));
    const going = [...own].filter((key) => !wants.has(key));
    if (wanted === undefined ? foreign.length > 0 : going.length > 0) removes[field] = going;
    return onlyEntries(shared, standing, (key) => own.has(key));
  };
  const props: Record<string, unknown> = { ...resource.props };
  for (const [field, shared] of Object.entries<Shared | undefined>(kind.shared ?? {})) {
    if (shared === undefined || props[field] === undefined) continue;
    if (wanted !== undefined && wanted.props[field] === undefined) continue;
    props[field] = sort(field, shared, props[field], wanted?.props[field]);
  }
  const ownTags =
    resource.tags === undefined || wanted === undefined
      ? {}
      : { tags: sort("tags", tags, resource.tags, wanted.tags) as Record<string, string> };
  const { tags: _tagsGoByTheirChanges, ...ofFields } = removes;
  return {
    own: { ...resource, props, ...ownTags },
    others,
    removes: Object.keys(ofFields).length === 0 ? undefined : ofFields,
  };
}
