import type { MetadataBearer } from "@smithy/types";
import { AwsError } from "./aws-error.ts";
import { type LoggedCall, openCall } from "./call-log.ts";
import type { Clock } from "./clock.ts";
import type { Fault, FaultEffect } from "./faults/fault.ts";
import { foreignAnswer } from "./faults/foreign-answer.ts";
import { networkError } from "./faults/network-error.ts";
import { withoutOne } from "./faults/omission.ts";
import { throttle } from "./faults/throttle.ts";
import type { AnyHandler, Handler, Service } from "./handler.ts";
import { isRead } from "./latency.ts";
import type { Random } from "./random.ts";
import type { Account } from "./state.ts";

/** What stands behind the front. */
export interface FrontParts {
  readonly services: readonly Service[];
  readonly account: Account;
  readonly clock: Clock;
  readonly calls: LoggedCall[];
  readonly faults: readonly Fault[];
  readonly throttling: boolean;
  readonly requestIds: Random;
}

/** One request to the front. */
export interface FrontRequest {
  readonly service: string;
  readonly operation: string;
  readonly input: unknown;
  readonly origin: string;
}

/**
 * Makes the one entrance of an account: it logs each request, lets it take its time, applies faults and
 * throttling, settles what is due, and has the operation's handler answer. A request takes effect halfway
 * through its duration, so a client that dies meanwhile may or may not have been heard.
 */
export function front(parts: FrontParts): (request: FrontRequest) => Promise<MetadataBearer> {
  const { services, account, clock, calls, faults, throttling, requestIds } = parts;
  const counts = new Map<string, number>();
  const checkRate = throttling ? throttle() : undefined;
  const uuid = (): string => [8, 4, 4, 4, 12].map((length) => requestIds.hex(length)).join("-");

  const strike = (request: FrontRequest): FaultEffect | undefined => {
    const action = `${request.service}.${request.operation}`;
    const nth = (counts.get(action) ?? 0) + 1;
    counts.set(action, nth);
    const call = { ...request, nth, index: calls.length, now: clock.now() };
    for (const fault of faults) {
      const effect = fault(call);
      if (effect !== undefined) return effect;
    }
    return undefined;
  };

  const effectOf = ({ service, operation, input }: FrontRequest, struck: FaultEffect | undefined): object => {
    const now = clock.now();
    account.settle(now);
    const cameToPass = checkRate?.({ service, operation, input, accountId: account.accountId, now });
    if (struck?.kind === "refuse") {
      const { code, message = `refused by a fault: ${code}`, ...details } = struck;
      throw new AwsError(code, message, details);
    }
    const answer = handlerOf(services, service, operation);
    try {
      const output = answer({ input: input ?? {}, account, now, random: account.random });
      cameToPass?.();
      return output;
    } finally {
      // A request that is refused may have done something before.
      if (!isRead(operation)) account.changed(now);
    }
  };

  return async (request) => {
    const { service, operation, input, origin } = request;
    const entry = openCall(calls, { service, operation, input, origin, start: clock.now() });
    const struck = strike(request);
    const duration = account.latency.call(service, operation);
    const requestId = uuid();
    const pause = (ms: number): Promise<void> => (ms > 0 ? clock.sleep(ms) : Promise.resolve());
    try {
      await pause(duration / 2);
      if (struck?.kind === "lose-request") throw networkError();
      let output: object = {};
      try {
        if (isHeard(struck)) output = effectOf(request, struck);
      } finally {
        await pause(duration / 2 + (struck?.kind === "delay" ? struck.ms : 0));
      }
      if (struck?.kind === "lose-answer") throw networkError();
      if (struck?.kind === "hang") return await new Promise<never>(() => {});
      if (struck?.kind === "foreign-answer") return foreignAnswer(service, struck.answer);
      entry.outcome = "ok";
      if (struck?.kind === "omit") output = withoutOne(output, struck.place ?? 0);
      return { ...output, $metadata: { httpStatusCode: 200, requestId, attempts: 1, totalRetryDelay: 0 } };
    } catch (error) {
      if (error instanceof AwsError) Object.assign(error.$metadata, { requestId, attempts: 1, totalRetryDelay: 0 });
      entry.outcome = error instanceof Error ? error.name : String(error);
      throw error;
    } finally {
      entry.end = clock.now();
    }
  };
}

/** Whether the account hears of a request at all. */
function isHeard(struck: FaultEffect | undefined): boolean {
  return struck?.kind === "hang" || struck?.kind === "foreign-answer" ? struck.heard === true : true;
}

function handlerOf(services: readonly Service[], service: string, operation: string): Handler<unknown, object> {
  const known = services.find(({ id }) => id === service);
  if (known === undefined) {
    const ids = services.map(({ id }) => id).join(", ");
    throw new AwsError("InvalidAction", `The simulated account has no service ${service}; it has ${ids}.`);
  }
  const handler: AnyHandler | undefined = Object.hasOwn(known.handlers, operation)
    ? known.handlers[operation]
    : undefined;
  if (handler === undefined) {
    throw new AwsError(
      "InvalidAction",
      `The action ${operation} is not valid for this web service: the simulated ${service} does not know it.`,
    );
  }
  // The transport guarantees that an operation's input has the shape of its operation; each handler checks
  // the values.
  return handler as Handler<unknown, object>;
}
