import type { Resource } from "./graph.ts";
import type { AnyKind, Cloud } from "./kind.ts";
import type { PlanStep } from "./plan.ts";
import { refsIn } from "./ref.ts";
import { type ObservedResource, stringsIn, type ObservedState } from "./observed.ts";

type Need = PlanStep["needs"][number];

/** The steps that one resource's creation or update waits for: its producers' far enough, and those it follows entirely. */
export function neededSteps<C extends Cloud>(
  resource: Resource,
  making: ReadonlyMap<string, PlanStep>,
  kindOf: (name: string) => AnyKind<C>,
  needsOf: (resource: Resource) => string[],
): Need[] {
  const referred = new Set(refsIn(resource.props).map(({ $ref }) => $ref));
  return needsOf(resource).flatMap((address) => {
    const producer = making.get(address);
    if (producer === undefined) return [];
    const enough =
      referred.has(address) && !resource.after.includes(address)
        ? (kindOf(producer.kind).usable ?? "stable")
        : "stable";
    return [{ step: producer.id, reached: enough }];
  });
}

interface DeletionInput<C extends Cloud> {
  readonly steps: readonly PlanStep[];
  readonly deletions: readonly ObservedResource[];
  readonly kindOf: (name: string) => AnyKind<C>;
  readonly kinds: readonly AnyKind<C>[];
  readonly observed: ObservedState;
  /** Addresses whose replacement comes before the old one goes. */
  readonly createFirst: ReadonlySet<string>;
}

interface DeletionEdges {
  readonly needs: Need[];
  diesWith: string | undefined;
}

/**
 * The order of deletions, from what was observed alone: whoever mentions an id goes before its bearer, or stops mentioning it.
 * Gives the added needs by step id; creations appear in it where a replacement makes them wait for a deletion.
 */
export function deletionEdges<C extends Cloud>(input: DeletionInput<C>): Map<string, DeletionEdges> {
  const { steps, deletions, kindOf } = input;
  const edges = new Map<string, DeletionEdges>(steps.map(({ id }) => [id, { needs: [], diesWith: undefined }]));
  const deleting = new Map(
    steps.filter(({ action }) => action === "delete").map((step) => [`${step.kind} ${step.target}`, step]),
  );
  const making = new Map(steps.filter(({ action }) => action !== "delete").map((step) => [step.address, step]));
  const owners = ownersOf(deletions, kindOf);
  const need = (step: PlanStep, first: PlanStep) => {
    const list = edges.get(step.id)!.needs;
    if (step !== first && !list.some(({ step: id }) => id === first.id))
      list.push({ step: first.id, reached: "stable" });
  };

  const rank = new Map(input.kinds.map(({ name }, index) => [name, index]));
  for (const [mentioning, mentioned] of mentions(input.observed.resources, deletions)) {
    // Kinds refer only to kinds created before them: a name that two of them share is no reference the other way.
    if (rank.get(mentioned.kind)! > rank.get(mentioning.kind)!) continue;
    const target = deleting.get(keyOf(mentioned))!;
    const going = deleting.get(keyOf(mentioning));
    const owner = owners.get(mentioning);
    if (going !== undefined && owner === mentioned) {
      edges.get(going.id)!.diesWith = target.id;
      need(going, target);
    } else if (going !== undefined) {
      need(target, going);
    } else {
      const updated = making.get(mentioning.address);
      // Who will mention the successor cannot wait for it and be waited for by what must go before it comes.
      const goesFirst = making.has(mentioned.address) && !input.createFirst.has(mentioned.address);
      if (updated?.action === "update" && !goesFirst) need(target, updated);
    }
  }
  for (const target of deleting.values()) {
    for (const other of deleting.values()) {
      if (kindOf(other.kind).deletedBefore?.includes(target.kind)) need(target, other);
    }
    const successor = making.get(target.address);
    if (successor === undefined) continue;
    if (input.createFirst.has(target.address)) need(target, successor);
    else need(successor, target);
  }
  return withoutCircles(edges);
}

/** Ids are unique within a kind: a role and its profile may share a name. */
function keyOf({ kind, id }: ObservedResource): string {
  return `${kind} ${id}`;
}

/** For each deletion that vanishes with its owner: that owner, where it is deleted too. */
function ownersOf<C extends Cloud>(
  deletions: readonly ObservedResource[],
  kindOf: (name: string) => AnyKind<C>,
): Map<ObservedResource, ObservedResource> {
  const owners = new Map<ObservedResource, ObservedResource>();
  for (const found of deletions) {
    const { diesWith } = kindOf(found.kind);
    if (diesWith === undefined) continue;
    const owner = deletions.find(({ kind, id }) => kind === diesWith.kind && id === found.props[diesWith.field]);
    if (owner !== undefined) owners.set(found, owner);
  }
  return owners;
}

/** Pairs of an observed resource and a deleted one whose id stands in its fields. Resources may share an id (a group and its rules). */
function* mentions(
  all: readonly ObservedResource[],
  deletions: readonly ObservedResource[],
): Generator<[ObservedResource, ObservedResource]> {
  const byId = new Map<string, ObservedResource[]>();
  for (const found of deletions) byId.set(found.id, [...(byId.get(found.id) ?? []), found]);
  for (const mentioning of all) {
    for (const text of new Set(stringsIn(mentioning.props))) {
      for (const mentioned of byId.get(text) ?? []) if (mentioned !== mentioning) yield [mentioning, mentioned];
    }
  }
}

/**
 * Things that vanish with their owners may need each other in a circle (two security groups whose rules name each other). Such a
 * one is deleted by a call of its own, before its owner.
 */
function withoutCircles(edges: Map<string, DeletionEdges>): Map<string, DeletionEdges> {
  const dying = [...edges].filter(([, { diesWith }]) => diesWith !== undefined);
  for (const [id, edge] of dying) {
    if (!reaches(edges, edge.diesWith!, id)) continue;
    const owner = edges.get(edge.diesWith!)!;
    edge.needs.splice(
      edge.needs.findIndex(({ step }) => step === edge.diesWith),
      1,
    );
    edge.diesWith = undefined;
    const ownerId = [...edges].find(([, candidate]) => candidate === owner)![0];
    if (!owner.needs.some(({ step }) => step === id)) edges.get(ownerId)!.needs.push({ step: id, reached: "stable" });
  }
  return edges;
}

function reaches(
  edges: ReadonlyMap<string, DeletionEdges>,
  from: string,
  to: string,
  seen = new Set<string>(),
): boolean {
  if (from === to) return true;
  if (seen.has(from)) return false;
  seen.add(from);
  return (edges.get(from)?.needs ?? []).some(({ step }) => reaches(edges, step, to, seen));
}
