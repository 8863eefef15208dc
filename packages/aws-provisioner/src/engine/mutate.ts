import type { Clock } from "./clock.ts";
import { ProvisionError, reasonOf } from "./error.ts";
import type { Cloud } from "./kind.ts";
import type { ObservedResource } from "./observed.ts";
import type { PlanStep } from "./plan.ts";
import type { Meaning, Provider } from "./provider.ts";
import type { EntryKeys } from "./shared.ts";
import { SentCalls } from "./sent-calls.ts";
import { tokenFor } from "./token.ts";
import { queueTime } from "./queue-time.ts";
import { isUnanswered } from "./unanswered.ts";

export type Verb = "create" | "update" | "delete";

export interface Mutation<C extends Cloud, Answer> {
  readonly step: PlanStep;
  readonly verb: Verb;
  /** What the call is made from; part of the token, so that other parameters bear another one. */
  readonly props: unknown;
  /** Marks of everything of Drydock's in the fields that others share, for a call that writes them itself. */
  readonly wrote?: EntryKeys;
  readonly call: (step: C["step"]) => Promise<Answer>;
  /**
   * Asked when the answer is that something is in use, before the call is repeated: throws where waiting for
   * it is in vain.
   */
  readonly held?: () => Promise<void>;
  /** Whether others wait for it, so that what is not seen yet is asked for again at an even pace. */
  readonly isAwaited?: () => boolean;
  /** Asked before the call is repeated: the answer, where an earlier try turns out to have had its effect. */
  readonly recall?: (because: RetryReason) => Promise<Answer | undefined>;
}

/** Why a call is to be repeated: the provider's word for it, or no word at all. */
export type RetryReason = Meaning | "unanswered";

export interface MutationScope<C extends Cloud> {
  readonly provider: Provider<C>;
  readonly clock: Clock;
  /** Aborted when no call may begin any more. */
  readonly signal: AbortSignal;
  /** Aborted when what is in flight is cut short; default `signal`. */
  readonly cut?: AbortSignal;
  /** What was sent, by step. */
  readonly calls?: SentCalls;
  readonly operation: string;
  /** Seconds for which a call to which nobody answers is sent again; default 300. */
  readonly patience?: number | undefined;
  readonly standing: (kind: string, id: string) => ObservedResource | undefined;
  readonly onChange: (kind: string) => void;
  readonly onRetry: (step: PlanStep, reason: string, inSeconds: number) => void;
  /** Is told when a call of it begins to wait for the provider's pace, some seconds by what is known. */
  readonly onQueue?: (seconds: number) => void;
}

/** Seconds for which an answer of each meaning is taken as "not yet", by verb. */
const patience: Readonly<Record<Verb, Partial<Record<RetryReason, number>>>> = {
  create: { "not-yet-visible": 300, "not-found": 300, "still-in-use": 600, throttled: 600, unanswered: 300 },
  // Of an update in several calls, one that came through refuses to come twice: `recall` then takes it off
  // the list, as soon as listings show it.
  update: {
    "not-yet-visible": 300,
    "not-found": 120,
    "already-exists": 330,
    "still-in-use": 300,
    throttled: 600,
    unanswered: 300,
  },
  delete: { "still-in-use": 1800, throttled: 600, unanswered: 300 },
};

/** Seconds for which what a listing shows at last may take to be read. */
const spare = 30;

/** The same, and of what a listing that is behind may have yet to show, at least until it does. */
function limitsOf(verb: Verb, lag: number): Partial<Record<RetryReason, number>> {
  const own = patience[verb];
  const late = (["not-found", "already-exists"] as const).flatMap((meaning) => {
    const seconds = own[meaning];
    return seconds === undefined ? [] : [[meaning, Math.max(seconds, lag + spare)] as const];
  });
  return { ...own, ...Object.fromEntries(late) };
}

/**
 * Milliseconds before the first repetition, and the most before a later one; each pause is twice the last.
 */
const pauses = { first: 500, longest: 8000 } as const;

/**
 * The one way in which anything is changed. Gives the call its token, repeats it while the answer only means
 * "not yet", and turns a cancelled call into the caller's own reason. A delete of what is not there succeeds
 * with undefined.
 *
 * @throws {ProvisionError} `timed-out` when the answer still means "not yet" after its time.
 */
export async function mutate<C extends Cloud, Answer>(
  scope: MutationScope<C>,
  { step, verb, props, wrote = {}, call, held, recall, isAwaited }: Mutation<C, Answer>,
): Promise<Answer | undefined> {
  const { provider, clock, signal, cut = signal, calls = new SentCalls(), operation, standing } = scope;
  const limits = {
    ...limitsOf(verb, provider.lagOf(step.kind).worst),
    ...(scope.patience !== undefined && { unanswered: scope.patience }),
  };
  const token = tokenFor(operation, `${verb} ${step.id}`, props);
  const queued = queueTime(clock, scope.onQueue);
  const context = { address: step.address, token, operation, wrote, standing, signal: cut, onQueue: queued.queue };
  const began = clock.now();
  let told: string | undefined;
  let isLast = false;
  for (let pause: number = pauses.first; ; pause = Math.min(pause * 2, pauses.longest)) {
    signal.throwIfAborted();
    try {
      const answer = await calls.during(
        step,
        () => call(provider.step(context)),
        (error) => (cut.aborted ? "cut" : isUnanswered(error) ? "unanswered" : "refused"),
      );
      scope.onChange(step.kind);
      return answer;
    } catch (error) {
      // Even a call that failed may have changed something.
      scope.onChange(step.kind);
      if (cut.aborted) throw cut.reason;
      const meaning = isUnanswered(error) ? "unanswered" : provider.meaning(error, step.kind);
      if (verb === "delete" && meaning === "not-found") return undefined;
      const limit = limits[meaning];
      if (limit === undefined) throw error;
      if (clock.now() - began - queued.total() > limit * 1000) {
        // What was to be seen by then is looked for once more: the last look may be older.
        if (isLast || recall === undefined) throw gaveUp(step, verb, limit, error, provider.advice?.(error));
        isLast = true;
      }
      // What would be repeated is left to the next run.
      signal.throwIfAborted();
      if (meaning === "still-in-use") await held?.();
      if (meaning === "not-yet-visible" && isAwaited?.()) pause = pauses.first;
      const reason = reasonOf(error);
      if (reason !== told) scope.onRetry(step, reason, pause / 1000);
      told = reason;
      await clock.sleep(pause, signal);
      const answer = await recall?.(meaning);
      if (answer !== undefined) return answer;
    }
  }
}

const anew = "Run again, which tries it anew; if it stays so, remove the cause that AWS names.";

function gaveUp(
  { address }: PlanStep,
  verb: Verb,
  seconds: number,
  cause: unknown,
  advice: string | undefined,
): ProvisionError {
  const message = `cannot ${verb} ${address}: still "${reasonOf(cause)}" after ${seconds} s`;
  return new ProvisionError("timed-out", message, { address, cause, hint: advice ?? anew });
}
