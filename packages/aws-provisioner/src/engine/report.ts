import type { RunReport, StepTiming } from "./event.ts";
import type { PlanStep } from "./plan.ts";

/** When one step came how far, in the clock's milliseconds. */
export interface Lap {
  readonly step: PlanStep;
  readonly started: number;
  /** Undefined where it failed, or was cut short, before. */
  accepted: number | undefined;
  stable: number | undefined;
  /** Undefined where nobody waited for that, too. */
  serving?: number;
}

/**
 * The timings of a run that began at `began`: of each step that was done, in the order in which they were
 * started.
 */
export function timingsOf(laps: readonly Lap[], began: number): readonly StepTiming[] {
  const since = (time: number) => (time - began) / 1000;
  return laps.flatMap(({ step, started, accepted = started, stable, serving }) =>
    stable === undefined
      ? []
      : {
          step: step.id,
          started: since(started),
          accepted: since(accepted),
          stable: since(stable),
          ...(serving !== undefined && { serving: since(serving) }),
        },
  );
}

/**
 * The earliest end, in seconds, that any order of these steps could have had, each being as long as it was.
 */
export function criticalPathSeconds(laps: readonly Lap[]): RunReport["criticalPathSeconds"] {
  const ends = new Map<string, { readonly accepted: number; readonly stable: number }>();
  let last = 0;
  // What a step needs has started before it, and so stands before it in the list.
  for (const { step, started, accepted = started, stable = accepted, serving = stable } of laps) {
    const start = Math.max(0, ...step.needs.map(({ step: id, reached }) => ends.get(id)?.[reached] ?? 0));
    ends.set(step.id, { accepted: start + accepted - started, stable: start + stable - started });
    last = Math.max(last, start + serving - started);
  }
  return last / 1000;
}
