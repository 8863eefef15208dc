import { setMaxListeners } from "node:events";
import type { Clock } from "./clock.ts";
import { ProvisionError, reasonOf } from "./error.ts";

/** How a run may be ended from outside. */
interface StopOptions {
  /** Stops at once. */
  readonly signal?: AbortSignal;
  /** Asks for an orderly end. */
  readonly interrupt?: AbortSignal;
  /** Seconds for which calls in flight are waited for after `interrupt`. Default 7. */
  readonly grace?: number;
}

/** An orderly end that may come: what there is to know of it. */
export interface Interruption {
  /** Aborted when nothing may be sent any more, and what is in flight is cut short. */
  readonly cut: AbortSignal;
  /** Seconds from the interruption until then. */
  readonly graceSeconds: number;
  /** Who asked for it, in words; undefined where nobody has, or where the run was stopped at once before. */
  readonly why: () => string | undefined;
}

export interface Stops extends Interruption {
  /** Aborted when nothing new may begin and nothing is waited for any more: by either of the two signals. */
  readonly signal: AbortSignal;
  /** Stops the run at once, for a reason of its own. */
  stop(reason: unknown): void;
  /** Leaves the caller's signals alone from now on. */
  letGo(): void;
}

/**
 * Seconds of grace unless it is said otherwise: runners of CI take everything away some ten seconds after
 * their first signal.
 */
const usualGrace = 7;

/**
 * The caller's signals for any number of calls at once: Node warns of a leak at the eleventh listener of one
 * signal.
 */
export function stopsOf({ signal, interrupt, grace = usualGrace }: StopOptions, clock: Clock): Stops {
  const [begin, cut, over] = [new AbortController(), new AbortController(), new AbortController()];
  setMaxListeners(0, begin.signal, cut.signal);
  let why: string | undefined;
  const stopFor = (reason: unknown) => {
    begin.abort(reason);
    cut.abort(reason);
  };
  const stop = () => stopFor(signal?.reason);
  const end = () => {
    if (begin.signal.aborted) return;
    why = whyOf(interrupt?.reason);
    const reason = interruptedBy(why);
    clock.sleep(grace * 1000, over.signal).then(
      () => cut.abort(reason),
      () => {},
    );
    begin.abort(reason);
  };
  if (signal?.aborted) stop();
  if (interrupt?.aborted) end();
  signal?.addEventListener("abort", stop, { once: true });
  interrupt?.addEventListener("abort", end, { once: true });
  return {
    signal: begin.signal,
    cut: cut.signal,
    graceSeconds: grace,
    why: () => why,
    stop: stopFor,
    letGo() {
      over.abort();
      signal?.removeEventListener("abort", stop);
      interrupt?.removeEventListener("abort", end);
    },
  };
}

/** What ends a run that had nothing under way. */
function interruptedBy(why: string): ProvisionError {
  return new ProvisionError("interrupted", `interrupted by ${why}`, {
    hint: "It had no change under way. Run the same again.",
  });
}

function whyOf(reason: unknown): string {
  // What an `AbortController` gives by itself says nothing.
  const isUnsaid = reason instanceof DOMException && reason.name === "AbortError";
  return isUnsaid ? "the caller" : reasonOf(reason);
}
