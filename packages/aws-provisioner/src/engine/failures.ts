import { ProvisionError, reasonOf } from "./error.ts";
import type { PlanStep } from "./plan.ts";

/** Throws those errors as one, where there are any. */
export function throwAny(errors: readonly Error[]): void {
  if (errors.length > 0) throw together(errors);
}

function together(errors: readonly Error[]): Error {
  const only = errors.length === 1 ? errors[0] : undefined;
  return only ?? new AggregateError(errors, errors.map(({ message }) => message).join("\n"));
}

/** One error that names every cause, and nothing that was only skipped because of one. */
export function failureOf(causes: readonly { readonly step: PlanStep; readonly error: Error }[]): Error {
  const errors = causes.map(({ step: { action, address }, error }) =>
    error instanceof ProvisionError
      ? error
      : new ProvisionError("step-failed", `cannot ${action} ${address}: ${reasonOf(error)}`, { address, cause: error }),
  );
  return together(errors);
}
