import type { Cloud } from "../kind.ts";
import { mutate } from "../mutate.ts";
import { type ObservedResource, withAddress } from "../observed.ts";
import type { PlanStep } from "../plan.ts";
import { seek, unlessOther } from "./adopt.ts";
import { converge } from "./converge.ts";
import type { StepScope } from "./step-scope.ts";
import { producersReady, untilReady, waitLimits } from "./wait.ts";
import { wantedProps } from "./wanted-props.ts";

/**
 * How many successors of one that has ended a create makes at most: a token may stand for several of them,
 * one after another.
 */
const mostGenerations = 10;

/**
 * Makes a resource, or adopts what an earlier try made, sets what the create call could not, and waits until
 * it is ready.
 */
export async function create<C extends Cloud>(step: PlanStep, scope: StepScope<C>): Promise<void> {
  const { live } = scope;
  await producersReady(scope);
  const props = wantedProps(step, scope);
  const unlisted = scope.unlisted(step.address);
  const made =
    unlisted === undefined ? await createOrAdopt(step, scope, props) : unlessOther(step, scope, unlisted, props);
  const complete = { ...made, props: { ...made.props, ...(await converge(step, scope, made, props)) } };
  live.set(step.address, complete);
  scope.onAccepted();
  if (complete.status !== "ready") live.set(step.address, await untilReady(step, scope, complete));
}

async function createOrAdopt<C extends Cloud>(
  step: PlanStep,
  scope: StepScope<C>,
  props: Record<string, unknown>,
): Promise<ObservedResource> {
  const { kind, provider, resource, watch } = scope;
  const look = provider.look(scope.signal);
  const isOwn = ({ address, status }: ObservedResource) => address === step.address && status !== "deleting";
  let recalled: ObservedResource | undefined;
  const recall = async () => (recalled = await seek(scope, (one) => isOwn(one) && scope.seen(one.id) === undefined));
  try {
    for (let generation = 0; generation < mostGenerations; generation++) {
      const raw = await mutate(scope, {
        step,
        verb: "create",
        // A token may stand for what has ended since: then the next one makes a successor.
        props: generation === 0 ? props : [props, generation],
        call: (at) => kind.create(at, props),
        ...(kind.unguarded && { recall }),
      });
      if (recalled !== undefined) return unlessOther(step, scope, recalled, props);
      const observed = raw === undefined ? undefined : kind.read(raw, look);
      if (observed === undefined) break;
      if (observed.status === "gone" || observed.status === "deleting") continue;
      return withAddress(kind.name, { ...observed, name: observed.name ?? resource?.name });
    }
  } catch (error) {
    // The answer to an earlier try may have been lost: what bears our address is ours.
    if (provider.meaning(error, kind.name) !== "already-exists") throw error;
    const existing = await seek(scope, isOwn);
    if (existing === undefined) throw error;
    return unlessOther(step, scope, existing, props);
  }
  return watch.until(kind, (listing) => listing.find(isOwn), waitLimits(kind));
}
