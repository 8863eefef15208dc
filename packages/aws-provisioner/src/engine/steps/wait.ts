import { differences, mindedBy, tagDifferences, tagKeyOf } from "../diff.ts";
import { ProvisionError } from "../error.ts";
import { needsOf } from "../graph.ts";
import type { AnyKind, Cloud } from "../kind.ts";
import type { ObservedResource } from "../observed.ts";
import type { PlanStep } from "../plan.ts";
import { minded } from "../shared.ts";
import type { WatchLimits } from "../watch.ts";
import type { StepScope } from "./step-scope.ts";

/** Seconds after which a wait is given up that usually takes `usual` seconds. */
export function longestWaitSeconds(usual: number): number {
  return 600 + usual * 10;
}

/** How long to wait for one of this kind to come. */
export function waitLimits({ seconds }: AnyKind): WatchLimits {
  return { usualSeconds: seconds.create, limitSeconds: longestWaitSeconds(seconds.create) };
}

/**
 * Waits for what this step needs and the plan leaves alone: an interrupted run may have left it on its way.
 */
export async function producersReady<C extends Cloud>(scope: StepScope<C>): Promise<void> {
  const { resource } = scope;
  if (resource === undefined) return;
  await onTheirWay(
    scope,
    needsOf(resource),
    (address, { usable }) => usable !== "accepted" || resource.after.includes(address),
  );
}

/**
 * Waits for what stands at earlier places of the step's row and is not ready, though the plan leaves it
 * alone.
 */
export async function earlierReady<C extends Cloud>(scope: StepScope<C>): Promise<void> {
  await onTheirWay(scope, scope.earlier(), () => true);
}

/** Waits for those of the addresses at which something is on its way and that `counts`. */
async function onTheirWay<C extends Cloud>(
  scope: StepScope<C>,
  addresses: readonly string[],
  counts: (address: string, kind: AnyKind<C>) => boolean,
): Promise<void> {
  const { live, kindOf, watch } = scope;
  const waits = addresses.map(async (address) => {
    const one = live.get(address);
    if (one?.status !== "pending") return;
    const kind = kindOf(one.kind);
    if (!counts(address, kind)) return;
    scope.onWaiting(`until ${address} is ready`);
    live.set(
      address,
      await explained({ ...scope, kind }, one, watch.until(kind, ready(address, one.id), waitLimits(kind))),
    );
  });
  await Promise.all(waits);
}

/**
 * Waits until what was made is ready. Right after a create, absence from a listing means that the listing is
 * behind.
 */
export async function untilReady<C extends Cloud>(
  { address }: PlanStep,
  scope: StepScope<C>,
  made: ObservedResource,
): Promise<ObservedResource> {
  const { kind, watch } = scope;
  scope.onWaiting(made.reason ?? "until it is ready");
  return explained(scope, made, watch.until(kind, ready(address, made.id), waitLimits(kind)));
}

/** A wait that, where it ends without success, is told in the provider's own words. */
async function explained<C extends Cloud>(
  { kind, provider, signal }: StepScope<C>,
  one: ObservedResource,
  wait: Promise<ObservedResource>,
): Promise<ObservedResource> {
  try {
    return await wait;
  } catch (error) {
    if (!(error instanceof ProvisionError && error.code === "timed-out") || kind.explain === undefined) throw error;
    const { address, id } = one;
    const reason = (await kind.explain(provider.look(signal), one)) ?? "no reason given";
    throw new ProvisionError("timed-out", `${address} (${id}) is not ready: ${reason}`, { address, cause: error });
  }
}

/** What a listing must show of a resource that was changed. */
interface Converged {
  readonly props: Readonly<Record<string, unknown>>;
  /** Keys of the tags that were written or taken away; of others nobody can know who changes them. */
  readonly tagKeys: readonly string[];
}

/**
 * Waits until a listing shows the fields, and the tags that were changed, as they should be, and tells how
 * far the provider is with what it does by itself.
 *
 * @throws {ProvisionError} `step-failed` when the provider has given that up.
 */
export async function untilConverged<C extends Cloud>(
  step: PlanStep,
  scope: StepScope<C>,
  changed: ObservedResource,
  { props, tagKeys }: Converged,
): Promise<ObservedResource> {
  const { address } = step;
  const { kind, watch, tags } = scope;
  const limits = waitLimits(kind);
  const limitSeconds = kind.updateSeconds?.(changed.props, props) ?? limits.limitSeconds;
  const wanted = mindedBy(step, kind, props);
  const isReady = ready(address, changed.id);
  const follow = undertaken(step, scope, changed);
  const converged = (listing: readonly ObservedResource[]) => {
    follow(listing);
    const current = isReady(listing);
    if (current === undefined) return undefined;
    const own = minded(kind.shared, current.props, wanted, step.removes ?? {});
    if (differences(kind, wanted, own).length > 0) return undefined;
    return tagDifferences(current.tags, tags).some((change) => tagKeys.includes(tagKeyOf(change)))
      ? undefined
      : current;
  };
  return explained(scope, changed, watch.until(kind, converged, { ...limits, limitSeconds, depth: "fields" }));
}

/** Follows what the provider does by itself, each thing told once. What it gave up before is past. */
function undertaken<C extends Cloud>(
  { address }: PlanStep,
  { onWaiting }: StepScope<C>,
  { id, undertaking: past }: ObservedResource,
) {
  let last: string | undefined;
  return (listing: readonly ObservedResource[]): void => {
    const { undertaking } = listing.find((one) => one.id === id) ?? {};
    if (undertaking === undefined || undertaking.told === last) return;
    const { state, told } = undertaking;
    if (past?.state === "given-up" && past.id === undertaking.id) return;
    last = told;
    if (state === "under-way") return onWaiting(told);
    throw new ProvisionError("step-failed", `${address} (${id}) stays as it was: ${told}`, { address });
  };
}

/**
 * Whether a listing shows the resource as ready.
 *
 * @throws {ProvisionError} `step-failed` when it shows that it has failed.
 */
function ready(address: string, id: string) {
  return (listing: readonly ObservedResource[]): ObservedResource | undefined => {
    const current = listing.find((one) => one.id === id);
    if (current?.status === "failed") {
      const reason = current.reason ?? "no reason given";
      throw new ProvisionError("step-failed", `${address} (${id}) failed: ${reason}`, { address });
    }
    return current?.status === "ready" ? current : undefined;
  };
}
