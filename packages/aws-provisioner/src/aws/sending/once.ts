import type { Clock } from "../../engine/clock.ts";
import { over } from "../../engine/over.ts";
import { UnansweredError } from "../../engine/unanswered.ts";
import type { Call } from "./call.ts";
import { isAnswer } from "./heard.ts";
import { limitOf } from "./limits.ts";

/** What became of an attempt. */
export type AttemptOutcome<Output> =
  | { readonly output: Output }
  | {
      readonly error: unknown;
      /** What came in place of an answer of AWS's. */
      readonly answer?: unknown;
      /** Whether nothing came within its limit. */
      readonly isLate?: true;
    };

/** One attempt, that ends at its limit at the latest, and with the signal, whether or not it heeds that. */
export async function once<Output>(
  call: Call,
  attempt: (signal: AbortSignal) => Promise<Output>,
  { signal, ends }: { readonly signal: AbortSignal | undefined; readonly ends: AbortSignal | undefined },
  clock: Clock,
): Promise<AttemptOutcome<Output>> {
  const seconds = limitOf(call);
  const [answered, cut] = [new AbortController(), new AbortController()];
  let isLate = false;
  const limit = clock.sleep(seconds * 1000, answered.signal).then(
    (): AttemptOutcome<Output> => {
      isLate = true;
      cut.abort(new UnansweredError(new Error(`nothing came for ${seconds} s`)));
      return { error: cut.signal.reason, isLate };
    },
    // Answered in time, or ended, when nobody asks any more.
    (error: unknown): AttemptOutcome<Output> => ({ error }),
  );
  const enders = [signal, ends].filter((one) => one !== undefined);
  const listening: (() => void)[] = [];
  const ended = new Promise<AttemptOutcome<Output>>((resolve) => {
    // Not by `AbortSignal.any`, which takes twice as much time and garbage.
    for (const from of enders) {
      const end = () => {
        cut.abort(from.reason);
        resolve({ error: from.reason });
      };
      if (from.aborted) end();
      else from.addEventListener("abort", end);
      listening.push(() => from.removeEventListener("abort", end));
    }
  });
  const sent = attempt(cut.signal).then(
    (output): AttemptOutcome<Output> =>
      isAnswer(call, output)
        ? { output }
        : { error: new UnansweredError(new Error("an answer that is not AWS's")), answer: output },
    (error: unknown): AttemptOutcome<Output> => (isLate ? { error: cut.signal.reason, isLate } : { error }),
  );
  try {
    return await Promise.race([sent, limit, ended]);
  } finally {
    for (const stop of listening) stop();
    answered.abort(over);
  }
}
