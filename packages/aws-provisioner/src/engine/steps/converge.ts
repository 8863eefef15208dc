import { differences, mindedBy } from "../diff.ts";
import type { Cloud } from "../kind.ts";
import { inListing } from "../listing.ts";
import { mutate, type RetryReason } from "../mutate.ts";
import type { ObservedResource } from "../observed.ts";
import type { PlanStep } from "../plan.ts";
import { marksOf, minded, withOthers } from "../shared.ts";
import { leaveMarks, withRemoved } from "./leave-marks.ts";
import type { StepScope } from "./step-scope.ts";

/** Reasons to repeat an update that say that it changed nothing: it is repeated as it was. */
const unheard: readonly RetryReason[] = ["throttled", "still-in-use"];

/**
 * Updates the fields that differ and can change in place, and gives them as they are then. What an unfinished
 * try did is not done again.
 */
export async function converge<C extends Cloud>(
  step: PlanStep,
  scope: StepScope<C>,
  before: ObservedResource,
  props: Readonly<Record<string, unknown>>,
): Promise<Record<string, unknown>> {
  const { kind, watch } = scope;
  const { update } = kind;
  const wanted = mindedBy(step, kind, props);
  const removes = step.removes ?? {};
  const lacking = ({ props: current }: ObservedResource) =>
    differences(kind, wanted, minded(kind.shared, current, wanted, removes)).flatMap(({ field, inPlace }) =>
      inPlace ? [field] : [],
    );
  const fields = lacking(before);
  if (fields.length === 0 || update === undefined) return {};
  let current = before;
  const recall = async (because: RetryReason) => {
    if (unheard.includes(because)) return undefined;
    const relook = (listing: readonly ObservedResource[]) => inListing(listing, before.id) ?? current;
    current = await watch.until(kind, relook, { usualSeconds: 1, limitSeconds: 60, depth: "fields" });
    return lacking(current).length === 0 || undefined;
  };
  const wrote = marksOf(kind.shared, props);
  // Marks come before what they are about and go after it: an interruption leaves no entry of Drydock's that
  // looks like somebody else's.
  const marked = await leaveMarks(step, scope, before, withRemoved(wrote, removes, before.wrote));
  const call = (at: C["step"]) =>
    update(at, current, withOthers(kind.shared, current.props, props, removes), lacking(current));
  await mutate(scope, { step, verb: "update", props, wrote, call, recall });
  await leaveMarks(step, scope, marked, wrote);
  return Object.fromEntries(fields.map((field) => [field, props[field]]));
}
