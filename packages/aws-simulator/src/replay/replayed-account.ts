import type { MetadataBearer } from "@smithy/types";
import { type LoggedCall, openCall } from "../call-log.ts";
import type { Clock } from "../clock.ts";
import { isRead } from "../latency.ts";
import { compare } from "./differences.ts";
import type { KnownValues } from "./known-values.ts";
import { loggedAnswer } from "./logged-answer.ts";
import type { LoggedAttempt, LogRun } from "./log-run.ts";
import { notInLog } from "./not-in-log.ts";
import type { ReplayError } from "./replay-error.ts";
import { until } from "./until.ts";

interface ReplayedInput {
  readonly run: LogRun;
  readonly clock: Clock;
  readonly known: KnownValues;
  /** Is told of what an attempt answers, before that is answered. */
  readonly onAnswer: (attempt: LoggedAttempt) => void;
}

/** An account that answers as a log says. */
export interface ReplayedAccount {
  /** Answers a call as its attempt was answered, at that moment. */
  perform(service: string, operation: string, input: unknown): Promise<MetadataBearer>;
  readonly calls: readonly LoggedCall[];
  /** Attempts that no call has asked for so far. */
  unasked(): readonly LoggedAttempt[];
  /** Calls that the log does not have. */
  readonly refused: readonly ReplayError[];
  /** Attempts that were answered once more, since they only look. */
  readonly repeated: readonly LoggedAttempt[];
}

export function replayedAccount({ run, clock, known, onAnswer }: ReplayedInput): ReplayedAccount {
  const calls: LoggedCall[] = [];
  const refused: ReplayError[] = [];
  const repeated: LoggedAttempt[] = [];
  const lastLooks = new Map<string, LoggedAttempt[]>();
  const left = new Map<string, LoggedAttempt[]>();
  const keyOf = ({ service, operation }: Pick<LoggedAttempt, "service" | "operation">) => `${service}.${operation}`;
  for (const attempt of run.attempts) {
    left.set(keyOf(attempt), [...(left.get(keyOf(attempt)) ?? []), attempt]);
  }
  const unasked = () => [...left.values()].flat().toSorted((a, b) => a.seq - b.seq);

  /** The first attempt that a call may be, which is then no other call's. */
  const taken = (service: string, operation: string, input: unknown): LoggedAttempt => {
    const same = left.get(`${service}.${operation}`) ?? [];
    const candidates = [];
    for (const attempt of same) {
      const { differences, assumed } = compare(attempt, input, known);
      if (differences.length === 0) {
        known.learn(assumed);
        same.splice(same.indexOf(attempt), 1);
        if (isRead(operation)) lastLooks.set(keyOf(attempt), [attempt, ...(lastLooks.get(keyOf(attempt)) ?? [])]);
        return attempt;
      }
      candidates.push({ attempt, differences });
    }
    const again = run.isCut ? undefined : lookedBefore(service, operation, input);
    if (again !== undefined) {
      repeated.push(again);
      return again;
    }
    const error = notInLog({ service, operation }, run, candidates, unasked()[0]);
    refused.push(error);
    throw error;
  };

  const inFlight = new Set<LoggedAttempt>();
  /** Of attempts that end at one instant, the log has those first that ended first. */
  const isNext = ({ line }: LoggedAttempt, end: number) =>
    [...inFlight].every((other) => other.line >= line || endOf(other) !== end);
  const endOf = ({ t, ms }: LoggedAttempt) => run.at + t + ms;

  /**
   * Who waits for something looks at its own times, and once more or less than the run did: what was seen
   * last is still so. Of a log that is cut nobody knows.
   */
  const lookedBefore = (service: string, operation: string, input: unknown) =>
    lastLooks.get(`${service}.${operation}`)?.find((attempt) => {
      return attempt.error === undefined && compare(attempt, input, known).differences.length === 0;
    });

  const answered = async (attempt: LoggedAttempt): Promise<MetadataBearer> => {
    if (attempt.late === true) return new Promise<never>(() => {});
    const end = endOf(attempt);
    inFlight.add(attempt);
    try {
      // In two halves, as an account takes its time: so it goes on in its turn among what else goes on then.
      await until(clock, clock.now() + (end - clock.now()) / 2);
      await until(clock, end);
      while (!isNext(attempt, end)) await clock.sleep(0);
    } finally {
      inFlight.delete(attempt);
    }
    onAnswer(attempt);
    return loggedAnswer(attempt, known) as unknown as MetadataBearer;
  };

  return {
    calls,
    refused,
    repeated,
    unasked,
    async perform(service, operation, input) {
      const entry = openCall(calls, { service, operation, input, origin: "client", start: clock.now() });
      try {
        const output = await answered(taken(service, operation, input));
        entry.outcome = "ok";
        return output;
      } catch (error) {
        entry.outcome = error instanceof Error ? error.name : String(error);
        throw error;
      } finally {
        entry.end = clock.now();
      }
    },
  };
}
