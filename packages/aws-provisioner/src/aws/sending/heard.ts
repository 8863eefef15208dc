import { httpStatus } from "../http-status.ts";
import { isUnanswered } from "../../engine/unanswered.ts";
import { NotSentError } from "./admission.ts";
import { type Call, isReading } from "./call.ts";

/**
 * What became of an attempt that failed: AWS refused it; it never left, so that nothing can have come of it;
 * or nobody knows whether AWS heard it.
 */
export type Hearing = "refused" | "not-sent" | "unknown";

/** Codes of Node's for what fails before a byte of the request is sent. */
const beforeSent: ReadonlySet<unknown> = new Set([
  "ENOTFOUND",
  "EAI_AGAIN",
  "ECONNREFUSED",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "EPROTO",
]);

/**
 * What an error of the SDK says of the attempt. Only an answer with a code of AWS's own is one: a proxy that
 * is down answers 502, a login page 200 or 302, and neither names a request of AWS's.
 */
export function hearingOf(error: unknown): Hearing {
  if (!(error instanceof Error)) return "unknown";
  if (error instanceof NotSentError) return "not-sent";
  const { code } = error as NodeJS.ErrnoException;
  if (beforeSent.has(code) || /^(?:CERT_|DEPTH_ZERO_|ERR_TLS_|UNABLE_TO_)/.test(String(code))) return "not-sent";
  if (isUnanswered(error)) return "unknown";
  const status = httpStatus(error);
  // What the SDK itself finds before it sends: input that is wrong, credentials that are not there.
  if (status === undefined) return "refused";
  // A success of which nothing can be read was one, and nobody knows of what.
  const isSuccess = status < 300;
  return isSuccess || !bearsCode(error) ? "unknown" : "refused";
}

/** Whether AWS gave its own code, or at least the id of the request, as S3 does where it sends no body. */
function bearsCode(error: Error): boolean {
  const { requestId } = (error as { $metadata?: { requestId?: string } }).$metadata ?? {};
  if (requestId !== undefined) return true;
  const { $fault } = error as { $fault?: string };
  return $fault !== undefined && error.name !== "Unknown" && error.name !== "UnknownError";
}

/**
 * Whether an output is AWS's: a page with status 200, or an empty body, reads as an answer in which nothing
 * stands. A set that is empty is there.
 */
export function isAnswer(call: Call, output: unknown): boolean {
  const { $metadata = {}, ...rest } = Object(output) as { $metadata?: { requestId?: string } };
  if (call.members.some((name) => (rest as Record<string, unknown>)[name] !== undefined)) return true;
  const mayBeBare = call.members.length === 0 || !isReading(call) || bare.has(call.operation);
  return mayBeBare && $metadata.requestId !== undefined;
}

/** Readings whose answers may have no member: a bucket that never had versions says nothing of them. */
const bare: ReadonlySet<string> = new Set(["GetBucketVersioning"]);
