import { itemsOf, letGo, setsOf } from "../widened.ts";
import type { PlanStep } from "../plan.ts";
import { addNeeds } from "./add-needs.ts";
import type { Decision } from "./decide.ts";
import type { Leaving } from "./deletion-edges.ts";
import { stringsIn } from "./mentions.ts";

/**
 * The steps, with those updates in two that what goes still needs as they are: first what is new comes beside
 * what is there, and the rest goes when what needed it has gone. An update that only takes away waits.
 */
export function inTwoPhases(
  steps: readonly PlanStep[],
  decisions: ReadonlyMap<string, Decision>,
  leaving: readonly Leaving[],
): PlanStep[] {
  let all = [...steps];
  for (const decision of decisions.values()) {
    const update = all.find(({ id }) => id === `update ${decision.resource.address}`);
    const users = update === undefined ? [] : usersOf(decision, leaving);
    if (update === undefined || users.length === 0) continue;
    const { gains, loses } = changeOf(decision);
    if (!loses) continue;
    const narrow = gains ? split(update) : undefined;
    if (narrow !== undefined)
      all = all.flatMap((step) => (step === update ? narrow : [freedBy(step, update.id, narrow)]));
    all = addNeeds(all, [[narrow?.[1].id ?? update.id, users]]);
  }
  return all;
}

/**
 * The deletions of what shares with a resource anything that it mentions, and of all that others are led to:
 * they come by ways of which no field tells.
 */
function usersOf({ current, kind }: Decision, leaving: readonly Leaving[]): string[] {
  if (current === undefined || kind.widens === undefined) return [];
  const mentioned = new Set(stringsIn(current.props));
  const users = leaving.filter(
    (one) => one.kind.serving !== undefined || stringsIn(one.resource.props).some((text) => mentioned.has(text)),
  );
  return users.map(({ step }) => step.id);
}

/** Whether the sets of an update gain something, or lose something that they can do without. */
function changeOf({ kind, changes }: Decision): { readonly gains: boolean; readonly loses: boolean } {
  const sets = changes.flatMap(({ field, before, after }) => {
    const keyOf = setsOf(kind).get(field);
    return keyOf === undefined ? [] : [{ keyOf, before: itemsOf(before), after: itemsOf(after) }];
  });
  return {
    gains: sets.some(({ keyOf, before, after }) => letGo(keyOf, after, before).length > 0),
    loses: sets.some(({ keyOf, before, after }) => letGo(keyOf, before, after).length > 0),
  };
}

function split(update: PlanStep): readonly [widen: PlanStep, narrow: PlanStep] {
  const needs = [...update.needs, { step: update.id, reached: "stable" as const }];
  return [
    { ...update, phase: "widen" },
    { ...update, id: `${update.id} (narrow)`, phase: "narrow", needs },
  ];
}

/** What goes when the update lets go of it waits for the second of the two. */
function freedBy(step: PlanStep, id: string, [, narrow]: readonly [PlanStep, PlanStep]): PlanStep {
  if (step.action !== "delete") return step;
  return { ...step, needs: step.needs.map((need) => (need.step === id ? { ...need, step: narrow.id } : need)) };
}
