import { tagDifferences } from "../diff.ts";
import { marksOf, markOf } from "../shared.ts";
import type { Cloud } from "../kind.ts";
import { mutate } from "../mutate.ts";
import { type ObservedResource, withAddress } from "../observed.ts";
import type { PlanStep } from "../plan.ts";
import { seenLate } from "../seen-late.ts";
import { seek, unlessOther } from "./adopt.ts";
import { converge } from "./converge.ts";
import { retag } from "./retag.ts";
import type { StepScope } from "./step-scope.ts";
import { untilConverged } from "./converged.ts";
import { isReady, producersReady, untilItWorks, untilReady, waitLimits } from "./wait.ts";
import { wantedProps } from "./wanted-props.ts";

/**
 * How many successors of one that has ended a create makes at most: a token may stand for several of them,
 * one after another.
 */
const mostGenerations = 10;

/**
 * Makes a resource, or adopts what an earlier try made, sets what the create call could not, and waits until
 * it is ready. What was adopted, and had to be changed, is also waited for until a listing shows it, as an
 * update is.
 */
export async function create<C extends Cloud>(step: PlanStep, scope: StepScope<C>): Promise<void> {
  const { live } = scope;
  await producersReady(step, scope);
  const props = wantedProps(step, scope);
  const madeBefore = scope.madeBefore(step.address);
  const { made, adopted } =
    madeBefore === undefined
      ? await createOrAdopt(step, scope, props)
      : adopt(unlessOther(step, scope, madeBefore, props));
  // What a create answers may leave its tags out; what a listing shows has them.
  const tagKeys = await retag(step, scope, made.id, adopted ? tagDifferences(ownTags(made, scope), scope.tags) : []);
  const changed = await converge(step, scope, made, props);
  const complete = { ...made, props: { ...made.props, ...changed } };
  live.set(step.address, complete);
  const isChecked = step.replacement && scope.kind.check !== undefined;
  if (!isChecked) scope.onAccepted();
  if (!isReady(complete)) live.set(step.address, await untilReady(step, scope, complete));
  if (isChecked) {
    scope.onAccepted();
    await untilItWorks(step, scope);
  }
  if (adopted && tagKeys.length + Object.keys(changed).length > 0) {
    live.set(step.address, await untilConverged(step, scope, made, { props, tagKeys }));
  }
}

/** The tags of an adopted one that are the blueprint's, now or by what it tells of an earlier try. */
function ownTags<C extends Cloud>({ tags, wrote }: ObservedResource, { tags: wanted }: StepScope<C>) {
  if (tags === undefined) return undefined;
  const isOwn = (key: string) => Object.hasOwn(wanted, key) || wrote?.["tags"]?.includes(markOf(key));
  return Object.fromEntries(Object.entries(tags).filter(([key]) => isOwn(key)));
}

/** What stands under an address, and whether an earlier try made it. */
interface Made {
  readonly made: ObservedResource;
  readonly adopted: boolean;
}

function adopt(made: ObservedResource): Made {
  return { made, adopted: true };
}

async function createOrAdopt<C extends Cloud>(
  step: PlanStep,
  scope: StepScope<C>,
  props: Record<string, unknown>,
): Promise<Made> {
  const { kind, provider, watch } = scope;
  const look = provider.look(scope.signal);
  const wrote = marksOf(kind.shared, props);
  const late = seenLate(kind, scope.resource);
  const isOwn = ({ address, status }: ObservedResource) => address === step.address && status !== "deleting";
  let recalled: ObservedResource | undefined;
  const recall = async () => (recalled = await seek(scope, (one) => isOwn(one) && scope.seen(one.id) === undefined));
  try {
    for (let generation = 0; generation < mostGenerations; generation++) {
      const make = () =>
        mutate(scope, {
          step,
          verb: "create",
          // A token may stand for what has ended since: then the next one makes a successor.
          props: generation === 0 ? props : [props, generation],
          wrote,
          call: (at) => kind.create(at, props),
          isAwaited: () => late.length > 0 && scope.forerunners.isAwaited,
          ...(kind.unguarded && { recall }),
        });
      const raw = await scope.forerunners.run(late, make, () => scope.onQueue?.(0));
      if (recalled !== undefined) return adopt(unlessOther(step, scope, recalled, props));
      const observed = raw === undefined ? undefined : kind.read(raw, look);
      if (observed === undefined) break;
      if (observed.status === "gone" || observed.status === "deleting") continue;
      const made = withAddress(kind.name, { ...observed, wrote, name: step.address.slice(kind.name.length + 1) });
      return { made, adopted: false };
    }
  } catch (error) {
    // The answer to an earlier try may have been lost: what bears our address is ours.
    if (provider.meaning(error, kind.name) !== "already-exists") throw error;
    const existing = await seek(scope, isOwn);
    if (existing === undefined) throw error;
    return adopt(unlessOther(step, scope, existing, props));
  }
  return {
    made: await watch.until(kind, (listing) => listing.find(isOwn), waitLimits(kind, scope.resource)),
    adopted: false,
  };
}
