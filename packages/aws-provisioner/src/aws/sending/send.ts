import type { Clock } from "../../engine/clock.ts";
import { reasonOf } from "../../engine/error.ts";
import type { Gate } from "../../engine/lease/gate.ts";
import { UnansweredError } from "../../engine/unanswered.ts";
import { classify } from "../error-table.ts";
import { type Call, isReading } from "./call.ts";
import { hearingOf } from "./heard.ts";
import { type AttemptOutcome, once } from "./once.ts";
import { isExpired, isMistimed, isOutOfTime } from "./refused-signature.ts";
import type { Leave } from "../pacing/pacer.ts";

/** What sending goes by. */
export interface SendingInput {
  readonly clock: Clock;
  /** The time in which an attempt is given up; default that of `clock`. */
  readonly limits?: Clock;
  /** Seconds for which a call that gets no answer is sent again, where that may be. */
  readonly patience: number;
  /** Numbers from 0 up to 1, by which pauses differ. */
  readonly random: () => number;
  /** Asked first of all for each attempt: resolves when it may be made. */
  readonly pace?: (call: Call, signal: AbortSignal | undefined) => Promise<Leave>;
  /** What a call that changes something passes before each attempt, when it is about to be made. */
  readonly gate?: Gate;
  /** Is told of each attempt that begins, and gives what is told of its end. */
  readonly onAttempt?: (attempt: Attempt) => (outcome: AttemptOutcome<unknown>) => void;
  /** Is told of a call that is to be sent again. */
  readonly onSilence?: (silence: Silence) => void;
  /** By how many milliseconds requests are signed later than our own clock says (`aws-clock.ts`). */
  readonly offset?: () => number;
  /** Whether there is no hope for an answer, however long it is waited for. */
  readonly isVain?: (error: unknown) => boolean;
  /** Asks for other credentials where these have expired. */
  readonly renew?: (call: Call) => Promise<Renewal>;
  /** Is told that there are none: they are asked for again as long as patience lasts. */
  readonly onExpired?: (expiry: { readonly reason: string; readonly inSeconds: number }) => void;
}

/** One of the times that a call is sent. */
export interface Attempt {
  readonly call: Call;
  /** 1 for the first. */
  readonly number: number;
}

/** What came of asking for credentials: other ones, the same, or the same for ever. */
export type Renewal = "renewed" | "same" | "fixed";

/** A call to which no answer came, and that is sent again. */
export interface Silence {
  readonly call: Call;
  readonly reason: string;
  readonly inSeconds: number;
}

/** Milliseconds by which a signature's time may be off in any case. */
const signedWithin = 60_000;

/** Milliseconds before the first repetition, and the most before a later one. */
const pauses = { first: 500, longest: 15_000 } as const;

/**
 * Sends a call, each attempt with an end. One that only looks is sent again while no answer comes, and one
 * that changes something only where it cannot have been heard: what may have had its effect is for the engine
 * to look after.
 *
 * @throws UnansweredError where nobody knows whether AWS heard it; AWS's refusal as it is.
 */
export async function send<Output>(
  call: Call,
  attempt: (signal: AbortSignal) => Promise<Output>,
  signal: AbortSignal | undefined,
  input: SendingInput,
): Promise<Output> {
  const { clock, limits = clock, patience, random, onSilence } = input;
  let began = clock.now();
  let [hasRenewed, hasSignedAgain] = [false, false];
  let number = 0;
  for (let pause: number = pauses.first; ; pause = Math.min(pause * 2, pauses.longest)) {
    signal?.throwIfAborted();
    const asked = clock.now();
    const leave = await input.pace?.(call, signal);
    const sentAt = clock.now();
    // What waits for AWS's pace is no call to which nobody answers.
    began += sentAt - asked;
    const lease = isReading(call) ? undefined : input.gate?.lease;
    await lease?.untilFresh(signal);
    const signedBy = input.offset?.() ?? 0;
    const onEnd = input.onAttempt?.({ call, number: (number += 1) });
    const outcome = await once(call, attempt, { signal, ends: lease?.ends }, limits);
    onEnd?.(outcome);
    if ("output" in outcome) return outcome.output;
    const { error } = outcome;
    leave?.failed(error, sentAt);
    if (signal?.aborted) throw signal.reason;
    // The refusal itself has told what the time is, or the request was on its way for long; nothing has come
    // of it. Answers tell whole seconds: a little more or less is nothing learnt.
    const isLearnt = Math.abs((input.offset?.() ?? 0) - signedBy) > signedWithin && isMistimed(error);
    if (isLearnt || (!hasSignedAgain && isOutOfTime(error))) {
      hasSignedAgain = true;
      continue;
    }
    // Refused for credentials that have expired is known to have had no effect.
    let reason = reasonOf(error);
    const renewal = await renewalOf(call, error, input.renew).catch((failure: unknown): Renewal => {
      reason = reasonOf(failure);
      return "same";
    });
    if (renewal === "fixed") throw error;
    if (renewal === "renewed" && !hasRenewed) {
      hasRenewed = true;
      continue;
    }
    const hearing = hearingOf(error);
    const isSilent =
      renewal !== undefined ||
      hearing === "not-sent" ||
      (hearing === "unknown" && isReading(call)) ||
      isSlowedReading(call, error);
    const isOver = clock.now() - began > patience * 1000 || input.isVain?.(error) === true;
    if (!isSilent || isOver) throw hearing === "refused" ? error : unanswered(error);
    // Half of it by chance: callers that were cut off together are not to come back together.
    const wait = pause * (0.5 + random() / 2);
    if (renewal === undefined) onSilence?.({ call, reason, inSeconds: wait / 1000 });
    else input.onExpired?.({ reason, inSeconds: wait / 1000 });
    await clock.sleep(wait, signal);
  }
}

/** What became of the credentials where a call was refused for them; undefined where it was not. */
async function renewalOf(call: Call, error: unknown, renew: SendingInput["renew"]): Promise<Renewal | undefined> {
  return renew !== undefined && isExpired(error) ? renew(call) : undefined;
}

function unanswered(error: unknown): UnansweredError {
  return error instanceof UnansweredError ? error : new UnansweredError(error);
}

function isSlowedReading(call: Call, error: unknown): boolean {
  return isReading(call) && classify(error) === "throttled";
}
