import type { AnyKind } from "../kind.ts";
import { keyOf, type ObservedResource } from "../observed.ts";
import type { PlanStep } from "../plan.ts";
import { EdgeList, type Edges } from "./edges.ts";
import { mentions, stringsIn } from "./mentions.ts";
import { leadingTo, placeOf } from "./served-last.ts";

/** An observed resource that is to go, its kind, and the step that deletes it. */
export interface Leaving {
  readonly resource: ObservedResource;
  readonly kind: AnyKind;
  readonly step: PlanStep;
}

export interface DeletionInput {
  readonly leaving: readonly Leaving[];
  /** Creations and updates, by address. */
  readonly making: ReadonlyMap<string, PlanStep>;
  /** In order of creation. */
  readonly kinds: readonly AnyKind[];
  readonly observed: readonly ObservedResource[];
  /** Addresses whose replacement comes before the old one goes. */
  readonly createFirst: ReadonlySet<string>;
  /** Whether anything stays, so that it matters how long what goes works. */
  readonly stays: boolean;
}

/**
 * The order of deletions, from what was observed alone: whoever mentions an id goes before its bearer, or
 * stops mentioning it. Creations stand in it too, where a replacement makes them wait for a deletion.
 */
export function deletionEdges(input: DeletionInput): Edges {
  const { leaving, making, kinds, observed, createFirst } = input;
  const edges = new EdgeList();
  const leavingOf = new Map(leaving.map((one) => [one.resource, one]));
  const owners = new Set(leaving.map(({ resource }) => keyOf(resource)));
  const owned = new Set(
    leaving.filter((one) => owners.has(ownerOf(one.kind, one.resource) ?? "") && !standsOnReplaced(one, input)),
  );
  // The updates that replace what was made from one that is changed, and still holds what it mentioned.
  const membersMoved = ({ id }: ObservedResource) =>
    observed.flatMap((one) => {
      const field = kinds.find(({ name }) => name === one.kind)?.holdsThrough;
      const update = making.get(one.address);
      return field !== undefined && one.props[field] === id && update?.action === "update" ? update.id : [];
    });
  const rankOf = (kindName: string) => kinds.findIndex(({ name }) => name === kindName);
  const lingersOf = ({ kind }: ObservedResource, gone: ObservedResource | undefined) =>
    gone && kinds[rankOf(kind)]?.lingers?.(gone.props);

  for (const [mentioning, mentioned] of mentions(observed, leaving)) {
    // Kinds refer only to kinds created before them: a name that two of them share is no reference the other
    // way.
    if (rankOf(mentioned.kind.name) > rankOf(mentioning.kind)) continue;
    if (input.stays && carries(kinds[rankOf(mentioning.kind)], mentioning, mentioned)) continue;
    const going = leavingOf.get(mentioning);
    if (going === undefined) {
      const update = making.get(mentioning.address);
      // Who will mention the successor cannot wait for it and be waited for by what must go before it comes;
      // who stands in it holds it all the same.
      const goesFirst = making.has(mentioned.resource.address) && !createFirst.has(mentioned.resource.address);
      const waits = !goesFirst || kinds[rankOf(mentioning.kind)]?.standsIn === true;
      if (update?.action !== "update" || !waits) continue;
      edges.need(mentioned.step.id, update.id, lingersOf(mentioning, mentioned.resource));
      for (const id of membersMoved(mentioning)) edges.need(mentioned.step.id, id);
    } else if (isOwner(mentioned, going)) {
      if (standsOnReplaced(going, input)) edges.need(mentioned.step.id, going.step.id);
      else edges.dieWith(going.step.id, mentioned.step.id);
    } else {
      const loosely = isHeldLoosely(mentioned, going);
      const carried = loosely && input.stays ? allCarried(going, leaving) : [];
      if (carried.length > 0) for (const { step } of carried) edges.need(mentioned.step.id, step.id);
      else if (!loosely || !owned.has(going)) edges.need(mentioned.step.id, going.step.id);
    }
  }

  for (const { resource, kind, step } of leaving) {
    for (const other of leaving) {
      if (other.kind.deletedBefore?.includes(kind.name)) edges.need(step.id, other.step.id);
    }
    const { leavesBy } = kind;
    const said = leavesBy === undefined ? undefined : observed.find(({ id }) => id === resource.props[leavesBy]);
    const update = said === undefined ? undefined : making.get(said.address);
    if (update?.action === "update") edges.need(step.id, update.id);
    const successor = making.get(resource.address);
    if (successor === undefined) continue;
    const isBeside = successor.action === "update" && kind.replace === "create-first";
    if (isBeside || createFirst.has(resource.address)) edges.need(step.id, successor.id);
    else edges.need(successor.id, step.id);
  }
  if (input.stays)
    for (const one of leaving)
      for (const other of leaving) if (carries(one.kind, one.resource, other)) edges.need(one.step.id, other.step.id);
  takenAlong(edges, input);
  for (const one of leaving) {
    if (edges.diesWith.has(one.step.id) || one.kind.servesToTheLast !== true) continue;
    const place = observed.find(({ id }) => id === placeOf(one));
    for (const { leading, step } of leadingTo(one, input)) {
      const lingers = step.action === "update" ? lingersOf(leading, place) : undefined;
      edges.need(one.step.id, step.id, lingers);
    }
  }
  edges.breakCircles();
  return edges;
}

/**
 * Whether what vanishes with its owner has to go before, by itself: it is about something that is replaced
 * old first, while the owner stays until others are moved.
 */
function standsOnReplaced({ kind, resource }: Leaving, { leaving, making, createFirst }: DeletionInput): boolean {
  const about = kind.notHolding?.map((field) => resource.props[field]) ?? [];
  return leaving.some(
    (one) =>
      one.step.replacement &&
      about.includes(one.resource.id) &&
      making.has(one.resource.address) &&
      !createFirst.has(one.resource.address),
  );
}

/** An owner goes when what comes in place of that which dies with it is there. */
function takenAlong(edges: EdgeList, { leaving, making, createFirst }: DeletionInput): void {
  for (const { resource, step } of leaving) {
    const owner = edges.diesWith.get(step.id);
    const successor = createFirst.has(resource.address) ? making.get(resource.address) : undefined;
    if (owner !== undefined && successor !== undefined) edges.need(owner, successor.id);
  }
}

/** Whether something carries for another that goes, so that it works for it to the last. */
function carries(kind: AnyKind | undefined, { props }: ObservedResource, { resource }: Leaving): boolean {
  return kind?.carries !== undefined && stringsIn(props[kind.carries]).includes(resource.id);
}

/** All that something carries for, where all of it goes; else nothing. */
function allCarried({ kind, resource }: Leaving, leaving: readonly Leaving[]): readonly Leaving[] {
  const ids = kind.carries === undefined ? [] : stringsIn(resource.props[kind.carries]);
  const going = leaving.filter(({ resource: { id } }) => ids.includes(id));
  return going.length === ids.length ? going : [];
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
  const fields = Object.keys(resource.props).filter((field) => [...stringsIn(resource.props[field])].includes(id));
  return fields.length > 0 && fields.every((field) => kind.notHolding?.includes(field));
}
