import { differences } from "./diff.ts";
import { DrydockError } from "./error.ts";
import { needsOf, type Resource } from "./graph.ts";
import { settleSeconds } from "./latecomers.ts";
import type { AnyKind, Cloud } from "./kind.ts";
import { fingerprint } from "./make-plan.ts";
import { mutate, type MutationScope, type Setback } from "./mutate.ts";
import type { PlanStep } from "./plan.ts";
import { type Ref, substitute } from "./ref.ts";
import type { Watch } from "./watch.ts";
import { type Found, found } from "./world.ts";

/** What one step works with. */
export interface Workplace<C extends Cloud> extends MutationScope<C> {
  readonly kind: AnyKind<C>;
  readonly resource: Resource | undefined;
  readonly tags: Readonly<Record<string, string>>;
  readonly watch: Watch<C>;
  /** Live resources by address, as this run knows them; a finished step writes what it left. */
  readonly live: Map<string, Found>;
  /** The resource with that id, as it was last seen. */
  readonly seen: (id: string) => Found | undefined;
  /** What an interrupted run made under that address, and no listing showed when the plan was made. */
  readonly latecomer: (address: string) => Found | undefined;
  readonly kindOf: (name: string) => AnyKind<C>;
  readonly onAccepted: () => void;
  readonly onWaiting: (reason: string) => void;
}

function patienceSeconds(usual: number) {
  return 600 + usual * 10;
}

/** Carries out one step: the mutation, what the create call could not set, and the wait until it is ready or gone. */
export async function execute<C extends Cloud>(step: PlanStep, place: Workplace<C>): Promise<void> {
  if (step.action === "create") return create(step, place);
  if (step.action === "update") return update(step, place);
  return remove(step, place);
}

async function create<C extends Cloud>(step: PlanStep, place: Workplace<C>): Promise<void> {
  const { live } = place;
  await producersReady(place);
  const props = wantedProps(step, place);
  const late = place.latecomer(step.address);
  const made = late === undefined ? await createOrAdopt(step, place, props) : unlessOther(step, place, late, props);
  const complete = { ...made, props: { ...made.props, ...(await bring(step, place, made, props)) } };
  live.set(step.address, complete);
  place.onAccepted();
  if (complete.status !== "ready") live.set(step.address, await untilReady(step, place, complete));
}

async function createOrAdopt<C extends Cloud>(
  step: PlanStep,
  place: Workplace<C>,
  props: Record<string, unknown>,
): Promise<Found> {
  const { kind, provider, resource, watch } = place;
  const look = provider.look(place.signal);
  const isOwn = ({ address, status }: Found) => address === step.address && status !== "deleting";
  let recalled: Found | undefined;
  const recall = async () => (recalled = await sought(place, (one) => isOwn(one) && place.seen(one.id) === undefined));
  try {
    for (let generation = 0; generation < 10; generation++) {
      const raw = await mutate(place, {
        step,
        verb: "create",
        // A token may stand for what has ended since: then the next one makes a successor.
        props: generation === 0 ? props : [props, generation],
        call: (at) => kind.create(at, props),
        ...(kind.unguarded ? { recall } : {}),
      });
      if (recalled !== undefined) return unlessOther(step, place, recalled, props);
      const observed = raw === undefined ? undefined : kind.read(raw, look);
      if (observed === undefined) break;
      if (observed.status === "gone" || observed.status === "deleting") continue;
      return found(kind.name, { ...observed, name: observed.name ?? resource?.name });
    }
  } catch (error) {
    // The answer to an earlier try may have been lost: what bears our address is ours.
    if (provider.meaning(error, kind.name) !== "already-exists") throw error;
    const existing = await sought(place, isOwn);
    if (existing === undefined) throw error;
    return unlessOther(step, place, existing, props);
  }
  return watch.until(kind, (listing) => listing.find(isOwn), limits(kind));
}

/** What an earlier try made, as long as it is what this one would make. Throws `plan-outdated` otherwise. */
function unlessOther<C extends Cloud>(
  step: PlanStep,
  { kind }: Workplace<C>,
  made: Found,
  props: Record<string, unknown>,
): Found {
  const fixed = differences(kind, props, made.props).flatMap(({ field, inPlace }) => (inPlace ? [] : [field]));
  if (fixed.length === 0) return made;
  throw new DrydockError(
    "plan-outdated",
    `${step.address} (${made.id}) is there already, with another ${fixed.join(" and another ")}`,
    {
      address: step.address,
      hint: "Plan again to see what it would do now.",
    },
  );
}

/** What a listing shows once it has settled: asked for again and again until then. Undefined where it stays away. */
async function sought<C extends Cloud>(place: Workplace<C>, isIt: (one: Found) => boolean): Promise<Found | undefined> {
  const { kind, watch, clock } = place;
  const settled = clock.now() + settleSeconds * 1000;
  const seek = (listing: readonly Found[]) => {
    const one = listing.find(isIt);
    return one === undefined && clock.now() < settled ? undefined : { one };
  };
  return (await watch.until(kind, seek, { usualSeconds: 1, limitSeconds: 10 * settleSeconds, closeness: "fields" }))
    .one;
}

/** Updates the fields that differ and can change in place, and gives them as they are then. What an unfinished try did is not done again. */
async function bring<C extends Cloud>(
  step: PlanStep,
  place: Workplace<C>,
  before: Found,
  props: Record<string, unknown>,
): Promise<Record<string, unknown>> {
  const { kind, watch } = place;
  const { update } = kind;
  const lacking = ({ props: current }: Found) =>
    differences(kind, props, current).flatMap(({ field, inPlace }) => (inPlace ? [field] : []));
  const fields = lacking(before);
  if (fields.length === 0 || update === undefined) return {};
  let current = before;
  const recall = async (because: Setback) => {
    if (because === "throttled" || because === "still-in-use") return undefined;
    const relook = (listing: readonly Found[]) => listing.find(({ id }) => id === before.id) ?? current;
    current = await watch.until(kind, relook, { usualSeconds: 1, limitSeconds: 60, closeness: "fields" });
    return lacking(current).length === 0 ? true : undefined;
  };
  await mutate(place, {
    step,
    verb: "update",
    props,
    call: async (at) => {
      await update(at, current, props, lacking(current));
      return true;
    },
    recall,
  });
  return pick(props, fields);
}

async function update<C extends Cloud>(step: PlanStep, place: Workplace<C>): Promise<void> {
  const { kind, live, provider } = place;
  const current = unchangedSince(step, place);
  await producersReady(place);
  const props = wantedProps(step, place);
  const changes = differences(kind, props, current.props);
  const fixed = changes.filter(({ inPlace }) => !inPlace).map(({ field }) => field);
  if (fixed.length > 0) {
    throw new DrydockError(
      "plan-outdated",
      `cannot update ${step.address}: ${fixed.join(", ")} can only change by replacement`,
      {
        address: step.address,
        hint: "What it refers to has changed since the plan was made. Plan again.",
      },
    );
  }
  const tagChanges = step.changes.filter(({ field }) => field.startsWith("tags."));
  if (tagChanges.length > 0) {
    const gone = tagChanges.filter(({ after }) => after === undefined).map(({ field }) => field.slice("tags.".length));
    await mutate(place, {
      step,
      verb: "update",
      props: { tags: place.tags },
      call: (at) => provider.retag(at, kind.name, current.id, place.tags, gone),
    });
  }
  await bring(step, place, current, props);
  // Who refers to an output that the update may have changed needs the new one.
  if (kind.volatile === undefined) place.onAccepted();
  live.set(step.address, await untilConverged(step, place, current.id, props));
  place.onAccepted();
}

async function remove<C extends Cloud>(step: PlanStep, place: Workplace<C>): Promise<void> {
  const { kind, live } = place;
  const leaving = unchangedSince(step, place);
  if (step.diesWith === undefined && leaving.status !== "deleting") {
    await mutate(place, { step, verb: "delete", props: step.target, call: (at) => kind.delete(at, leaving) });
  }
  if (live.get(step.address)?.id === leaving.id) live.delete(step.address);
  place.onAccepted();
  if (kind.deletion !== "polled" || step.diesWith !== undefined) return;
  place.onWaiting("until it is gone");
  await place.watch.until(kind, (listing) => (listing.some(({ id }) => id === leaving.id) ? undefined : true), {
    usualSeconds: kind.seconds.delete,
    limitSeconds: patienceSeconds(kind.seconds.delete),
  });
}

/** Waits for what this step needs and the plan leaves alone: an interrupted run may have left it on its way. */
async function producersReady<C extends Cloud>({ resource, live, kindOf, watch }: Workplace<C>): Promise<void> {
  if (resource === undefined) return;
  const waits = needsOf(resource).map(async (address) => {
    const producer = live.get(address);
    if (producer?.status !== "pending") return;
    const kind = kindOf(producer.kind);
    if (kind.usable === "accepted" && !resource.after.includes(address)) return;
    const ready = (listing: readonly Found[]) =>
      refuseFailed(
        address,
        listing.find(({ id }) => id === producer.id),
      );
    live.set(address, await watch.until(kind, ready, limits(kind)));
  });
  await Promise.all(waits);
}

function wantedProps<C extends Cloud>(step: PlanStep, { resource, live, kind }: Workplace<C>): Record<string, unknown> {
  if (resource === undefined) throw new DrydockError("unplannable", `the plan holds no resource ${step.address}`);
  const props = substitute(resource.props, (reference) => valueOf(reference, live)) as Record<string, unknown>;
  const parsed = kind.props.safeParse(props);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`);
  throw new DrydockError("invalid-blueprint", `${step.address} is not a valid ${kind.name}: ${problems.join("; ")}`, {
    address: step.address,
  });
}

function valueOf({ $ref, field }: Ref, live: ReadonlyMap<string, Found>): unknown {
  const producer = live.get($ref);
  const value = field === "id" ? producer?.id : producer?.outputs[field];
  if (value === undefined) throw new DrydockError("unplannable", `${$ref} has no ${field} yet`, { address: $ref });
  return value;
}

/** The target as it stands. Throws `plan-outdated` when it is not what the step was planned on. */
function unchangedSince<C extends Cloud>(step: PlanStep, place: Workplace<C>): Found {
  const current = place.seen(step.target!);
  if (current !== undefined && fingerprint(current) === step.precondition) return current;
  const what = current === undefined ? "is no longer there" : "has changed";
  throw new DrydockError("plan-outdated", `${step.address} (${step.target}) ${what} since the plan was made`, {
    address: step.address,
    hint: "Plan again to see what it would do now.",
  });
}

async function untilReady<C extends Cloud>(step: PlanStep, place: Workplace<C>, made: Found): Promise<Found> {
  const { kind } = place;
  place.onWaiting(made.reason ?? "until it is ready");
  // Right after a create, absence from a listing means that the listing is behind.
  const ready = (listing: readonly Found[]) =>
    refuseFailed(
      step.address,
      listing.find(({ id }) => id === made.id),
    );
  return explained(place, made, () => place.watch.until(kind, ready, limits(kind)));
}

async function untilConverged<C extends Cloud>(
  step: PlanStep,
  place: Workplace<C>,
  id: string,
  props: Record<string, unknown>,
): Promise<Found> {
  const { kind } = place;
  const converged = (listing: readonly Found[]) => {
    const current = refuseFailed(
      step.address,
      listing.find((candidate) => candidate.id === id),
    );
    return current !== undefined && differences(kind, props, current.props).length === 0 ? current : undefined;
  };
  return place.watch.until(kind, converged, { ...limits(kind), closeness: "fields" });
}

function limits<C extends Cloud>({ seconds }: AnyKind<C>) {
  return { usualSeconds: seconds.create, limitSeconds: patienceSeconds(seconds.create) };
}

function refuseFailed(address: string, current: Found | undefined): Found | undefined {
  if (current?.status === "failed") {
    throw new DrydockError("step-failed", `${address} (${current.id}) failed: ${current.reason ?? "no reason given"}`, {
      address,
    });
  }
  return current?.status === "ready" ? current : undefined;
}

/** Adds the provider's own words to a wait that ended without success. */
async function explained<C extends Cloud>(
  place: Workplace<C>,
  made: Found,
  wait: () => Promise<Found>,
): Promise<Found> {
  try {
    return await wait();
  } catch (error) {
    if (!(error instanceof DrydockError) || error.code !== "timed-out" || place.kind.explain === undefined) throw error;
    const reason = await place.kind.explain(place.provider.look(place.signal), made);
    throw new DrydockError("timed-out", `${made.address} (${made.id}) is not ready: ${reason ?? "no reason given"}`, {
      address: made.address,
      cause: error,
    });
  }
}

function pick(props: Readonly<Record<string, unknown>>, fields: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(fields.map((field) => [field, props[field]]));
}
