import type { Need, PlanStep } from "./plan.ts";
import { longestPaths } from "./schedule.ts";

/** How far a step of a run has come. */
export type State = "pending" | "running" | "accepted" | "stable" | "failed" | "left" | "skipped";

/** One step of a run, as far as it has come. */
export interface Entry {
  readonly step: PlanStep;
  /** Its place in the plan. */
  readonly at: number;
  /** Seconds from its start to the end of the run, as planned. */
  readonly toEnd: number;
  /** Who needs it, and how far. */
  readonly followers: { readonly entry: Entry; readonly reached: Need["reached"] }[];
  /** How many of its needs have not come far enough. */
  missing: number;
  state: State;
  /** Clock time by which it should be over. */
  due: number;
}

/** The steps of a plan before any of them has begun, with who needs them. */
export function entriesOf(steps: readonly PlanStep[]): readonly Entry[] {
  const entries = longestPaths(steps).map(({ step, seconds: toEnd }, at): Entry => {
    return { step, at, toEnd, followers: [], missing: step.needs.length, state: "pending", due: 0 };
  });
  const byId = new Map(entries.map((entry) => [entry.step.id, entry]));
  for (const entry of entries)
    for (const { step, reached } of entry.step.needs) byId.get(step)?.followers.push({ entry, reached });
  return entries;
}

export function isPending({ state }: Entry): boolean {
  return state === "pending";
}

/** Whether one that has begun has yet to come so far. */
export function isOnItsWay({ state }: Entry, reached: Need["reached"]): boolean {
  return state === "running" || (state === "accepted" && reached === "stable");
}

/** Whether the way from one to the end is longer; of two as long, the first of the plan counts as that. */
export function isLonger(one: Entry, other: Entry): boolean {
  return one.toEnd === other.toEnd ? one.at < other.at : one.toEnd > other.toEnd;
}
