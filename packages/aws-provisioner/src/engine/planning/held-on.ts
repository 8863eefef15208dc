import type { PlanStep } from "../plan.ts";
import { secondsUntil } from "../schedule.ts";
import type { Leaving } from "./deletion-edges.ts";
import { stringsIn } from "./mentions.ts";

/**
 * The steps, with the seconds for which a deletion waits beyond all that it needs, because what went before
 * it has left something behind that the provider takes away later. Each step takes its usual time.
 */
export function withHeld(steps: readonly PlanStep[], leaving: readonly Leaving[]): PlanStep[] {
  const going = new Map(leaving.map((one) => [one.step.id, one]));
  const byId = new Map(steps.map((step) => [step.id, step]));
  const known = new Map<string, { readonly start: number; readonly held: number }>();
  const spanOf = (step: PlanStep): { readonly start: number; readonly held: number } => {
    const span = known.get(step.id);
    if (span !== undefined) return span;
    // What needs itself has no order, which whoever asks for one is told.
    known.set(step.id, { start: 0, held: 0 });
    const ends = step.needs.flatMap(({ step: id, reached }) => {
      const first = byId.get(id);
      if (first === undefined) return [];
      const { start, held } = spanOf(first);
      const end = start + secondsUntil({ seconds: first.seconds + held }, reached);
      return [{ end, free: end + holding(going.get(id), going.get(step.id)) }];
    });
    const start = Math.max(0, ...ends.map(({ end }) => end));
    const own = { start, held: Math.max(0, ...ends.map(({ free }) => free - start)) };
    known.set(step.id, own);
    return own;
  };
  return steps.map((step) => {
    const { held } = spanOf(step);
    return held === 0 || step.diesWith !== undefined ? step : { ...step, seconds: step.seconds + held };
  });
}

/** Seconds for which what has gone holds another still. */
function holding(gone: Leaving | undefined, held: Leaving | undefined): number {
  if (gone === undefined || held === undefined) return 0;
  const { holdsOn = 0, deletedBefore = [] } = gone.kind;
  if (holdsOn === 0) return 0;
  const holds = deletedBefore.includes(held.kind.name) || stringsIn(gone.resource.props).includes(held.resource.id);
  return holds ? holdsOn : 0;
}
