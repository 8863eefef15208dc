import { ProvisionError } from "./error.ts";
import type { PlanStep } from "./plan.ts";

type Timed = Pick<PlanStep, "id" | "seconds" | "needs">;

/** A step and the longest path behind it, through what waits for it, to the end of the run. */
export interface Path<Step> {
  readonly step: Step;
  /** From the start of this step to the end. */
  readonly seconds: number;
  readonly rest: Path<Step> | undefined;
}

/**
 * For each step, in their order, the longest path that begins with it.
 *
 * @throws {ProvisionError} `unplannable` for steps that need each other, as in a plan that was changed by hand.
 */
export function longestPaths<Step extends Timed>(steps: readonly Step[]): readonly Path<Step>[] {
  const followers = new Map<string, Step[]>();
  for (const step of steps) {
    for (const { step: first } of step.needs) followers.set(first, [...(followers.get(first) ?? []), step]);
  }
  const known = new Map<Step, Path<Step>>();
  const open = new Set<Step>();
  const pathFrom = (step: Step): Path<Step> => {
    if (open.has(step)) throw inACircle([...open].slice([...open].indexOf(step)));
    open.add(step);
    const path = known.get(step) ?? measure(step);
    open.delete(step);
    known.set(step, path);
    return path;
  };
  const measure = (step: Step): Path<Step> => {
    const rest = longestOf((followers.get(step.id) ?? []).map(pathFrom));
    return { step, seconds: step.seconds + (rest?.seconds ?? 0), rest };
  };
  return steps.map(pathFrom);
}

/** The steps on the longest path of all, in order, and its seconds: what the whole run waits for. */
export function criticalPath<Step extends Timed>(
  steps: readonly Step[],
): { readonly steps: readonly Step[]; readonly seconds: number } {
  const path: Step[] = [];
  const longest = longestOf(longestPaths(steps));
  for (let at = longest; at !== undefined; at = at.rest) path.push(at.step);
  return { steps: path, seconds: longest?.seconds ?? 0 };
}

function inACircle(steps: readonly Timed[]): ProvisionError {
  const ids = steps.map(({ id }) => id).join(", ");
  return new ProvisionError("unplannable", `steps of the plan need each other: ${ids}`, { hint: "Plan again." });
}

/** The longest of them, and of several the first. */
function longestOf<Step>(paths: readonly Path<Step>[]): Path<Step> | undefined {
  return paths.toSorted((a, b) => b.seconds - a.seconds)[0];
}
