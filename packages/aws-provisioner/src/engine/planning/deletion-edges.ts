import type { AnyKind } from "../kind.ts";
import { keyOf, type ObservedResource } from "../observed.ts";
import type { PlanStep } from "../plan.ts";
import { EdgeList, type Edges } from "./edges.ts";
import { mentions } from "./mentions.ts";

/** An observed resource that is to go, its kind, and the step that deletes it. */
export interface Leaving {
  readonly resource: ObservedResource;
  readonly kind: AnyKind;
  readonly step: PlanStep;
}

interface DeletionInput {
  readonly leaving: readonly Leaving[];
  /** Creations and updates, by address. */
  readonly making: ReadonlyMap<string, PlanStep>;
  /** In order of creation. */
  readonly kinds: readonly AnyKind[];
  readonly observed: readonly ObservedResource[];
  /** Addresses whose replacement comes before the old one goes. */
  readonly createFirst: ReadonlySet<string>;
}

/**
 * The order of deletions, from what was observed alone: whoever mentions an id goes before its bearer, or
 * stops mentioning it. Creations stand in it too, where a replacement makes them wait for a deletion.
 */
export function deletionEdges({ leaving, making, kinds, observed, createFirst }: DeletionInput): Edges {
  const edges = new EdgeList();
  const leavingOf = new Map(leaving.map((one) => [one.resource, one]));
  const owners = new Set(leaving.map(({ resource }) => keyOf(resource)));
  const owned = new Set(leaving.filter(({ kind, resource }) => owners.has(ownerOf(kind, resource) ?? "")));
  // The updates that replace what was made from one that is changed, and still holds what it mentioned.
  const membersMoved = ({ id }: ObservedResource) =>
    observed.flatMap((one) => {
      const field = kinds.find(({ name }) => name === one.kind)?.holdsThrough;
      const update = making.get(one.address);
      return field !== undefined && one.props[field] === id && update?.action === "update" ? update.id : [];
    });
  const rankOf = (kindName: string) => kinds.findIndex(({ name }) => name === kindName);

  for (const [mentioning, mentioned] of mentions(observed, leaving)) {
    // Kinds refer only to kinds created before them: a name that two of them share is no reference the other
    // way.
    if (rankOf(mentioned.kind.name) > rankOf(mentioning.kind)) continue;
    const going = leavingOf.get(mentioning);
    if (going === undefined) {
      const update = making.get(mentioning.address);
      // Who will mention the successor cannot wait for it and be waited for by what must go before it comes.
      const goesFirst = making.has(mentioned.resource.address) && !createFirst.has(mentioned.resource.address);
      if (update?.action !== "update" || goesFirst) continue;
      edges.need(mentioned.step.id, update.id);
      for (const id of membersMoved(mentioning)) edges.need(mentioned.step.id, id);
    } else if (isOwner(mentioned, going)) {
      edges.dieWith(going.step.id, mentioned.step.id);
    } else if (!isHeldLoosely(mentioned, going) || !owned.has(going)) {
      edges.need(mentioned.step.id, going.step.id);
    }
  }

  for (const { resource, kind, step } of leaving) {
    for (const other of leaving) {
      if (other.kind.deletedBefore?.includes(kind.name)) edges.need(step.id, other.step.id);
    }
    const successor = making.get(resource.address);
    if (successor === undefined) continue;
    if (createFirst.has(resource.address)) edges.need(step.id, successor.id);
    else edges.need(successor.id, step.id);
  }
  edges.breakCircles();
  return edges;
}

/** Whether `owned` vanishes when `owner` is deleted. */
function isOwner(owner: Leaving, { kind, resource }: Leaving): boolean {
  return ownerOf(kind, resource) === keyOf(owner.resource);
}

/** The key of that with which a resource vanishes. */
function ownerOf({ diesWith }: AnyKind, { props }: ObservedResource): string | undefined {
  return diesWith && keyOf({ kind: diesWith.kind, id: String(props[diesWith.field]) });
}

/** Whether what mentions another does so only in fields by which it does not hold it. */
function isHeldLoosely(mentioned: Leaving, { kind, resource }: Leaving): boolean {
  const { id } = mentioned.resource;
  return kind.notHolding?.some((field) => resource.props[field] === id) ?? false;
}
