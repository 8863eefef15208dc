import { ProvisionError } from "../../packages/aws-provisioner/src/index.ts";

/** Codes that another run, or whoever ends a run, is reason enough for. */
const byOthers: ReadonlySet<string> = new Set(["locked", "lease-lost", "interrupted"]);

/** Codes of what may fail for want of an answer, in which it has to stand. */
const unheard: ReadonlySet<string> = new Set(["call-failed", "step-failed", "ledger-failed"]);

/** What a disturbance is called where it comes to a person: no answer, keys that have expired, a refused pace. */
const disturbances = /^(?:UnansweredError|TimeoutError|ExpiredToken|RequestLimitExceeded|SlowDown|Throttl\w+)$/;

/**
 * Whether a run may end with that error where calls are disturbed: nobody is asked to decide anything, and
 * what is told has its reason in what was done to the run.
 */
export function isPermitted(error: unknown): boolean {
  if (error instanceof AggregateError) return error.errors.every(isPermitted);
  if (!(error instanceof ProvisionError)) return false;
  return byOthers.has(error.code) || (unheard.has(error.code) && isOfDisturbance(error.cause));
}

/** What an error is called, with its causes. */
export function nameOf(error: unknown): string {
  if (error instanceof AggregateError) return [...new Set(error.errors.map(nameOf))].join(" + ");
  if (!(error instanceof ProvisionError)) return error instanceof Error ? error.name : String(error);
  return error.cause === undefined ? error.code : `${error.code}: ${nameOf(error.cause)}`;
}

function isOfDisturbance(cause: unknown): boolean {
  if (!(cause instanceof Error)) return false;
  return disturbances.test(cause.name) || isOfDisturbance(cause.cause);
}
