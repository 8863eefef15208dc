import { ProvisionError, reasonOf } from "./error.ts";
import type { Cloud } from "./kind.ts";
import type { PlanStep } from "./plan.ts";
import type { Provider } from "./provider.ts";

/** Throws those errors as one, where there are any. */
export function throwAny(errors: readonly Error[]): void {
  if (errors.length > 0) throw together(errors);
}

function together(errors: readonly Error[]): Error {
  const only = errors.length === 1 ? errors[0] : undefined;
  return only ?? new AggregateError(errors, errors.map(({ message }) => message).join("\n"));
}

/** One error that names every cause, and nothing that was only skipped because of one. */
export function failureOf(
  causes: readonly { readonly step: PlanStep; readonly error: Error }[],
  { advice }: Pick<Provider<Cloud>, "advice">,
): Error {
  const errors = causes.map(({ step: { action, address }, error }) => {
    if (error instanceof ProvisionError) return error;
    const hint = advice?.(error);
    const told = { address, cause: error, ...(hint !== undefined && { hint }) };
    return new ProvisionError("step-failed", `cannot ${action} ${address}: ${reasonOf(error)}`, told);
  });
  return together(errors);
}
