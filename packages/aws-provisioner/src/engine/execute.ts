import { differences, isTagChange, tagKeyOf } from "./diff.ts";
import { ProvisionError } from "./error.ts";
import { needsOf, type Resource } from "./graph.ts";
import type { AnyKind, Cloud } from "./kind.ts";
import { fingerprint } from "./make-plan.ts";
import { mutate, type MutationScope, type RetryReason } from "./mutate.ts";
import type { PlanStep } from "./plan.ts";
import { type Ref, substitute } from "./ref.ts";
import type { Watch } from "./watch.ts";
import { type ObservedResource, withAddress } from "./observed.ts";

/** What one step works with. */
export interface StepScope<C extends Cloud> extends MutationScope<C> {
  readonly kind: AnyKind<C>;
  readonly resource: Resource | undefined;
  readonly tags: Readonly<Record<string, string>>;
  readonly watch: Watch<C>;
  /** Live resources by address, as this run knows them; a finished step writes what it left. */
  readonly live: Map<string, ObservedResource>;
  /** The resource with that id, as it was last seen. */
  readonly seen: (id: string) => ObservedResource | undefined;
  /** What an interrupted run made under that address, and no listing showed when the plan was made. */
  readonly unlisted: (address: string) => ObservedResource | undefined;
  readonly kindOf: (name: string) => AnyKind<C>;
  readonly onAccepted: () => void;
  readonly onWaiting: (reason: string) => void;
}

function patienceSeconds(usual: number) {
  return 600 + usual * 10;
}

/** Carries out one step: the mutation, what the create call could not set, and the wait until it is ready or gone. */
export async function execute<C extends Cloud>(step: PlanStep, scope: StepScope<C>): Promise<void> {
  if (step.action === "create") return create(step, scope);
  if (step.action === "update") return update(step, scope);
  return remove(step, scope);
}

async function create<C extends Cloud>(step: PlanStep, scope: StepScope<C>): Promise<void> {
  const { live } = scope;
  await producersReady(scope);
  const props = wantedProps(step, scope);
  const late = scope.unlisted(step.address);
  const made = late === undefined ? await createOrAdopt(step, scope, props) : unlessOther(step, scope, late, props);
  const complete = { ...made, props: { ...made.props, ...(await bring(step, scope, made, props)) } };
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
  const recall = async () => (recalled = await sought(scope, (one) => isOwn(one) && scope.seen(one.id) === undefined));
  try {
    for (let generation = 0; generation < 10; generation++) {
      const raw = await mutate(scope, {
        step,
        verb: "create",
        // A token may stand for what has ended since: then the next one makes a successor.
        props: generation === 0 ? props : [props, generation],
        call: (at) => kind.create(at, props),
        ...(kind.unguarded ? { recall } : {}),
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
    const existing = await sought(scope, isOwn);
    if (existing === undefined) throw error;
    return unlessOther(step, scope, existing, props);
  }
  return watch.until(kind, (listing) => listing.find(isOwn), limits(kind));
}

/** What an earlier try made, as long as it is what this one would make. Throws `plan-outdated` otherwise. */
function unlessOther<C extends Cloud>(
  step: PlanStep,
  { kind }: StepScope<C>,
  made: ObservedResource,
  props: Record<string, unknown>,
): ObservedResource {
  const fixed = differences(kind, props, made.props).flatMap(({ field, inPlace }) => (inPlace ? [] : [field]));
  if (fixed.length === 0) return made;
  throw new ProvisionError(
    "plan-outdated",
    `${step.address} (${made.id}) is there already, with another ${fixed.join(" and another ")}`,
    {
      address: step.address,
      hint: "Plan again to see what it would do now.",
    },
  );
}

/** What a listing shows once it cannot be behind any more: asked for again and again until then. Undefined where it stays away. */
async function sought<C extends Cloud>(
  scope: StepScope<C>,
  isIt: (one: ObservedResource) => boolean,
): Promise<ObservedResource | undefined> {
  const { kind, watch, clock, provider } = scope;
  const shown = clock.now() + provider.listingLagSeconds * 1000;
  const seek = (listing: readonly ObservedResource[]) => {
    const one = listing.find(isIt);
    return one === undefined && clock.now() < shown ? undefined : { one };
  };
  return (
    await watch.until(kind, seek, { usualSeconds: 1, limitSeconds: 10 * provider.listingLagSeconds, depth: "fields" })
  ).one;
}

/** Updates the fields that differ and can change in place, and gives them as they are then. What an unfinished try did is not done again. */
async function bring<C extends Cloud>(
  step: PlanStep,
  scope: StepScope<C>,
  before: ObservedResource,
  props: Record<string, unknown>,
): Promise<Record<string, unknown>> {
  const { kind, watch } = scope;
  const { update } = kind;
  const lacking = ({ props: current }: ObservedResource) =>
    differences(kind, props, current).flatMap(({ field, inPlace }) => (inPlace ? [field] : []));
  const fields = lacking(before);
  if (fields.length === 0 || update === undefined) return {};
  let current = before;
  const recall = async (because: RetryReason) => {
    if (because === "throttled" || because === "still-in-use") return undefined;
    const relook = (listing: readonly ObservedResource[]) => listing.find(({ id }) => id === before.id) ?? current;
    current = await watch.until(kind, relook, { usualSeconds: 1, limitSeconds: 60, depth: "fields" });
    return lacking(current).length === 0 ? true : undefined;
  };
  await mutate(scope, {
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

async function update<C extends Cloud>(step: PlanStep, scope: StepScope<C>): Promise<void> {
  const { kind, live, provider } = scope;
  const current = unchangedSince(step, scope);
  await producersReady(scope);
  const props = wantedProps(step, scope);
  const changes = differences(kind, props, current.props);
  const fixed = changes.filter(({ inPlace }) => !inPlace).map(({ field }) => field);
  if (fixed.length > 0) {
    throw new ProvisionError(
      "plan-outdated",
      `cannot update ${step.address}: ${fixed.join(", ")} can only change by replacement`,
      {
        address: step.address,
        hint: "What it refers to has changed since the plan was made. Plan again.",
      },
    );
  }
  const tagChanges = step.changes.filter(isTagChange);
  if (tagChanges.length > 0) {
    const keys = tagChanges.map(tagKeyOf);
    const written = Object.fromEntries(Object.entries(scope.tags).filter(([key]) => keys.includes(key)));
    const gone = keys.filter((key) => !(key in scope.tags));
    await mutate(scope, {
      step,
      verb: "update",
      props: { tags: scope.tags },
      call: (at) => provider.retag(at, kind.name, current.id, written, gone),
    });
  }
  await bring(step, scope, current, props);
  // Who refers to an output that the update may have changed needs the new one.
  if (kind.volatile === undefined) scope.onAccepted();
  live.set(step.address, await untilConverged(step, scope, current.id, props));
  scope.onAccepted();
}

async function remove<C extends Cloud>(step: PlanStep, scope: StepScope<C>): Promise<void> {
  const { kind, live } = scope;
  const leaving = unchangedSince(step, scope);
  if (step.diesWith === undefined && leaving.status !== "deleting") {
    await mutate(scope, { step, verb: "delete", props: step.target, call: (at) => kind.delete(at, leaving) });
  }
  if (live.get(step.address)?.id === leaving.id) live.delete(step.address);
  scope.onAccepted();
  if (kind.deletion !== "polled" || step.diesWith !== undefined) return;
  scope.onWaiting("until it is gone");
  await scope.watch.until(kind, (listing) => (listing.some(({ id }) => id === leaving.id) ? undefined : true), {
    usualSeconds: kind.seconds.delete,
    limitSeconds: patienceSeconds(kind.seconds.delete),
  });
}

/** Waits for what this step needs and the plan leaves alone: an interrupted run may have left it on its way. */
async function producersReady<C extends Cloud>({ resource, live, kindOf, watch }: StepScope<C>): Promise<void> {
  if (resource === undefined) return;
  const waits = needsOf(resource).map(async (address) => {
    const producer = live.get(address);
    if (producer?.status !== "pending") return;
    const kind = kindOf(producer.kind);
    if (kind.usable === "accepted" && !resource.after.includes(address)) return;
    const ready = (listing: readonly ObservedResource[]) =>
      refuseFailed(
        address,
        listing.find(({ id }) => id === producer.id),
      );
    live.set(address, await watch.until(kind, ready, limits(kind)));
  });
  await Promise.all(waits);
}

function wantedProps<C extends Cloud>(step: PlanStep, { resource, live, kind }: StepScope<C>): Record<string, unknown> {
  if (resource === undefined) throw new ProvisionError("unplannable", `the plan holds no resource ${step.address}`);
  const props = substitute(resource.props, (reference) => valueOf(reference, live)) as Record<string, unknown>;
  const parsed = kind.props.safeParse(props);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`);
  throw new ProvisionError("invalid-blueprint", `${step.address} is not a valid ${kind.name}: ${problems.join("; ")}`, {
    address: step.address,
  });
}

function valueOf({ $ref, field }: Ref, live: ReadonlyMap<string, ObservedResource>): unknown {
  const producer = live.get($ref);
  const value = field === "id" ? producer?.id : producer?.outputs[field];
  if (value === undefined) throw new ProvisionError("unplannable", `${$ref} has no ${field} yet`, { address: $ref });
  return value;
}

/** The target as it stands. Throws `plan-outdated` when it is not what the step was planned on. */
function unchangedSince<C extends Cloud>(step: PlanStep, scope: StepScope<C>): ObservedResource {
  const current = scope.seen(step.target!);
  if (current !== undefined && fingerprint(current) === step.precondition) return current;
  const what = current === undefined ? "is no longer there" : "has changed";
  throw new ProvisionError("plan-outdated", `${step.address} (${step.target}) ${what} since the plan was made`, {
    address: step.address,
    hint: "Plan again to see what it would do now.",
  });
}

async function untilReady<C extends Cloud>(
  step: PlanStep,
  scope: StepScope<C>,
  made: ObservedResource,
): Promise<ObservedResource> {
  const { kind } = scope;
  scope.onWaiting(made.reason ?? "until it is ready");
  // Right after a create, absence from a listing means that the listing is behind.
  const ready = (listing: readonly ObservedResource[]) =>
    refuseFailed(
      step.address,
      listing.find(({ id }) => id === made.id),
    );
  return explained(scope, made, () => scope.watch.until(kind, ready, limits(kind)));
}

async function untilConverged<C extends Cloud>(
  step: PlanStep,
  scope: StepScope<C>,
  id: string,
  props: Record<string, unknown>,
): Promise<ObservedResource> {
  const { kind } = scope;
  const converged = (listing: readonly ObservedResource[]) => {
    const current = refuseFailed(
      step.address,
      listing.find((candidate) => candidate.id === id),
    );
    return current !== undefined && differences(kind, props, current.props).length === 0 ? current : undefined;
  };
  return scope.watch.until(kind, converged, { ...limits(kind), depth: "fields" });
}

function limits<C extends Cloud>({ seconds }: AnyKind<C>) {
  return { usualSeconds: seconds.create, limitSeconds: patienceSeconds(seconds.create) };
}

function refuseFailed(address: string, current: ObservedResource | undefined): ObservedResource | undefined {
  if (current?.status === "failed") {
    throw new ProvisionError(
      "step-failed",
      `${address} (${current.id}) failed: ${current.reason ?? "no reason given"}`,
      {
        address,
      },
    );
  }
  return current?.status === "ready" ? current : undefined;
}

/** Adds the provider's own words to a wait that ended without success. */
async function explained<C extends Cloud>(
  scope: StepScope<C>,
  made: ObservedResource,
  wait: () => Promise<ObservedResource>,
): Promise<ObservedResource> {
  try {
    return await wait();
  } catch (error) {
    if (!(error instanceof ProvisionError) || error.code !== "timed-out" || scope.kind.explain === undefined)
      throw error;
    const reason = await scope.kind.explain(scope.provider.look(scope.signal), made);
    throw new ProvisionError("timed-out", `${made.address} (${made.id}) is not ready: ${reason ?? "no reason given"}`, {
      address: made.address,
      cause: error,
    });
  }
}

function pick(props: Readonly<Record<string, unknown>>, fields: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(fields.map((field) => [field, props[field]]));
}
