import type { PlanStep } from "./plan.ts";

type Timed = Pick<PlanStep, "id" | "seconds" | "needs">;

/** Seconds from the start of each step to the end of the run, along the longest path through what waits for it. */
export function secondsToEnd(
  steps: readonly Timed[],
  secondsOf: (step: Timed) => number = ({ seconds }) => seconds,
): Map<string, number> {
  const followers = new Map<string, Timed[]>();
  for (const step of steps) {
    for (const { step: first } of step.needs) followers.set(first, [...(followers.get(first) ?? []), step]);
  }
  const toEnd = new Map<string, number>();
  const measure = (step: Timed): number => {
    const known = toEnd.get(step.id);
    if (known !== undefined) return known;
    const rest = Math.max(0, ...(followers.get(step.id) ?? []).map(measure));
    const total = secondsOf(step) + rest;
    toEnd.set(step.id, total);
    return total;
  };
  for (const step of steps) measure(step);
  return toEnd;
}

/** The steps on the longest path, in order: what the whole run waits for. */
export function criticalPath<Step extends Timed>(
  steps: readonly Step[],
  secondsOf?: (step: Timed) => number,
): { steps: readonly Step[]; seconds: number } {
  const toEnd = secondsToEnd(steps, secondsOf);
  const longest = (candidates: readonly Step[]) =>
    candidates.toSorted((a, b) => toEnd.get(b.id)! - toEnd.get(a.id)!)[0];
  const path: Step[] = [];
  let next = longest(steps.filter(({ needs }) => needs.length === 0));
  while (next !== undefined) {
    const current = next;
    path.push(current);
    next = longest(steps.filter(({ needs }) => needs.some(({ step }) => step === current.id)));
  }
  return { steps: path, seconds: path[0] === undefined ? 0 : toEnd.get(path[0].id)! };
}
