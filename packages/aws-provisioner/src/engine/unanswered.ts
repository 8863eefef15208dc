/** Codes of Node's for a connection that broke, or was never made. */
const codes = new Set(["ECONNRESET", "ECONNREFUSED", "EPIPE", "ETIMEDOUT", "EHOSTUNREACH", "ENETUNREACH", "ENOTFOUND", "EAI_AGAIN"]);

/** Whether a call ended without an answer, and so may or may not have had its effect. No provider's word for it: there was none. */
export function isUnanswered(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  // The SDK for JavaScript calls a broken connection and a silent one alike.
  return error.name === "TimeoutError" || ("code" in error && typeof error.code === "string" && codes.has(error.code)) || isUnanswered(error.cause);
}
