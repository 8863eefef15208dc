import type { Cloud } from "../kind.ts";
import { inListing } from "../listing.ts";
import type { ObservedResource } from "../observed.ts";
import type { PlanStep } from "../plan.ts";
import type { StepScope } from "./step-scope.ts";
import { waitFor } from "./wait-for.ts";

/** Usual seconds until members that are on their way out have gone. */
const usualSeconds = 60;

/**
 * Waits until no member is on its way out any more of what may still hold what a step takes away.
 *
 * @throws {ProvisionError} `timed-out` when they have not gone in the time of their kind.
 */
export async function departed<C extends Cloud>({ departs = [] }: PlanStep, scope: StepScope<C>): Promise<void> {
  await Promise.all(departs.map((address) => membersGone(address, scope)));
}

async function membersGone<C extends Cloud>(address: string, scope: StepScope<C>): Promise<void> {
  const { live, kindOf, onWaiting } = scope;
  const one = live.get(address);
  const departing = one && kindOf(one.kind).departing;
  if (one === undefined || departing === undefined) return;
  let told: string | undefined;
  const gone = (listing: readonly ObservedResource[]) => {
    const current = inListing(listing, one.id);
    const leaving = current && departing.told(current);
    if (leaving === undefined) return true;
    if (leaving !== told) onWaiting(`until ${leaving} of ${address} have gone`);
    told = leaving;
    return undefined;
  };
  const limitSeconds = departing.seconds(one);
  const to = "without members that are on their way out";
  const awaited = { to, tells: false, lacks: () => told, usualSeconds, limitSeconds, of: one };
  await waitFor({ ...scope, kind: kindOf(one.kind) }, one, awaited, gone);
}
