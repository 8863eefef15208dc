import type { Plan, PlanStep } from "./plan.ts";

/**
 * What a run tells while it goes on, as plain data but for `plan` and `error`. `at` is milliseconds since the
 * run began; `eta` is seconds until the run should end. Events come in this order: `looking`, `planned`,
 * those of the steps, `done`; `silent`, `paced` and `clock` come at any time. A run that is refused before
 * its first change ends without `done`.
 *
 * Types and fields of events change by the same rule as the format of a `Plan`: new ones may come, so that a
 * reader leaves alone what it does not know; none goes and none gets another meaning while the plan's
 * `format` is 1.
 */
export type RunEvent = { readonly at: number } &
  /** The account is about to be read. */
  (
    | { readonly type: "looking"; readonly cluster: string }
    /** The plan that is about to be carried out. */
    | { readonly type: "planned"; readonly plan: Plan }
    /**
     * An earlier run was cut short, or failed: listings are given so many seconds to show all that it made.
     */
    | { readonly type: "settling"; readonly seconds: number }
    /** A step has begun. */
    | { readonly type: "started"; readonly step: PlanStep; readonly eta: number }
    /**
     * The call was accepted; the resource is not ready, or not gone, yet. `reason` is the provider's, or
     * "until it is ready".
     */
    | { readonly type: "waiting"; readonly step: PlanStep; readonly reason: string; readonly eta: number }
    /**
     * An answer meant "not yet": the call is repeated in so many seconds, and then ever more rarely. Told
     * when the answer is another one than before.
     */
    | { readonly type: "retrying"; readonly step: PlanStep; readonly reason: string; readonly inSeconds: number }
    /**
     * Nobody answered a call, `DescribeVpcs of ec2`, that is sent again in so many seconds: the network may
     * be away, or something on the way answers in the provider's place.
     */
    | { readonly type: "silent"; readonly call: string; readonly reason: string; readonly inSeconds: number }
    /**
     * Calls of an action, `RunInstances of ec2`, wait noticeably for the provider's pace, by which so many a
     * second are let through as it is now. Told once of each action.
     */
    | { readonly type: "paced"; readonly call: string; readonly perSecond: number }
    /** The computer's clock is so many seconds behind the provider's, by which requests are signed. */
    | { readonly type: "clock"; readonly secondsBehind: number }
    /** A step is over after so many seconds, and with it `done` of `total`. */
    | {
        readonly type: "finished";
        readonly step: PlanStep;
        readonly seconds: number;
        readonly done: number;
        readonly total: number;
        readonly eta: number;
      }
    /** A step has failed, or was cut short by a cancellation: `error` is then the reason of that. */
    | { readonly type: "failed"; readonly step: PlanStep; readonly error: Error }
    /**
     * A step will not begin. `because` is the address of the step that failed before it, or says that the run
     * was cancelled.
     */
    | { readonly type: "skipped"; readonly step: PlanStep; readonly because: string }
    /** Nothing runs any more. */
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
  /**
   * Seconds of the longest path through the steps, each as long as it really took: no order could have been
   * faster.
   */
  readonly criticalPathSeconds: number;
  readonly timings: readonly StepTiming[];
}

/** When a step came how far, in seconds since the first step began. */
export interface StepTiming {
  /** Its id. */
  readonly step: string;
  readonly started: number;
  readonly accepted: number;
  readonly stable: number;
}
