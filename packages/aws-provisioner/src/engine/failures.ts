import { ProvisionError, reasonOf } from "./error.ts";
import { errorData, inJson } from "./error-data.ts";
import type { Cloud } from "./kind.ts";
import type { PlanStep } from "./plan.ts";
import type { Provider } from "./provider.ts";

/** Throws those errors as one, where there are any. */
export function throwAny(errors: readonly Error[]): void {
  if (errors.length > 0) throw together(errors);
}

function together(errors: readonly Error[]): Error {
  const only = errors.length === 1 ? errors[0] : undefined;
  if (only !== undefined) return only;
  const all = new AggregateError(errors, errors.map(({ message }) => message).join("\n"));
  return inJson(all, () => errorData(all));
}

/** One error that names every cause, and nothing that was only skipped because of one. */
export function failureOf(
  causes: readonly { readonly step: PlanStep; readonly error: Error }[],
  { advice }: Pick<Provider<Cloud>, "advice">,
): Error {
  return together(causes.map((cause) => failureOfStep(cause, advice)));
}

/** What a step failed with, which says of which step that was. */
export function failureOfStep(
  { step: { action, address }, error }: { readonly step: PlanStep; readonly error: Error },
  advice: Provider<Cloud>["advice"],
): Error {
  if (error instanceof ProvisionError) return error;
  const hint = advice?.(error);
  const told = { address, cause: error, ...(hint !== undefined && { hint }) };
  return new ProvisionError("step-failed", `cannot ${action} ${address}: ${reasonOf(error)}`, told);
}
