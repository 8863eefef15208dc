import { asError } from "./error.ts";
import type { PlanStep } from "./plan.ts";
import type { Progress } from "./progress.ts";

interface RunStepsInput {
  readonly progress: Progress;
  readonly signal: AbortSignal;
  /** Steps that hold a slot at once. */
  readonly concurrency: number;
  /** Carries out one step, and tells when its call is accepted, and when one only waits for its turn. */
  readonly run: (step: PlanStep, onAccepted: () => void, onQueued: () => void) => Promise<void>;
  /**
   * What a step failed with that ended with this; undefined for one that is only left as it is. Default: what
   * it ended with.
   */
  readonly failureOf?: (error: unknown) => unknown;
}

/**
 * Runs steps as soon as what they need has come far enough, and resolves when nothing runs and nothing may
 * start any more. A step holds a slot only until its call is accepted, or begins to wait for the provider's
 * pace: waiting costs the account nothing, and what goes by another pace is not to wait with it.
 */
export function runSteps({
  progress,
  signal,
  concurrency,
  run,
  failureOf = (error) => error,
}: RunStepsInput): Promise<void> {
  return new Promise((resolve) => {
    let holding = 0;
    const startReady = () => {
      // Asked anew for each step: one that makes no call is over before `begin` returns, and has started
      // others by then.
      for (let next; !signal.aborted && holding < concurrency && (next = progress.next()) !== undefined;) begin(next);
      if (progress.idle()) resolve();
    };
    const begin = (one: NonNullable<ReturnType<Progress["next"]>>) => {
      holding++;
      let holds = true;
      const release = () => {
        if (holds) holding--;
        holds = false;
      };
      one.start();
      const letOthers = () => {
        release();
        startReady();
      };
      const accept = () => {
        one.accept();
        release();
        startReady();
      };
      run(one.step, accept, letOthers)
        .then(one.finish, (error: unknown) => {
          const failure = failureOf(error);
          if (failure === undefined) one.leave();
          else one.fail(asError(failure));
        })
        .finally(() => {
          release();
          startReady();
        });
    };
    startReady();
  });
}
