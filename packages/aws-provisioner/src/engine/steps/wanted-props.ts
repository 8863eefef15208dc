import { ProvisionError } from "../error.ts";
import { inEnglish } from "../in-english.ts";
import type { Cloud } from "../kind.ts";
import { type ObservedResource, outputOf } from "../observed.ts";
import type { PlanStep } from "../plan.ts";
import { type Ref, substitute } from "../ref.ts";
import type { StepScope } from "./step-scope.ts";

/**
 * The fields that the resource of this step should have, with the value of every reference.
 *
 * @throws {ProvisionError} `unplannable` where a value is not there, `invalid-blueprint` where the kind does
 * not take the fields.
 */
export function wantedProps<C extends Cloud>(
  { address }: PlanStep,
  { resource, live, kind }: StepScope<C>,
): Record<string, unknown> {
  if (resource === undefined)
    throw new ProvisionError("unplannable", `the plan holds no resource ${address}`, { address });
  const parsed = kind.props.safeParse(
    substitute(resource.props, (reference) => valueOf(reference, live)),
    inEnglish,
  );
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`);
  const message = `${address} is not a valid ${kind.name}: ${problems.join("; ")}`;
  throw new ProvisionError("invalid-blueprint", message, { address });
}

function valueOf({ $ref, field }: Ref, live: ReadonlyMap<string, ObservedResource>): unknown {
  const producer = live.get($ref);
  const value = producer && outputOf(producer, field);
  if (value === undefined) throw new ProvisionError("unplannable", `${$ref} has no ${field} yet`, { address: $ref });
  return value;
}
