import { copyOf } from "./request/copy.ts";

/** One request that the account has received. */
export interface LoggedCall {
  /** The service's id: `EC2`, ... */
  readonly service: string;
  readonly operation: string;
  readonly input: unknown;
  /** Virtual time, epoch milliseconds, at which the request was sent. */
  readonly start: number;
  /** Virtual time at which its answer arrived; undefined while it is under way. */
  readonly end: number | undefined;
  /** "ok", the error's code, or undefined while the call is under way. */
  readonly outcome: string | undefined;
  /** Who sent it: "client" for an SDK client, "direct" for a call of `handle`. */
  readonly origin: string;
}

/** A {@link LoggedCall} while it is being written. */
export type OpenCall = { -readonly [K in keyof LoggedCall]: LoggedCall[K] };

/** Begins an entry; a copy of the input is kept, since its owner may change it later. */
export function openCall(
  log: LoggedCall[],
  call: Pick<LoggedCall, "service" | "operation" | "input" | "start" | "origin">,
): OpenCall {
  const entry: OpenCall = { ...call, input: keptCopy(call.input), end: undefined, outcome: undefined };
  log.push(entry);
  return entry;
}

function keptCopy(input: unknown): unknown {
  try {
    return copyOf(input);
  } catch {
    return input; // A stream as a body cannot be copied.
  }
}
