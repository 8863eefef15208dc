import { reasonOf } from "./error.ts";

/** Codes of Node's for a connection that broke, or was never made. */
const codes: ReadonlySet<unknown> = new Set([
  "ECONNRESET",
  "ECONNREFUSED",
  "EPIPE",
  "ETIMEDOUT",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "ENOTFOUND",
  "EAI_AGAIN",
]);

/** A call that may or may not have had its effect, in place of the error that says so. */
export class UnansweredError extends Error {
  override readonly name = "UnansweredError";

  /**
   * Keeps the words of `reason` and not the error, by which a client that repeats calls on its own would know
   * it as passing.
   */
  constructor(reason: unknown) {
    super(`no answer: ${reasonOf(reason)}`);
  }
}

/** Whether a call ended without an answer. No provider's word for it is asked: there was none. */
export function isUnanswered(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  // So the platform calls a time limit that ran out, and clients do the same of a connection that stays
  // silent.
  if (error instanceof UnansweredError || error.name === "TimeoutError") return true;
  return codes.has((error as NodeJS.ErrnoException).code);
}
