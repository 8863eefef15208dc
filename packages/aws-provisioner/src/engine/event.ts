import type { Plan, PlanStep } from "./plan.ts";

/** What a run tells while it goes on. `at` is milliseconds since the run began. */
export type RunEvent = { readonly at: number } & (
  | { readonly type: "looking"; readonly cluster: string }
  | { readonly type: "planned"; readonly plan: Plan }
  | { readonly type: "started"; readonly step: PlanStep; readonly eta: number }
  /** The call was accepted; the resource is not ready, or not gone, yet. */
  | { readonly type: "waiting"; readonly step: PlanStep; readonly reason: string; readonly eta: number }
  | { readonly type: "retrying"; readonly step: PlanStep; readonly reason: string; readonly inSeconds: number }
  | {
      readonly type: "finished";
      readonly step: PlanStep;
      readonly seconds: number;
      readonly done: number;
      readonly total: number;
      readonly eta: number;
    }
  | { readonly type: "failed"; readonly step: PlanStep; readonly error: Error }
  | { readonly type: "skipped"; readonly step: PlanStep; readonly because: string }
  | { readonly type: "done"; readonly report: RunReport }
);

/** A `RunEvent` before the run has stamped its time on it. */
export type Untimed = RunEvent extends infer Event ? (Event extends RunEvent ? Omit<Event, "at"> : never) : never;

/** How a run went. */
export interface RunReport {
  readonly steps: number;
  readonly failed: number;
  readonly skipped: number;
  /** Seconds from the first step to the last. */
  readonly elapsedSeconds: number;
  /** Seconds of the longest path through the steps, each as long as it really took: no order could have been faster. */
  readonly criticalPathSeconds: number;
  readonly timings: readonly StepTiming[];
}

export interface StepTiming {
  readonly step: string;
  /** Seconds since the first step began. */
  readonly started: number;
  readonly accepted: number;
  readonly stable: number;
}
