import type { Clock } from "../../engine/clock.ts";
import { reasonOf } from "../../engine/error.ts";
import { UnansweredError } from "../../engine/unanswered.ts";
import { classify } from "../error-table.ts";
import { type Call, isReading } from "./call.ts";
import { hearingOf, isAnswer } from "./heard.ts";
import { limitOf } from "./limits.ts";
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
  /** Asked before each attempt, when it is about to be made: throws where none may be made any more. */
  readonly guard?: () => void;
  /** Is told of a call that is to be sent again. */
  readonly onSilence?: (silence: Silence) => void;
  /** Asks for other credentials where these have expired; whether there are any. */
  readonly renew?: (call: Call) => Promise<boolean>;
}

/** A call to which no answer came, and that is sent again. */
export interface Silence {
  readonly call: Call;
  readonly reason: string;
  readonly inSeconds: number;
}

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
  let mayRenew = true;
  for (let pause: number = pauses.first; ; pause = Math.min(pause * 2, pauses.longest)) {
    signal?.throwIfAborted();
    const asked = clock.now();
    const leave = await input.pace?.(call, signal);
    const sentAt = clock.now();
    // What waits for AWS's pace is no call to which nobody answers.
    began += sentAt - asked;
    input.guard?.();
    const outcome = await once(call, attempt, signal, limits);
    if ("output" in outcome) return outcome.output;
    const { error } = outcome;
    leave?.failed(error, sentAt);
    if (signal?.aborted) throw signal.reason;
    if (mayRenew && input.renew !== undefined && isExpired(error)) {
      mayRenew = false;
      if (await input.renew(call)) continue;
      throw error;
    }
    const hearing = hearingOf(error);
    const isSilent =
      hearing === "not-sent" || (hearing === "unknown" && isReading(call)) || isSlowedReading(call, error);
    if (!isSilent || clock.now() - began > patience * 1000) throw hearing === "refused" ? error : unanswered(error);
    // Half of it by chance: callers that were cut off together are not to come back together.
    const wait = pause * (0.5 + random() / 2);
    onSilence?.({ call, reason: reasonOf(error), inSeconds: wait / 1000 });
    await clock.sleep(wait, signal);
  }
}

type Outcome<Output> = { readonly output: Output } | { readonly error: unknown };

/** One attempt, that ends at its limit at the latest. */
async function once<Output>(
  call: Call,
  attempt: (signal: AbortSignal) => Promise<Output>,
  signal: AbortSignal | undefined,
  clock: Clock,
): Promise<Outcome<Output>> {
  const seconds = limitOf(call);
  const [answered, late] = [new AbortController(), new AbortController()];
  const cut = signal === undefined ? late.signal : AbortSignal.any([signal, late.signal]);
  const limit = clock.sleep(seconds * 1000, answered.signal).then(
    (): Outcome<Output> => {
      late.abort(new UnansweredError(new Error(`nothing came for ${seconds} s`)));
      return { error: late.signal.reason };
    },
    // Answered in time, or cancelled, which the attempt tells of.
    () => new Promise<never>(() => {}),
  );
  const sent = attempt(cut).then(
    (output): Outcome<Output> =>
      isAnswer(call, output) ? { output } : { error: new UnansweredError(new Error("an answer that is not AWS's")) },
    (error: unknown): Outcome<Output> => ({ error: late.signal.aborted ? late.signal.reason : error }),
  );
  try {
    return await Promise.race([sent, limit]);
  } finally {
    answered.abort();
  }
}

function unanswered(error: unknown): UnansweredError {
  return error instanceof UnansweredError ? error : new UnansweredError(error);
}

function isSlowedReading(call: Call, error: unknown): boolean {
  return isReading(call) && classify(error) === "throttled";
}

/** Codes of credentials that have expired, whatever the service calls them. */
function isExpired(error: unknown): boolean {
  return error instanceof Error && /^(?:ExpiredToken|ExpiredTokenException|RequestExpired)$/.test(error.name);
}
