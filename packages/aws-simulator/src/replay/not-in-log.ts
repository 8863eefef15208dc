import { shown } from "@drydock/systemd/ground";
import type { Comparison, Difference } from "./differences.ts";
import { partsOf } from "./known-values.ts";
import type { LoggedAttempt, LogRun } from "./log-run.ts";
import { ReplayError } from "./replay-error.ts";

/** Attempts of the same operation that no call has asked for, and how a call compares with them. */
export interface Candidate extends Pick<Comparison, "differences"> {
  readonly attempt: LoggedAttempt;
}

/** Why a call has no answer in a log: what is called, and what the log had instead. */
export function notInLog(
  { service, operation }: Pick<LoggedAttempt, "service" | "operation">,
  run: LogRun,
  candidates: readonly Candidate[],
  next: LoggedAttempt | undefined,
): ReplayError {
  const had = run.attempts.filter((one) => one.service === service && one.operation === operation).length;
  const nearest = candidates.toSorted((a, b) => a.differences.length - b.differences.length)[0];
  const ahead = next === undefined ? "nothing comes after it" : `next, in line ${next.line}, it has ${callOf(next)}`;
  const instead =
    nearest !== undefined
      ? `line ${nearest.attempt.line} has it with ${differencesOf(nearest)}`
      : had === 0
        ? `it has no such call at all; ${ahead}`
        : `it has ${had === 1 ? "one, which was" : `${had}, all of which were`} asked for; ${ahead}`;
  const log = run.isCut ? "the log, which ends before its run did," : "the log";
  return new ReplayError("not-in-log", `${log} has no such ${callOf({ service, operation })}: ${instead}`, {
    hint: `Replay the same blueprint with the same options as the run that wrote it (Drydock ${run.version}).`,
  });
}

function callOf({ service, operation }: Pick<LoggedAttempt, "service" | "operation">): string {
  return `${operation} of ${service}`;
}

function differencesOf({ differences }: Candidate): string {
  const told = differences.slice(0, 3).map(toldOf);
  const more = differences.length - told.length;
  return [...told, ...(more > 0 ? [`${more} more differences`] : [])].join(", ");
}

function toldOf({ path, logged, called }: Difference): string {
  // What the log hides is told nowhere else either.
  if (typeof logged === "string" && partsOf(logged).length > 1) return `another value of ${path}, which it hides`;
  if (logged === undefined) return `no ${path} where this call has ${shown(called)}`;
  return `${path} ${shown(logged)} where this call has ${called === undefined ? "none" : shown(called)}`;
}
