import type { Diagnostic } from "@drydock/systemd/ground";
import { kindsByName, type Resource } from "../graph.ts";
import { followedInRow, turnsOf } from "../row-members.ts";
import type { AnyKind } from "../kind.ts";
import type { ObservedResource } from "../observed.ts";
import type { PlanStep } from "../plan.ts";
import { addNeeds } from "./add-needs.ts";
import { withAwaited } from "./awaiting.ts";
import { carriedOver } from "./carried-over.ts";
import { circleProblems } from "./circles.ts";
import { claimsFirst } from "./claims.ts";
import { createdFirst } from "./created-first.ts";
import { creationNeeds } from "./creation-edges.ts";
import type { Decision } from "./decide.ts";
import { deletionEdges, type Leaving } from "./deletion-edges.ts";
import { lingering, needOf } from "./edges.ts";
import { withDeparting } from "./departing.ts";
import { exchanges } from "./exchanges.ts";
import { freedFirst, type Making, neverFreed, neverLeft } from "./freed-first.ts";
import { withHeld } from "./held-on.ts";
import { lateWays } from "./late-ways.ts";
import { withLeft } from "./left-before.ts";
import { withOutages } from "./outages.ts";
import { withPauses } from "./pauses.ts";
import { movedLast, rollingUpdates } from "./rolling.ts";
import { passedOver, rowsOf } from "./rows.ts";
import { servedLast } from "./served-last.ts";
import { standingOf } from "./standing.ts";
import { standIns, standInsFirst } from "./stand-ins.ts";
import { turnNeeds } from "./turns.ts";
import { inTwoPhases } from "./two-phases.ts";

interface Unordered {
  readonly making: readonly Making[];
  readonly leaving: readonly Leaving[];
  /** Producers first. */
  readonly decisions: ReadonlyMap<string, Decision>;
  /** What is to be deleted, also where it is kept for being precious. */
  readonly going: readonly ObservedResource[];
  readonly resources: readonly Resource[];
  readonly observed: readonly ObservedResource[];
  /** In order of creation. */
  readonly kinds: readonly AnyKind[];
}

/**
 * The steps in their order: what each needs and awaits, where one is done in two, how long others go on by
 * what was before. Everything is concluded from what stands and what should be, and nothing from what a run
 * has done: one that was interrupted leaves no other traces.
 *
 * @returns The steps, and what could never be free for who takes it over.
 */
export function orderSteps(input: Unordered): {
  readonly ordered: readonly PlanStep[];
  readonly problems: readonly Diagnostic[];
} {
  const { making, leaving, decisions, going, resources, observed, kinds } = input;
  const kindOf = kindsByName(kinds);
  const makingAt = new Map(making.map(({ step }) => [step.address, step]));
  const createFirst = createdFirst(decisions, going);
  const turnAt = turnsOf(resources);
  const standing = standingOf(observed);
  const led = { leaving, making: makingAt, kinds, observed, standing };
  const rolling = rollingUpdates({ ...led, resources });
  const edges = deletionEdges({ ...led, createFirst, stays: decisions.size > 0 });
  const freed = [...freedFirst(making, leaving, kindOf)];
  const claims = claimsFirst({ resources, making: makingAt, freed });
  const needs = new Map(edges.needs);
  for (const { resource, step } of making) {
    const first = creationNeeds(resource, makingAt, decisions, new Set(followedInRow(turnAt, resource)), claims);
    needs.set(step.id, new Set([...(needs.get(step.id) ?? []), ...first.map((need) => need.step)]));
  }
  for (const [id, first] of freed) needs.set(id, new Set([...(needs.get(id) ?? []), ...first]));
  const rows = rowsOf({ making, leaving, resources, turnAt, needs });
  const withNeeds = (step: PlanStep, own: PlanStep["needs"]): PlanStep => {
    const overFirst = [...(edges.needs.get(step.id) ?? [])].map((id) => needOf(edges, step.id, id));
    const diesWith = edges.diesWith.get(step.id);
    // What makes no call takes no time.
    const seconds = diesWith === undefined ? step.seconds + lingering(edges, step.id) : 0;
    return { ...step, needs: [...own, ...overFirst], diesWith, seconds };
  };
  const steps = [
    ...making.map(({ resource, step }) =>
      withNeeds(step, creationNeeds(resource, makingAt, decisions, passedOver(rows, turnAt, resource), claims)),
    ),
    ...leaving.map(({ step }) => withNeeds(step, [])),
  ];
  const replaced = standIns({ decisions, leaving, diesWith: edges.diesWith });
  const rowNamed = ({ kind, address }: PlanStep) => kindOf(kind).rowOf?.(address.slice(kind.length + 1));
  const inOrder = addNeeds(steps, [
    ...freed,
    ...turnNeeds(steps, rows, rowNamed),
    ...standInsFirst(replaced, makingAt),
    ...carriedOver(leaving, making, decisions),
    ...movedLast(rolling, leaving, led),
    // Where nothing stays nobody is left to be led.
    ...(decisions.size === 0 ? [] : servedLast(led, edges.diesWith)),
  ]);
  const left = withLeft(inOrder, { decisions, leaving, standing, kindOf });
  const awaited = withAwaited(inTwoPhases(left, decisions, leaving, rolling), {
    decisions,
    leaving,
    replaced,
    createFirst,
    rolling,
  });
  const departing = withDeparting(awaited, { decisions, rolling, observed, kinds });
  const held = withHeld(withPauses(departing, resources), leaving);
  const problems = [
    ...neverFreed(inOrder, freed),
    ...neverLeft(making, decisions, kindOf),
    ...lateWays(held, rows),
    ...exchanges(rows, needs, freed),
  ];
  // Of steps that wait for each other there is no time to be told.
  const circles = circleProblems(held);
  if (circles.length > 0) return { ordered: held, problems: [...problems, ...circles] };
  return { ordered: withOutages(held), problems };
}
