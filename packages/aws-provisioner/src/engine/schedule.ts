import { ProvisionError } from "./error.ts";
import { gather } from "./gather.ts";
import type { PlanStep } from "./plan.ts";

type Timed = Pick<PlanStep, "id" | "seconds" | "needs" | "waits">;
type Reached = PlanStep["needs"][number]["reached"];

/** A step and the longest path behind it, through what waits for it, to the end of the run. */
export interface Path<Step> {
  readonly step: Step;
  /** From the start of this step to the end. */
  readonly seconds: number;
  /** Undefined where nothing that waits for the step ends later than it does itself. */
  readonly rest: Path<Step> | undefined;
}

/** Usual seconds until a call is answered, and with that accepted. */
export const answerSeconds = 1;

/** Usual seconds from the start of a step until it has come so far. */
export function secondsUntil({ seconds }: Pick<PlanStep, "seconds">, reached: Reached): number {
  return reached === "accepted" ? Math.min(seconds, answerSeconds) : seconds;
}

/**
 * For each step, in their order, the longest path that begins with it. A step that another needs only
 * accepted counts on that path with the seconds until then.
 *
 * @throws {ProvisionError} `unplannable` for steps that need each other, as in a plan that was changed by
 * hand.
 */
export function longestPaths<Step extends Timed>(steps: readonly Step[]): readonly Path<Step>[] {
  const followers = new Map<string, { readonly step: Step; readonly reached: Reached }[]>();
  for (const step of steps) {
    for (const { step: first, reached } of step.needs) gather(followers, first, { step, reached });
  }
  const known = new Map<Step, Path<Step>>();
  const measure = (step: Step): Path<Step> => {
    const onward = (followers.get(step.id) ?? []).flatMap(({ step: follower, reached }) => {
      const rest = known.get(follower);
      return rest === undefined ? [] : { step, seconds: secondsUntil(step, reached) + rest.seconds, rest };
    });
    const alone = { step, seconds: step.waits ?? step.seconds, rest: undefined };
    return longestOf([...onward, alone]) ?? alone;
  };
  // No call within a call: a plan may be one long row.
  const settle = (start: Step): void => {
    const path = [{ step: start, seen: 0 }];
    const open = new Set([start]);
    for (let last = path.at(-1); last !== undefined; last = path.at(-1)) {
      const next = followers.get(last.step.id)?.[last.seen++]?.step;
      if (next === undefined) {
        known.set(last.step, measure(last.step));
        open.delete(last.step);
        path.pop();
      } else if (open.has(next)) {
        throw inACircle([...open].slice([...open].indexOf(next)));
      } else if (!known.has(next)) {
        open.add(next);
        path.push({ step: next, seen: 0 });
      }
    }
  };
  return steps.flatMap((step) => {
    if (!known.has(step)) settle(step);
    return known.get(step) ?? [];
  });
}

/**
 * The steps on the longest path of all, in order, and its seconds: how long the whole run takes if each step
 * takes its time and none has to wait for a slot.
 */
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
  return paths.reduce<Path<Step> | undefined>(
    (longest, path) => (longest === undefined || path.seconds > longest.seconds ? path : longest),
    undefined,
  );
}
