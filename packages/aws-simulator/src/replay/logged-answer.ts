import { AwsError } from "../aws-error.ts";
import { bodyOf } from "../s3/body.ts";
import { bytesOfText } from "./bytes.ts";
import type { KnownValues } from "./known-values.ts";
import type { Fields, LoggedAttempt, LoggedError } from "./log-run.ts";

/**
 * The output of a logged attempt, with what is known in the place of what the log hides.
 *
 * @throws what its client threw.
 */
export function loggedAnswer(attempt: LoggedAttempt, known: KnownValues): Fields {
  const { output, error, status, requestId, heard } = attempt;
  const $metadata = {
    ...(status !== undefined && { httpStatusCode: status }),
    ...(requestId !== undefined && { requestId }),
    attempts: 1,
    totalRetryDelay: 0,
  };
  if (error !== undefined) throw heard === undefined ? refusal(error, $metadata) : noAnswer(error, $metadata);
  const { Body, ...rest } = valueIn(output, known) as Fields;
  // Of an object the SDK gives a stream.
  const body = Body instanceof Uint8Array ? { Body: bodyOf(Body) } : {};
  return { ...rest, ...body, $metadata };
}

type Metadata = { readonly httpStatusCode?: number; readonly requestId?: string };

function refusal({ name, message, fault, system, ...members }: LoggedError, metadata: Metadata): Error {
  // What the client itself found before anything was sent has no status.
  if (metadata.httpStatusCode === undefined) return Object.assign(new Error(message), { name });
  const { httpStatusCode: status } = metadata;
  const error = new AwsError(name, message, { status, members, ...(fault !== undefined && { fault }) });
  Object.assign(error.$metadata, metadata);
  return error;
}

function noAnswer({ name, message, fault, system }: LoggedError, $metadata: Metadata): Error {
  return Object.assign(new Error(message), {
    name,
    $metadata,
    ...(system !== undefined && { code: system }),
    ...(fault !== undefined && { $fault: fault }),
  });
}

function valueIn(logged: unknown, known: KnownValues): unknown {
  if (typeof logged === "string") return known.reveal(logged);
  if (Array.isArray(logged)) return logged.map((item: unknown) => valueIn(item, known));
  if (typeof logged !== "object" || logged === null) return logged;
  const { $date, $bytes } = logged as { $date?: unknown; $bytes?: unknown };
  if (typeof $date === "string") return new Date($date);
  if (typeof $bytes === "string") return bytesOfText(known.reveal($bytes));
  return Object.fromEntries(Object.entries(logged).map(([name, item]) => [name, valueIn(item, known)]));
}
