import type { Holder } from "./lease/holder.ts";
import type { Level } from "./level.ts";
import type { Plan, PlanStep } from "./plan.ts";

/**
 * What a run tells while it goes on, as plain data but for `plan` and `error`. `at` is milliseconds since the
 * run began; `eta` is seconds until the run should end. Events come in this order: `looking`, `planned`,
 * those of the steps, those of what is awaited after them, `done`; `silent`, `paced`, `clock` and
 * `unrecorded` come at any time. A run that is refused before its first change ends without `done`.
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
     * An earlier run was cut short, or failed, or something is missing that should be there: listings are
     * given so many seconds at most to show all that was made.
     */
    | { readonly type: "settling"; readonly seconds: number }
    /**
     * Another run holds the cluster, and is waited for, for so many seconds at most: until it has ended, or
     * gives no sign of life any more.
     */
    | {
        readonly type: "locked";
        readonly holder: Holder;
        /** What that run does, in its words. */
        readonly doing?: string | undefined;
        readonly forSeconds: number;
      }
    /** A step has begun. */
    | { readonly type: "started"; readonly step: PlanStep; readonly eta: number }
    /**
     * The call was accepted; the resource is not stable, or not gone, yet. `reason` is the provider's, or
     * "until it is stable". Told when it is another one than before.
     */
    | { readonly type: "waiting"; readonly step: PlanStep; readonly reason: string; readonly eta: number }
    /**
     * No step is left, and the run waits until what has that address has come to that level. Told when the
     * reason is another one than before.
     */
    | {
        readonly type: "awaiting";
        readonly address: string;
        readonly level: Level;
        readonly reason: string;
        readonly eta: number;
      }
    /** What was awaited has come to its level, so many seconds after that wait began. */
    | {
        readonly type: "reached";
        readonly address: string;
        readonly level: Level;
        readonly seconds: number;
        readonly eta: number;
      }
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
     * The credentials have expired, and their source gives no others yet: it is asked again, in so many
     * seconds and then ever more rarely, and nothing is sent meanwhile.
     */
    | { readonly type: "expired"; readonly reason: string; readonly inSeconds: number }
    /**
     * Calls of an action, `RunInstances of ec2`, wait noticeably for the provider's pace, by which so many a
     * second are let through as it is now. Told once of each action.
     */
    | { readonly type: "paced"; readonly call: string; readonly perSecond: number }
    /** The computer's clock is so many seconds behind the provider's, by which requests are signed. */
    | { readonly type: "clock"; readonly secondsBehind: number }
    /** The log of the run's calls is not written any more; the run goes on without it. */
    | { readonly type: "unrecorded"; readonly reason: string }
    /** A step is over after so many seconds, and with it `done` of `total`. */
    | {
        readonly type: "finished";
        readonly step: PlanStep;
        readonly seconds: number;
        readonly done: number;
        readonly total: number;
        readonly eta: number;
      }
    /**
     * An orderly end was asked for, by whom `why` says: no step begins any more, and the calls in flight, of
     * these steps, are awaited for so many seconds of grace. The record says so by now, or is about to.
     */
    | {
        readonly type: "interrupted";
        readonly why: string;
        readonly grace: number;
        readonly steps: readonly PlanStep[];
      }
    /**
     * A step had begun and is left as it is, because the run was interrupted: what it asked for may go on at
     * the provider, and the next run takes it up.
     */
    | { readonly type: "left"; readonly step: PlanStep }
    /** A step has failed, or was cut short by a cancellation: `error` is then the reason of that. */
    | { readonly type: "failed"; readonly step: PlanStep; readonly error: Error }
    /**
     * A step will not begin. `because` is the address of the step that failed before it, or says that the run
     * was cancelled or interrupted.
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
  /** How many were begun and left as they are; absent where none was. */
  readonly left?: number;
  /** Seconds from the first step until the last, and what was awaited after it, was over. */
  readonly elapsedSeconds: number;
  /**
   * Seconds of the longest path through the steps, each as long as it really took: no order could have been
   * faster.
   */
  readonly criticalPathSeconds: number;
  /** Of each step that was done, in the order in which they began. */
  readonly timings: readonly StepTiming[];
}

/** When a step came how far, in seconds since the first step began. */
export interface StepTiming {
  /** Its id. */
  readonly step: string;
  readonly started: number;
  readonly accepted: number;
  readonly stable: number;
  /** Absent where the run did not wait for that. */
  readonly serving?: number;
}
