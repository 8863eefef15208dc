import { ProvisionError } from "../error.ts";
import type { Cloud } from "../kind.ts";
import { inListing } from "../listing.ts";
import { mutate } from "../mutate.ts";
import type { ObservedResource } from "../observed.ts";
import type { PlanStep } from "../plan.ts";
import type { StepScope } from "./step-scope.ts";
import { longestUntilGone } from "../level.ts";
import { timedOut } from "./timed-out.ts";

/**
 * Has what is to be deleted come to its end first, where its kind asks for that, and waits until it has, or
 * is gone. What it waits for is told in the provider's words, each once.
 *
 * @throws {ProvisionError} `timed-out` when it does not come to its end.
 */
export async function retired<C extends Cloud>(
  step: PlanStep,
  scope: StepScope<C>,
  leaving: ObservedResource,
): Promise<void> {
  const { kind, watch, onWaiting } = scope;
  const { retirement } = kind;
  const usualSeconds = retirement?.seconds(leaving);
  if (retirement === undefined || usualSeconds === undefined) return;
  await mutate(scope, { step, verb: "update", props: step.target, call: (at) => retirement.begin(at, leaving) });
  let told: string | undefined;
  let last: ObservedResource | undefined;
  const ended = (listing: readonly ObservedResource[]): true | undefined => {
    const current = inListing(listing, leaving.id);
    last = current;
    if (current === undefined || retirement.over(current)) return true;
    if (current.reason !== undefined && current.reason !== told) onWaiting((told = current.reason), usualSeconds);
    return undefined;
  };
  const limits = { usualSeconds, limitSeconds: longestUntilGone(kind, usualSeconds), of: leaving };
  try {
    await watch.until(kind, ended, limits);
  } catch (error) {
    if (!(error instanceof ProvisionError && error.code === "timed-out")) throw error;
    const { limitSeconds: seconds } = limits;
    throw timedOut(leaving, { to: "at its end", seconds, seen: last, told: [told], cause: error });
  }
}
