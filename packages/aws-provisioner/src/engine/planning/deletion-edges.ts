import { gathered } from "../gather.ts";
import type { AnyKind } from "../kind.ts";
import { keyOf, type ObservedResource } from "../observed.ts";
import type { PlanStep } from "../plan.ts";
import { EdgeList, type Edges } from "./edges.ts";
import { mentions, stringsIn } from "./mentions.ts";
import { leadingTo, placeOf } from "./served-last.ts";
import { ranked, type Standing } from "./standing.ts";

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
  readonly standing: Standing;
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
  const { leaving, making, observed, standing, createFirst } = input;
  const edges = new EdgeList();
  const leavingOf = new Map(leaving.map((one) => [one.resource, one]));
  const owners = new Set(leaving.map(({ resource }) => keyOf(resource)));
  const standsOnReplaced = standingOnReplaced(input);
  const owned = new Set(
    leaving.filter((one) => owners.has(ownerOf(one.kind, one.resource) ?? "") && !standsOnReplaced(one)),
  );
  const { kindOf, rankOf } = ranked(input.kinds);
  // The updates that replace what was made from one that is changed, and still holds what it mentioned.
  const members = gathered(observed, ({ kind, props }) => {
    const field = kindOf(kind)?.holdsThrough;
    return field === undefined ? undefined : props[field];
  });
  const membersMoved = ({ id }: ObservedResource) =>
    (members.get(id) ?? []).flatMap(({ address }) => {
      const update = making.get(address);
      return update?.action === "update" ? update.id : [];
    });
  const lingersOf = ({ kind }: ObservedResource, gone: ObservedResource | undefined) =>
    gone && kindOf(kind)?.lingers?.(gone.props);

  for (const [mentioning, mentioned] of mentions(observed, leaving)) {
    // Kinds refer only to kinds created before them: a name that two of them share is no reference the other
    // way.
    if (rankOf(mentioned.kind.name) > rankOf(mentioning.kind)) continue;
    if (input.stays && carries(kindOf(mentioning.kind), mentioning, mentioned)) continue;
    const going = leavingOf.get(mentioning);
    if (going === undefined) {
      const update = making.get(mentioning.address);
      // Who will mention the successor cannot wait for it and be waited for by what must go before it comes;
      // who stands in it holds it all the same.
      const goesFirst = making.has(mentioned.resource.address) && !createFirst.has(mentioned.resource.address);
      const waits = !goesFirst || kindOf(mentioning.kind)?.standsIn === true;
      if (update?.action !== "update" || !waits) continue;
      edges.need(mentioned.step.id, update.id, lingersOf(mentioning, mentioned.resource));
      for (const id of membersMoved(mentioning)) edges.need(mentioned.step.id, id);
    } else if (isOwner(mentioned, going)) {
      if (standsOnReplaced(going)) edges.need(mentioned.step.id, going.step.id);
      else edges.dieWith(going.step.id, mentioned.step.id);
    } else {
      const loosely = isHeldLoosely(mentioned, going);
      const carried = loosely && input.stays ? allCarried(going, leaving) : [];
      if (carried.length > 0) for (const { step } of carried) edges.need(mentioned.step.id, step.id);
      else if (!loosely || !owned.has(going)) edges.need(mentioned.step.id, going.step.id);
    }
  }

  const goneBefore = new Map(
    [...new Set(leaving.map(({ kind }) => kind))].map((kind) => [
      kind,
      leaving.filter((other) => other.kind.deletedBefore?.includes(kind.name)),
    ]),
  );
  for (const { resource, kind, step } of leaving) {
    for (const other of goneBefore.get(kind) ?? []) edges.need(step.id, other.step.id);
    const { leavesBy } = kind;
    const said = leavesBy === undefined ? undefined : standing.withId(resource.props[leavesBy]);
    const update = said === undefined ? undefined : making.get(said.address);
    if (update?.action === "update") edges.need(step.id, update.id);
    const successor = making.get(resource.address);
    if (successor === undefined) continue;
    const isBeside = successor.action === "update" && kind.replace === "create-first";
    if (isBeside || createFirst.has(resource.address)) edges.need(step.id, successor.id);
    else edges.need(successor.id, step.id);
  }
  if (input.stays)
    for (const one of leaving) for (const other of carriedBy(one, leaving)) edges.need(one.step.id, other.step.id);
  takenAlong(edges, input);
  const leadingOf = leadingTo(input);
  for (const one of leaving) {
    if (edges.diesWith.has(one.step.id) || one.kind.servesToTheLast !== true) continue;
    const place = standing.withId(placeOf(one));
    for (const { leading, step } of leadingOf(one)) {
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
function standingOnReplaced({ leaving, making, createFirst }: DeletionInput): (one: Leaving) => boolean {
  const replaced = new Set(
    leaving.flatMap(({ resource: { address, id }, step }): unknown[] =>
      step.replacement && making.has(address) && !createFirst.has(address) ? [id] : [],
    ),
  );
  return ({ kind, resource }) => kind.notHolding?.some((field) => replaced.has(resource.props[field])) === true;
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

/** What goes of all that something carries for. */
function carriedBy({ kind, resource }: Leaving, leaving: readonly Leaving[]): readonly Leaving[] {
  if (kind.carries === undefined) return [];
  const ids = new Set(stringsIn(resource.props[kind.carries]));
  return leaving.filter(({ resource: { id } }) => ids.has(id));
}

/** All that something carries for, where all of it goes; else nothing. */
function allCarried(one: Leaving, leaving: readonly Leaving[]): readonly Leaving[] {
  const { carries } = one.kind;
  const going = carriedBy(one, leaving);
  return carries !== undefined && going.length === stringsIn(one.resource.props[carries]).length ? going : [];
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
