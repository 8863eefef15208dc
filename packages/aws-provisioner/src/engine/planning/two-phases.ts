import { gathered } from "../gather.ts";
import { keyOf, type ObservedResource } from "../observed.ts";
import type { PlanStep } from "../plan.ts";
import { refsIn } from "../ref.ts";
import { gainsAndLosses } from "../widened.ts";
import { addNeeds, type WantedNeeds } from "./add-needs.ts";
import { Bearers } from "./bearers.ts";
import type { Decision } from "./decide.ts";
import type { Leaving } from "./deletion-edges.ts";
import { stringsIn } from "./mentions.ts";
import type { Rolling } from "./rolling.ts";

/**
 * The steps, with those updates in two that what goes still needs as they are: first what is new comes beside
 * what is there, and the rest goes when what needed it has gone. An update that only takes away waits, and
 * nobody waits for it but what it frees.
 */
export function inTwoPhases(
  steps: readonly PlanStep[],
  decisions: ReadonlyMap<string, Decision>,
  leaving: readonly Leaving[],
  rolling: readonly Rolling[],
): PlanStep[] {
  const moving = movingOf(leaving, rolling);
  let all = [...steps];
  let byId = new Map(all.map((step) => [step.id, step]));
  for (const decision of decisions.values()) {
    const update = byId.get(`update ${decision.resource.address}`);
    if (update === undefined) continue;
    const { gains, lost } = gainsAndLosses(decision.kind, decision.changes);
    if (lost.length === 0) continue;
    const { users, parts } = usersOf(decision, lost, moving);
    const taken = takersOf(decision, lost, decisions).filter((id) => byId.has(id));
    const first = [...users, ...parts, ...carriedBy(decision, lost, leaving), ...taken];
    if (first.length === 0) continue;
    const [narrow, ...widen] = gains ? split(update) : [update];
    all = all.flatMap((step) =>
      step === update ? [...widen, narrow] : [released(step, { update: update.id, narrow: narrow.id, parts })],
    );
    all = addNeeds(all, [[narrow.id, first]]);
    byId = new Map(all.map((step) => [step.id, step]));
  }
  return decisions.size === 0 ? all : addNeeds(all, waysLast(leaving, moving));
}

/**
 * What goes as a whole, and that what others are led to may need as it is, goes after that: where nothing
 * stays nobody is left to be led.
 */
function* waysLast(leaving: readonly Leaving[], moving: Moving): Generator<WantedNeeds> {
  for (const { step, kind, resource } of leaving) {
    const fields = Object.keys(kind.widens ?? {}).filter((field) => Array.isArray(resource.props[field]));
    const { users } = usersOf({ current: resource, kind }, fields, moving);
    if (users.length > 0) yield [step.id, users];
  }
}

/** What goes, and whose members do, to be looked up. */
interface Moving {
  /** What goes and has any of these texts in its fields, or serves others, in its order. */
  readonly using: (texts: ReadonlySet<string>) => readonly Leaving[];
  /** Those whose members go and hold any of these. */
  readonly rolling: (texts: ReadonlySet<string>) => readonly Rolling[];
  /** What goes with that by itself. */
  readonly partsOf: (owner: Pick<ObservedResource, "kind" | "id">) => readonly Leaving[];
}

function movingOf(leaving: readonly Leaving[], rolling: readonly Rolling[]): Moving {
  const serving = Symbol("serves others");
  const bearers = new Bearers<Leaving, string | symbol>(leaving, ({ kind, resource }) => [
    ...stringsIn(resource.props),
    ...(kind.serving?.led === true ? [serving] : []),
  ]);
  const holding = new Bearers(rolling, ({ held }) => held);
  const parts = gathered(leaving, ({ kind: { diesWith }, resource }) =>
    diesWith === undefined ? undefined : keyOf({ kind: diesWith.kind, id: String(resource.props[diesWith.field]) }),
  );
  return {
    using: (texts) => bearers.ofAny([...texts, serving]),
    rolling: (texts) => holding.ofAny(texts),
    partsOf: (owner) => parts.get(keyOf(owner)) ?? [],
  };
}

/** Of what carries for others the deletions of those that it is to let go of. */
function carriedBy(
  { current, kind: { carries } }: Decision,
  lost: readonly string[],
  leaving: readonly Leaving[],
): readonly string[] {
  if (current === undefined || carries === undefined || !lost.includes(carries)) return [];
  const carried = stringsIn(current.props[carries]);
  return leaving.flatMap(({ resource, step }) => (carried.includes(resource.id) ? [step.id] : []));
}

/** Of what carries for others the steps of those that carry for some of them from then on. */
function takersOf(
  { resource, kind, changes }: Decision,
  lost: readonly string[],
  decisions: ReadonlyMap<string, Decision>,
): readonly string[] {
  const { carries } = kind;
  if (carries === undefined || !lost.includes(carries)) return [];
  const { before, after } = changes.find(({ field }) => field === carries) ?? {};
  const kept = new Set(stringsIn(after));
  const left = new Set(stringsIn(before).filter((id) => !kept.has(id)));
  return [...decisions.values()].flatMap((other) => {
    if (other.kind !== kind || other.resource.address === resource.address) return [];
    const ids = refsIn(other.resource.props[carries]).flatMap(({ $ref }) => decisions.get($ref)?.current?.id ?? []);
    const { address } = other.resource;
    return ids.some((id) => left.has(id)) ? [`create ${address}`, `update ${address}`] : [];
  });
}

/**
 * The deletions of what shares with a resource anything that it mentions, and of all that others are led to:
 * they come by ways of which no field tells; and so of what has its members replaced. Of one that lists what
 * vanishes with it, the deletions of that.
 */
function usersOf(
  { current, kind }: Pick<Decision, "current" | "kind">,
  lost: readonly string[],
  moving: Moving,
): { readonly users: readonly string[]; readonly parts: readonly string[] } {
  if (current === undefined || lost.length === 0 || kind.carries !== undefined) return { users: [], parts: [] };
  const isList = lost.some((field) => typeof current.props[field] === "object");
  const lists = lost.some((field) => current.props[field] === true);
  const mentioned = new Set(stringsIn(current.props));
  const idsOf = (all: readonly Pick<Leaving, "resource" | "step">[]) =>
    all.flatMap(({ resource, step }) => (resource === current ? [] : [step.id]));
  return {
    users: isList ? [...idsOf(moving.using(mentioned)), ...idsOf(moving.rolling(mentioned))] : [],
    parts: lists ? idsOf(moving.partsOf({ kind: kind.name, id: current.id })) : [],
  };
}

function split(update: PlanStep): readonly [narrow: PlanStep, widen: PlanStep] {
  const needs = [...update.needs, { step: update.id, reached: "stable" as const }];
  return [
    { ...update, id: `${update.id} (narrow)`, phase: "narrow", needs },
    { ...update, phase: "widen" },
  ];
}

/**
 * What goes when the update lets go of it waits for what takes away; what comes, and what is a part of it,
 * waits for what brings, and for nothing where nothing is brought.
 */
function released(
  step: PlanStep,
  { update, narrow, parts }: { readonly update: string; readonly narrow: string; readonly parts: readonly string[] },
): PlanStep {
  const needs = step.needs.flatMap((need) => {
    if (need.step !== update) return [need];
    if (step.action === "delete" && !parts.includes(step.id)) return [{ ...need, step: narrow }];
    return update === narrow ? [] : [need];
  });
  return { ...step, needs };
}
