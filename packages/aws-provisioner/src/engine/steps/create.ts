import { tagDifferences } from "../diff.ts";
import { marksOf, markOf } from "../shared.ts";
import { ProvisionError, reasonOf } from "../error.ts";
import type { Cloud } from "../kind.ts";
import { mutate, type RetryReason } from "../mutate.ts";
import { type ObservedResource, withAddress } from "../observed.ts";
import type { PlanStep } from "../plan.ts";
import { seenLate } from "../seen-late.ts";
import { beside, seek, standing, unlessOther } from "./adopt.ts";
import { converge } from "./converge.ts";
import { retag } from "./retag.ts";
import { timedOut } from "./timed-out.ts";
import type { StepScope } from "./step-scope.ts";
import { untilConverged } from "./converged.ts";
import { isStable, producersReady, untilItWorks, untilStable, waitLimits } from "./wait.ts";
import { wantedProps } from "./wanted-props.ts";

/**
 * How many successors of one that has ended a create makes at most: a token may stand for several of them,
 * one after another.
 */
const mostGenerations = 10;

/**
 * Makes a resource, or adopts what an earlier try made, sets what the create call could not, and waits until
 * it is stable, unless nobody waits for that. What was adopted, and had to be changed, is also waited for
 * until a listing shows it, as an update is.
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
  if (scope.endsAccepted) return scope.onAccepted();
  const isChecked = step.replacement && scope.kind.check !== undefined;
  if (!isChecked) scope.onAccepted();
  if (!isStable(complete)) live.set(step.address, await untilStable(step, scope, complete));
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
  const { kind, provider } = scope;
  const look = provider.look(scope.signal);
  const wrote = marksOf(kind.shared, props);
  const late = seenLate(kind, scope.resource);
  const isOwn = ({ address, status }: ObservedResource) => address === step.address && status !== "deleting";
  let recalled: ObservedResource | undefined;
  const isNew = (one: ObservedResource) => isOwn(one) && scope.seen(one.id) === undefined;
  const { usual, worst } = provider.lagOf(kind.name);
  const recall = async (because: RetryReason) => {
    // Of a call that was refused nothing has come; of one without an answer nobody knows.
    if (kind.unguarded) {
      const listed = await seek(scope, isNew, because === "unanswered" ? worst : usual);
      recalled = listed ?? (await beside(step, scope, props)).find(isNew);
    }
    // What holds the place of its own may be what an earlier run made.
    else if (because === "still-in-use") recalled = (await beside(step, scope, props)).find(isNew);
    return recalled;
  };
  try {
    for (let generation = 0; generation < mostGenerations; generation++) {
      const make = () =>
        mutate(scope, {
          step,
          verb: "create",
          // A token may stand for what has ended since: then the next one makes a successor.
          // Tags are parameters of the call, too.
          props: [props, scope.tags, ...(generation === 0 ? [] : [generation])],
          wrote,
          call: (at) => kind.create(at, props),
          isAwaited: () => late.length > 0 && scope.forerunners.isAwaited,
          ...((kind.unguarded || kind.exclusive !== undefined) && { recall }),
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
    const existing = await standing(step, scope, { props, isIt: isOwn });
    if (existing === undefined) throw notOurs(step, error);
    return adopt(unlessOther(step, scope, existing, props));
  }
  return { made: await untilListed(step, scope, isOwn), adopted: false };
}

/** Waits until a listing shows what was made, where the answer of the call told nothing of it. */
async function untilListed<C extends Cloud>(
  { address }: PlanStep,
  { kind, watch, clock, resource }: StepScope<C>,
  isOwn: (one: ObservedResource) => boolean,
): Promise<ObservedResource> {
  const began = clock.now();
  const limits = waitLimits(kind, resource);
  try {
    return await watch.until(kind, (listing) => listing.find(isOwn), limits);
  } catch (error) {
    if (!(error instanceof ProvisionError && error.code === "timed-out")) throw error;
    const seconds = (clock.now() - began) / 1000;
    throw timedOut({ address, id: "id unknown" }, { to: "listed", seconds, seen: undefined, cause: error });
  }
}

/** What has its name, or its place, bears another address, or none. */
function notOurs({ address }: PlanStep, error: unknown): ProvisionError {
  const message = `cannot create ${address}: ${reasonOf(error)}`;
  return new ProvisionError("step-failed", message, {
    address,
    cause: error,
    hint: "What is there is not this cluster's, by its tags. Take it away, or give the cluster another name.",
  });
}
