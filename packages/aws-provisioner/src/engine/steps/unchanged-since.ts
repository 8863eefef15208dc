import { ProvisionError } from "../error.ts";
import { fingerprint } from "../fingerprint.ts";
import type { Cloud } from "../kind.ts";
import type { ObservedResource } from "../observed.ts";
import type { PlanStep } from "../plan.ts";
import type { StepScope } from "./step-scope.ts";

/**
 * What the step is to change or delete, as it stands.
 *
 * @throws {ProvisionError} `plan-outdated` when it is not what the step was planned on.
 */
export function unchangedSince<C extends Cloud>(step: PlanStep, { seen }: StepScope<C>): ObservedResource {
  const { address, target, precondition } = step;
  const current = target === undefined ? undefined : seen(target);
  if (current !== undefined && fingerprint(current) === precondition) return current;
  const what = current === undefined ? "is no longer there" : "has changed";
  throw new ProvisionError("plan-outdated", `${address} (${target}) ${what} since the plan was made`, {
    address,
    hint: "Plan again to see what it would do now.",
  });
}
