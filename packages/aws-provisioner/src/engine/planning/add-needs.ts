import { gather } from "../gather.ts";
import type { Need, PlanStep } from "../plan.ts";

/** A step, by its id, and the ids of those that are to be over before it starts. */
export type WantedNeeds = readonly [step: string, first: readonly string[]];

/**
 * The steps with further needs, each added in its turn unless what it would wait for waits for the step
 * itself: of what cannot be, the order that must be is left.
 */
export function addNeeds(steps: readonly PlanStep[], wanted: Iterable<WantedNeeds>): PlanStep[] {
  const followers = new Followers(steps);
  const known = new Map(steps.map(({ id, needs }) => [id, new Set(needs.map(({ step }) => step))]));
  const added = new Map<string, Need[]>();
  for (const [id, first] of wanted) {
    const own = known.get(id);
    const missing = own === undefined ? [] : first.filter((one) => !own.has(one));
    if (own === undefined || missing.length === 0) continue;
    const later = followers.allOf(id);
    for (const one of missing) {
      if (later.has(one)) continue;
      followers.add(one, id);
      own.add(one);
      gather(added, id, { step: one, reached: "stable" });
    }
  }
  return steps.map((step) => ({ ...step, needs: [...step.needs, ...(added.get(step.id) ?? [])] }));
}

/** Who waits for whom, from the first to the next. */
class Followers {
  readonly #direct = new Map<string, string[]>();

  constructor(steps: readonly PlanStep[]) {
    for (const { id, needs } of steps) for (const { step } of needs) this.add(step, id);
  }

  add(first: string, next: string): void {
    gather(this.#direct, first, next);
  }

  /** The step itself and every other that waits for it, however far on the way. */
  allOf(id: string): ReadonlySet<string> {
    const found = new Set([id]);
    for (const one of found) for (const next of this.#direct.get(one) ?? []) found.add(next);
    return found;
  }
}
