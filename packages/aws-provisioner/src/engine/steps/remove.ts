import type { Cloud } from "../kind.ts";
import { inListing } from "../listing.ts";
import { mutate } from "../mutate.ts";
import type { ObservedResource } from "../observed.ts";
import type { PlanStep } from "../plan.ts";
import { putBack, type Resumption } from "../resumption.ts";
import { leavingPart } from "../shared.ts";
import { departed } from "./departed.ts";
import { readAnew } from "./read-anew.ts";
import { retired } from "./retired.ts";
import { lingered, served } from "./served.ts";
import type { StepScope } from "./step-scope.ts";
import { refuseChanged, targetOf } from "./unchanged-since.ts";
import { whoHolds } from "./who-holds.ts";
import { longestUntilGone } from "../level.ts";
import { othersReady } from "./wait.ts";
import { waitFor } from "./wait-for.ts";

/**
 * Deletes a resource, and waits until no listing shows it where its kind goes on after the call. Makes no
 * call for what vanishes with its owner, is on its way out already, or was deleted by an interrupted run of
 * the same plan. What is not to be cut short comes to its end before. What goes for a replacement waits first
 * for what is on its way at other places of its row.
 *
 * @throws {ProvisionError} `plan-outdated` when it has changed since the plan.
 */
export async function remove<C extends Cloud>(step: PlanStep, scope: StepScope<C>): Promise<void> {
  const { kind, live } = scope;
  const { resumed } = scope;
  if (resumed !== undefined && step.target !== undefined && scope.seen(step.target) === undefined) return;
  const standing = targetOf(step, scope);
  const ownPart = (one: ObservedResource) => ({
    ...one,
    props: leavingPart(kind.shared, one.props, step.removes ?? {}),
  });
  let leaving = ownPart(standing);
  // What is on its way out may say less of itself than it did.
  if (resumed === undefined) refuseChanged(step, scope, leaving);
  else if (leaving.status !== "deleting") refuseChanged(step, scope, ownPart(withAllItHad(step, standing, resumed)));
  if (step.diesWith === undefined && leaving.status !== "deleting") {
    if (step.replacement) await othersReady(step, scope);
    if (step.pause !== undefined) {
      scope.onWaiting(`for ${step.pause} s after those before it`);
      await scope.clock.sleep(step.pause * 1000, scope.signal);
    }
    await lingered(step, scope);
    await departed(step, scope);
    await served(step, scope);
    await retired(step, scope, leaving);
    let isAnew = false;
    let hold = whoHolds(step, scope, standing);
    // Of a field of which something stays nothing is Drydock's any more.
    const wrote = Object.fromEntries(Object.keys(step.removes ?? {}).map((field) => [field, []]));
    await mutate(scope, {
      step,
      verb: "delete",
      props: step.target,
      wrote,
      call: (at) => kind.delete(at, leaving),
      held: async () => {
        const anew = isAnew ? undefined : await readAnew(scope, leaving);
        isAnew = true;
        if (anew === undefined) return hold();
        [leaving, hold] = [anew, whoHolds(step, scope, anew)];
      },
    });
  }
  if (live.get(step.address)?.id === leaving.id) live.delete(step.address);
  scope.onAccepted();
  if (kind.deletion !== "polled" || step.diesWith !== undefined) return;
  scope.onWaiting("until it is gone");
  const { delete: usualSeconds } =
    (scope.resource && kind.secondsOf?.(scope.resource.props, { replaces: step.replacement })) ?? kind.seconds;
  await untilGone(step, scope, standing, usualSeconds);
}

/** What is to be deleted as it was before an interrupted run of the same plan. */
function withAllItHad(step: PlanStep, leaving: ObservedResource, { before, holds }: Resumption): ObservedResource {
  return { ...leaving, props: putBack(leaving.props, before(step) ?? {}, holds) };
}

/**
 * Waits until it is shown as gone, or not at all; where its kind is remembered, for as long as listings may
 * be behind. Of others one listing is believed: what they still hold is refused to those that come after.
 */
async function untilGone<C extends Cloud>(
  { replacement }: PlanStep,
  scope: StepScope<C>,
  leaving: ObservedResource,
  usualSeconds: number,
): Promise<void> {
  const { kind, clock, provider } = scope;
  const { id } = leaving;
  // The listing that ends the wait is the proof that nothing of the kind is left, if it shows all of it; of
  // what is replaced something stays.
  const of = replacement || kind.diesWith !== undefined ? leaving : undefined;
  const limitSeconds = longestUntilGone(kind, usualSeconds);
  const awaited = { to: "gone", told: leaving.reason, usualSeconds, limitSeconds, ...(of !== undefined && { of }) };
  const lag = kind.remembered ? provider.lagOf(kind.name).worst * 1000 : 0;
  let lackedAt: number | undefined;
  const accept = (listing: readonly ObservedResource[], gone: ReadonlySet<string>) => {
    if (gone.has(id)) return true;
    if (inListing(listing, id) === undefined) lackedAt ??= clock.now();
    else lackedAt = undefined;
    return (lackedAt !== undefined && clock.now() - lackedAt >= lag) || undefined;
  };
  await waitFor(scope, leaving, awaited, accept);
}
